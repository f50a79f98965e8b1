-- What this bridge adds, and rows of the older bridge brought into its shape.

ALTER TABLE traces ADD COLUMN status TEXT NOT NULL DEFAULT 'open';
ALTER TABLE traces ADD COLUMN agent_id TEXT;
ALTER TABLE traces ADD COLUMN model TEXT;
ALTER TABLE traces ADD COLUMN task_key TEXT;
ALTER TABLE traces ADD COLUMN prompt_version TEXT;
ALTER TABLE traces ADD COLUMN end_metadata TEXT;
ALTER TABLE traces ADD COLUMN arms TEXT;
ALTER TABLE traces ADD COLUMN reward DOUBLE;
ALTER TABLE traces ADD COLUMN tool_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE traces ADD COLUMN received_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE traces ADD COLUMN last_event_at INTEGER NOT NULL DEFAULT 0;
-- Bookkeeping of the writer: of which source and time the values above are, and the latest time of an event.
ALTER TABLE traces ADD COLUMN success_source TEXT;
ALTER TABLE traces ADD COLUMN success_at INTEGER;
ALTER TABLE traces ADD COLUMN reward_source TEXT;
ALTER TABLE traces ADD COLUMN reward_at INTEGER;
ALTER TABLE traces ADD COLUMN tokens_at INTEGER;
ALTER TABLE traces ADD COLUMN latency_at INTEGER;
ALTER TABLE traces ADD COLUMN last_timestamp INTEGER NOT NULL DEFAULT 0;

ALTER TABLE tool_calls ADD COLUMN call_id TEXT;
ALTER TABLE tool_calls ADD COLUMN duration_ms INTEGER;

CREATE TABLE rewards (
  id INTEGER PRIMARY KEY,
  trace_id TEXT NOT NULL,
  reward_id TEXT,
  source TEXT NOT NULL,
  success BOOLEAN,
  value DOUBLE,
  reward DOUBLE,
  tokens_used INTEGER,
  expected_tokens INTEGER,
  latency_ms INTEGER,
  user_rating DOUBLE,
  metadata TEXT,
  timestamp INTEGER NOT NULL
);

-- Sums over the stored traces by the day (days since 1970-01-01 UTC) they were first received: /stats in constant time.
CREATE TABLE daily_figures (
  day INTEGER PRIMARY KEY,
  traces INTEGER NOT NULL DEFAULT 0,
  ended INTEGER NOT NULL DEFAULT 0,
  abandoned INTEGER NOT NULL DEFAULT 0,
  successes INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  latency_ms_sum INTEGER NOT NULL DEFAULT 0,
  latency_count INTEGER NOT NULL DEFAULT 0,
  tokens_used INTEGER NOT NULL DEFAULT 0,
  tool_calls INTEGER NOT NULL DEFAULT 0,
  tool_errors INTEGER NOT NULL DEFAULT 0,
  rewards INTEGER NOT NULL DEFAULT 0,
  reward_sum DOUBLE NOT NULL DEFAULT 0,
  reward_count INTEGER NOT NULL DEFAULT 0
);

