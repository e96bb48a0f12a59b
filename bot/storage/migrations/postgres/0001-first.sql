-- The update ids already worked on; Telegram delivers at least once.
CREATE TABLE seen (update_id BIGINT PRIMARY KEY, moment BIGINT NOT NULL);
CREATE INDEX seen_moment ON seen (moment);

-- One person's side of one chat, as versioned JSON.
CREATE TABLE dialogues (
    chat BIGINT NOT NULL,
    person BIGINT NOT NULL,
    data TEXT NOT NULL,
    moment BIGINT NOT NULL,
    PRIMARY KEY (chat, person)
);
CREATE INDEX dialogues_person ON dialogues (person);
CREATE INDEX dialogues_moment ON dialogues (moment);

-- What is kept about a person in whichever chat they write.
CREATE TABLE profiles (person BIGINT PRIMARY KEY, data TEXT NOT NULL, moment BIGINT NOT NULL);

-- Calls still to make.
CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane TEXT NOT NULL,
    call TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    moment BIGINT NOT NULL
);
CREATE INDEX outbox_lane ON outbox (lane, id);

CREATE TABLE dead_letters (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    moment BIGINT NOT NULL,
    direction TEXT NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    chat BIGINT,
    person BIGINT
);

-- Counts only: no person, no text.
CREATE TABLE feedback (response TEXT PRIMARY KEY, up INTEGER NOT NULL DEFAULT 0, down INTEGER NOT NULL DEFAULT 0);
