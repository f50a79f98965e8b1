-- Keys that people and agents got under a name. The text of a key is nowhere, only its SHA-256.
CREATE TABLE access_keys (
  name TEXT COLLATE "C" PRIMARY KEY,
  scopes TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT
);
