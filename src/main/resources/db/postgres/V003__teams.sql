-- Keys that people and agents got under a name. The text of a key is nowhere, only its SHA-256.
CREATE TABLE access_keys (
  name TEXT COLLATE "C" PRIMARY KEY,
  scopes TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT
);

-- The name of the key with which a trace's first event came. NULL is this machine, or a bridge that knows no senders yet.
ALTER TABLE traces ADD COLUMN sender TEXT;

-- The name of the key that decided; NULL is this machine.
ALTER TABLE asked_decisions ADD COLUMN decided_by TEXT;
