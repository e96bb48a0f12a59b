DROP FUNCTION release_lanes;
DROP FUNCTION claim_lanes;
DROP FUNCTION begin_update;
