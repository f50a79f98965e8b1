-- The tables of db/sqlite, for several bridges at a time. Each unique key of what agents send leads with trace_id or
-- session_key, so that an engine that distributes rows by one of them can hold the tables. Keys compare byte by byte: no
-- update of the system's languages can reorder their indexes.

-- The order in which traces were first received is id; it leads no unique key. A fill factor leaves room for the changed row
-- beside the old one, so that what counts up touches no index.
CREATE TABLE traces (
  trace_id TEXT COLLATE "C" PRIMARY KEY,
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  session_key TEXT COLLATE "C" NOT NULL,
  status TEXT NOT NULL,
  start_time BIGINT NOT NULL,
  started_at BIGINT,
  end_time BIGINT,
  agent_id TEXT,
  model TEXT,
  task_key TEXT,
  prompt_version TEXT,
  origin TEXT,
  parent_trace_id TEXT,
  success BOOLEAN,
  success_source TEXT,
  success_at BIGINT,
  failure TEXT,
  other_verdicts TEXT,
  reward DOUBLE PRECISION,
  reward_source TEXT,
  reward_at BIGINT,
  tokens_used BIGINT,
  tokens_at BIGINT,
  latency_ms BIGINT,
  latency_at BIGINT,
  tools_used TEXT,
  tool_count BIGINT NOT NULL DEFAULT 0,
  arms TEXT,
  message TEXT,
  message_cut BOOLEAN NOT NULL DEFAULT FALSE,
  metadata TEXT,
  metadata_cut BOOLEAN NOT NULL DEFAULT FALSE,
  end_metadata TEXT,
  end_metadata_cut BOOLEAN NOT NULL DEFAULT FALSE,
  received_at BIGINT NOT NULL,
  last_event_at BIGINT NOT NULL,
  last_timestamp BIGINT NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX traces_id ON traces (id);
CREATE INDEX traces_start ON traces (start_time, id);
CREATE INDEX traces_session ON traces (session_key, start_time, id);
CREATE INDEX traces_open ON traces (session_key, start_time, id) WHERE status = 'open';
CREATE INDEX traces_received ON traces (received_at);

CREATE TABLE tool_calls (
  trace_id TEXT COLLATE "C" NOT NULL,
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  call_id TEXT COLLATE "C",
  tool_name TEXT NOT NULL,
  params TEXT,
  params_cut BOOLEAN NOT NULL DEFAULT FALSE,
  result TEXT,
  result_cut BOOLEAN NOT NULL DEFAULT FALSE,
  error TEXT,
  error_cut BOOLEAN NOT NULL DEFAULT FALSE,
  exit_code BIGINT,
  duration_ms BIGINT,
  timestamp BIGINT NOT NULL,
  PRIMARY KEY (trace_id, id)
);

CREATE UNIQUE INDEX tool_calls_identity ON tool_calls (trace_id, call_id);

CREATE TABLE rewards (
  trace_id TEXT COLLATE "C" NOT NULL,
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  reward_id TEXT COLLATE "C",
  source TEXT NOT NULL,
  success BOOLEAN,
  failure TEXT,
  value DOUBLE PRECISION,
  reward DOUBLE PRECISION,
  tokens_used BIGINT,
  expected_tokens BIGINT,
  latency_ms BIGINT,
  user_rating DOUBLE PRECISION,
  metadata TEXT,
  metadata_cut BOOLEAN NOT NULL DEFAULT FALSE,
  timestamp BIGINT NOT NULL,
  PRIMARY KEY (trace_id, id)
);

CREATE UNIQUE INDEX rewards_identity ON rewards (trace_id, reward_id);

-- The order in which traces got their arms.
CREATE TABLE assignments (
  trace_id TEXT COLLATE "C" PRIMARY KEY,
  id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
  assigned_at BIGINT NOT NULL
);

CREATE INDEX assignments_id ON assignments (id);

-- A row to lock for each session whose traces are written. Nothing is read from it, so a row too many does no harm, and one
-- that is missing is made again.
CREATE TABLE sessions (
  session_key TEXT COLLATE "C" PRIMARY KEY
);

-- Sums are kept a row for each bridge, so that no bridge waits for the commit of another, and summed when they are read. What
-- one bridge added another may take off: a single row may be negative.
CREATE TABLE daily_figures (
  day BIGINT NOT NULL,
  instance TEXT COLLATE "C" NOT NULL,
  traces BIGINT NOT NULL DEFAULT 0,
  ended BIGINT NOT NULL DEFAULT 0,
  abandoned BIGINT NOT NULL DEFAULT 0,
  successes BIGINT NOT NULL DEFAULT 0,
  failures BIGINT NOT NULL DEFAULT 0,
  latency_ms_sum BIGINT NOT NULL DEFAULT 0,
  latency_count BIGINT NOT NULL DEFAULT 0,
  tokens_used BIGINT NOT NULL DEFAULT 0,
  tool_calls BIGINT NOT NULL DEFAULT 0,
  tool_errors BIGINT NOT NULL DEFAULT 0,
  rewards BIGINT NOT NULL DEFAULT 0,
  reward_sum DOUBLE PRECISION NOT NULL DEFAULT 0,
  reward_count BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (day, instance)
) WITH (fillfactor = 50);

CREATE TABLE tool_figures (
  tool_name TEXT COLLATE "C" NOT NULL,
  instance TEXT COLLATE "C" NOT NULL,
  calls BIGINT NOT NULL DEFAULT 0,
  errors BIGINT NOT NULL DEFAULT 0,
  duration_ms_sum BIGINT NOT NULL DEFAULT 0,
  duration_count BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tool_name, instance)
) WITH (fillfactor = 50);

-- 'sessions': how many there are. 'bytes': what the stored texts and rows take up.
CREATE TABLE counters (
  name TEXT COLLATE "C" NOT NULL,
  instance TEXT COLLATE "C" NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (name, instance)
) WITH (fillfactor = 50);

-- What the optimizer keeps. The documents are JSON; the columns beside them are for readers of the database.
CREATE TABLE suggestions (
  id TEXT COLLATE "C" PRIMARY KEY,
  agent_id TEXT,
  status TEXT NOT NULL,
  document TEXT NOT NULL
);

CREATE TABLE experiments (
  id TEXT COLLATE "C" PRIMARY KEY,
  agent_id TEXT,
  status TEXT NOT NULL,
  document TEXT NOT NULL
);

CREATE TABLE learner_memories (
  id TEXT COLLATE "C" PRIMARY KEY,
  agent_id TEXT,
  status TEXT NOT NULL,
  document TEXT NOT NULL
);

-- Of all bridges one learns. Each that becomes the learner raises the term, so that what its predecessor saves too late finds
-- no row any more; each save raises the version, which tells the other bridges to read the documents again.
CREATE TABLE learner (
  term BIGINT NOT NULL,
  version BIGINT NOT NULL
);

INSERT INTO learner (term, version) VALUES (0, 0);

-- Traces that were closed, or changed after that, for the learner, who takes them away.
CREATE TABLE closed_traces (
  trace_id TEXT COLLATE "C" NOT NULL
);

-- Written and emptied again to learn whether writes work.
CREATE TABLE probe (
  filler BYTEA
);