-- By tool; the name '' stands for all tools beyond the first thousand.
CREATE TABLE tool_figures (
  tool_name TEXT PRIMARY KEY,
  calls INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  duration_ms_sum INTEGER NOT NULL DEFAULT 0,
  duration_count INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- Written and emptied again to learn whether there is room.
CREATE TABLE probe (
  filler BLOB
);

UPDATE traces SET trace_id = 'legacy-' || rowid WHERE trace_id IS NULL;

INSERT INTO traces (trace_id)
SELECT DISTINCT trace_id FROM tool_calls
WHERE trace_id IS NOT NULL AND trace_id NOT IN (SELECT trace_id FROM traces);

UPDATE tool_calls SET tool_name = 'unknown' WHERE tool_name IS NULL OR tool_name = '';

-- Times below 10^11 are seconds; text is a date in one of SQLite's formats.
UPDATE tool_calls SET timestamp = CASE
  WHEN typeof(timestamp) = 'text' THEN CAST(round(unixepoch(timestamp, 'subsec') * 1000) AS INTEGER)
  WHEN timestamp < 100000000000 THEN CAST(round(timestamp * 1000) AS INTEGER)
  ELSE CAST(timestamp AS INTEGER) END
WHERE timestamp IS NOT NULL;

UPDATE traces SET
  start_time = CASE
    WHEN typeof(start_time) = 'text' THEN CAST(round(unixepoch(start_time, 'subsec') * 1000) AS INTEGER)
    WHEN start_time < 100000000000 THEN CAST(round(start_time * 1000) AS INTEGER)
    ELSE CAST(start_time AS INTEGER) END,
  end_time = CASE
    WHEN typeof(end_time) = 'text' THEN CAST(round(unixepoch(end_time, 'subsec') * 1000) AS INTEGER)
    WHEN end_time < 100000000000 THEN CAST(round(end_time * 1000) AS INTEGER)
    ELSE CAST(end_time AS INTEGER) END,
  success = CASE
    WHEN success IN (1, '1', 'true', 'True') THEN 1
    WHEN success IN (0, '0', 'false', 'False') THEN 0 END,
  session_key = COALESCE(NULLIF(session_key, ''), 'anon-' || trace_id),
  received_at = CAST(unixepoch('subsec') * 1000 AS INTEGER),
  last_event_at = CAST(unixepoch('subsec') * 1000 AS INTEGER);

CREATE UNIQUE INDEX tool_calls_identity ON tool_calls (trace_id, call_id);

UPDATE traces SET
  status = CASE WHEN end_time IS NULL THEN 'abandoned' ELSE 'ended' END,
  tool_count = (SELECT COUNT(*) FROM tool_calls c WHERE c.trace_id = traces.trace_id),
  start_time = COALESCE(
    start_time,
    (SELECT MIN(timestamp) FROM tool_calls c WHERE c.trace_id = traces.trace_id),
    end_time,
    received_at);

UPDATE traces SET
  end_time = COALESCE(
    end_time, (SELECT MAX(timestamp) FROM tool_calls c WHERE c.trace_id = traces.trace_id), start_time),
  tools_used = CASE
    WHEN json_valid(tools_used) AND json_type(tools_used) = 'array' THEN tools_used
    ELSE (SELECT json_group_array(tool_name) FROM (
      SELECT DISTINCT tool_name FROM tool_calls c WHERE c.trace_id = traces.trace_id LIMIT 100)) END;

UPDATE traces SET
  last_timestamp = end_time,
  success_source = CASE WHEN success IS NOT NULL THEN 'client' END,
  success_at = CASE WHEN success IS NOT NULL THEN end_time END,
  tokens_at = CASE WHEN tokens_used IS NOT NULL THEN end_time END,
  latency_at = CASE WHEN latency_ms IS NOT NULL THEN end_time END;

CREATE INDEX traces_start ON traces (start_time);
CREATE INDEX traces_session ON traces (session_key, start_time);
CREATE INDEX traces_open ON traces (session_key, start_time) WHERE status = 'open';
CREATE INDEX traces_received ON traces (received_at);
CREATE UNIQUE INDEX rewards_identity ON rewards (trace_id, reward_id);

INSERT INTO daily_figures (day, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
  tokens_used, tool_calls, tool_errors)
SELECT received_at / 86400000, COUNT(*), SUM(status = 'ended'), SUM(status = 'abandoned'), SUM(success IS 1),
  SUM(success IS 0), SUM(CASE WHEN status = 'ended' THEN COALESCE(latency_ms, 0) ELSE 0 END),
  SUM(status = 'ended' AND latency_ms IS NOT NULL), SUM(COALESCE(tokens_used, 0)), SUM(tool_count),
  (SELECT COUNT(*) FROM tool_calls WHERE error IS NOT NULL AND trace_id IS NOT NULL)
FROM traces GROUP BY 1;

INSERT INTO tool_figures (tool_name, calls, errors)
SELECT tool_name, COUNT(*), SUM(error IS NOT NULL) FROM tool_calls WHERE trace_id IS NOT NULL GROUP BY tool_name;

INSERT INTO counters (name, value) SELECT 'sessions', COUNT(DISTINCT session_key) FROM traces;
