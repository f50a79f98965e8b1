-- What the optimizer keeps. The documents are JSON; the columns beside them are for readers of the database.

-- The order in which traces got their arms: experiments count outcomes in it. Row ids of traces would not do, for a
-- trace may be there before its start comes.
CREATE TABLE assignments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trace_id TEXT NOT NULL UNIQUE,
  assigned_at INTEGER NOT NULL
);

-- With the history of every status under "history".
CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  agent_id TEXT,
  status TEXT NOT NULL,
  document TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE experiments (
  id TEXT PRIMARY KEY,
  agent_id TEXT,
  status TEXT NOT NULL,
  document TEXT NOT NULL
) WITHOUT ROWID;

-- By the optimizer's name: what a restarted one must know besides the traces.
CREATE TABLE learner_memories (
  id TEXT PRIMARY KEY,
  agent_id TEXT,
  status TEXT NOT NULL,
  document TEXT NOT NULL
) WITHOUT ROWID;
