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

-- For each lane a row that says whether it is locked now, and one for each of its next calls.
CREATE FUNCTION claim_lanes(space INTEGER, lanes TEXT[], held BOOLEAN[], atonce INTEGER)
RETURNS TABLE (the_lane TEXT, locked BOOLEAN, number BIGINT, what TEXT, tries INTEGER) LANGUAGE plpgsql AS $$
BEGIN
    FOR place IN 1 .. cardinality(lanes) LOOP
        the_lane := lanes[place];
        locked := held[place];
        IF NOT locked THEN
            locked := pg_try_advisory_lock(space, hashtext(the_lane));
        END IF;
        number := NULL;
        RETURN NEXT;
        IF locked THEN
            FOR number, what, tries IN
                SELECT id, call, attempts FROM outbox WHERE lane = the_lane ORDER BY id LIMIT atonce
            LOOP
                RETURN NEXT;
            END LOOP;
        END IF;
    END LOOP;
END $$;

-- Those of the lanes in which calls wait all the same.
CREATE FUNCTION release_lanes(space INTEGER, lanes TEXT[]) RETURNS SETOF TEXT LANGUAGE plpgsql AS $$
DECLARE
    one TEXT;
BEGIN
    FOREACH one IN ARRAY lanes LOOP
        PERFORM pg_advisory_unlock(space, hashtext(one));
    END LOOP;
    RETURN QUERY SELECT DISTINCT lane FROM outbox WHERE lane = ANY(lanes);
END $$;
