-- What an update and a lane begin with, in one round trip each. A volatile function looks afresh at each of its
-- statements, so what is read after the lock holds what the one before has committed.
CREATE FUNCTION begin_update(
    the_chat BIGINT, the_person BIGINT, the_update BIGINT, now BIGINT,
    OUT fresh BOOLEAN, OUT dialogue TEXT, OUT profile TEXT
) LANGUAGE plpgsql AS $$
BEGIN
    -- The chat's order, and the person's too, whose profile two chats could change at once; always lowest first.
    PERFORM pg_advisory_xact_lock(least(the_chat, the_person));
    IF the_chat <> the_person THEN
        PERFORM pg_advisory_xact_lock(greatest(the_chat, the_person));
    END IF;
    fresh := TRUE;
    IF the_update IS NOT NULL THEN
        INSERT INTO seen VALUES (the_update, now) ON CONFLICT DO NOTHING;
        fresh := FOUND;
    END IF;
    IF fresh THEN
        SELECT data INTO dialogue FROM dialogues WHERE chat = the_chat AND person = the_person;
        SELECT data INTO profile FROM profiles WHERE person = the_person;
    END IF;
END $$;

CREATE FUNCTION claim_lane(space INTEGER, the_lane TEXT, held BOOLEAN, atonce INTEGER)
RETURNS TABLE (number BIGINT, what TEXT, tries INTEGER) LANGUAGE plpgsql AS $$
BEGIN
    IF NOT held AND NOT pg_try_advisory_lock(space, hashtext(the_lane)) THEN
        RETURN QUERY SELECT NULL::BIGINT, NULL::TEXT, NULL::INTEGER;
        RETURN;
    END IF;
    RETURN QUERY SELECT id, call, attempts FROM outbox WHERE lane = the_lane ORDER BY id LIMIT atonce;
END $$;

CREATE FUNCTION release_lane(space INTEGER, the_lane TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_unlock(space, hashtext(the_lane));
    RETURN EXISTS (SELECT FROM outbox WHERE lane = the_lane);
END $$;
