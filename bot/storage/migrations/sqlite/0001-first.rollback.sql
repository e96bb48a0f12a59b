DROP TABLE feedback;
DROP TABLE dead_letters;
DROP TABLE outbox;
DROP TABLE profiles;
DROP TABLE dialogues;
DROP TABLE seen;
