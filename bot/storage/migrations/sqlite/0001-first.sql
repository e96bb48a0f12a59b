-- The update ids already worked on; Telegram delivers at least once.
CREATE TABLE seen (update_id INTEGER PRIMARY KEY, moment INTEGER NOT NULL);
CREATE INDEX seen_moment ON seen (moment);

-- One person's side of one chat, as versioned JSON.
CREATE TABLE dialogues (
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    data TEXT NOT NULL,
    moment INTEGER NOT NULL,
    PRIMARY KEY (chat, person)
) WITHOUT ROWID;
CREATE INDEX dialogues_person ON dialogues (person);
CREATE INDEX dialogues_moment ON dialogues (moment);

-- What is kept about a person in whichever chat they write.
CREATE TABLE profiles (person INTEGER PRIMARY KEY, data TEXT NOT NULL, moment INTEGER NOT NULL);

-- Calls still to make. AUTOINCREMENT: an id is never used again, so a late "sent" cannot hit another call.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL,
    call TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    moment INTEGER NOT NULL
);
CREATE INDEX outbox_lane ON outbox (lane, id);

CREATE TABLE dead_letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    moment INTEGER NOT NULL,
    direction TEXT NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    chat INTEGER,
    person INTEGER
);

-- Counts only: no person, no text.
CREATE TABLE feedback (response TEXT PRIMARY KEY, up INTEGER NOT NULL DEFAULT 0, down INTEGER NOT NULL DEFAULT 0);
