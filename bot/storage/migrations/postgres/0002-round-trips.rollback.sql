DROP FUNCTION release_lane;
DROP FUNCTION claim_lane;
DROP FUNCTION begin_update;
