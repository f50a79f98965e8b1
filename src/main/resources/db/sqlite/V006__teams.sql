-- Keys that people and agents got under a name. The text of a key is nowhere, only its SHA-256.
CREATE TABLE access_keys (
  name TEXT PRIMARY KEY,
  scopes TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT
) WITHOUT ROWID;

-- The name of the key with which a trace's first event came. NULL is this machine, so older rows stay as they are.
ALTER TABLE traces ADD COLUMN sender TEXT;
