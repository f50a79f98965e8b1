-- What this bridge adds, and rows of the older bridge brought into its shape.

ALTER TABLE traces ADD COLUMN status TEXT NOT NULL DEFAULT 'open';
ALTER TABLE traces ADD COLUMN started_at INTEGER;
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

-- Rows of the older bridge. SQLite types values, not columns: anything may be anywhere.

UPDATE OR IGNORE traces SET trace_id = CAST(trace_id AS TEXT) WHERE typeof(trace_id) = 'blob';
UPDATE traces SET trace_id = lower(hex(randomblob(16))) WHERE trace_id IS NULL;
UPDATE tool_calls SET
  trace_id = COALESCE(CAST(trace_id AS TEXT), 'legacy-tool-calls'),
  tool_name = COALESCE(NULLIF(CAST(tool_name AS TEXT), ''), 'unknown'),
  error = NULLIF(error, '');

INSERT INTO traces (trace_id)
SELECT DISTINCT trace_id FROM tool_calls WHERE trace_id NOT IN (SELECT trace_id FROM traces);

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
  success = CASE lower(success)
    WHEN '1' THEN 1 WHEN '1.0' THEN 1 WHEN 'true' THEN 1
    WHEN '0' THEN 0 WHEN '0.0' THEN 0 WHEN 'false' THEN 0 END,
  tokens_used = CASE WHEN typeof(tokens_used) IN ('integer', 'real') THEN CAST(round(tokens_used) AS INTEGER) END,
  latency_ms = CASE WHEN typeof(latency_ms) IN ('integer', 'real') THEN CAST(round(latency_ms) AS INTEGER) END,
  session_key = COALESCE(NULLIF(CAST(session_key AS TEXT), ''), 'anon-' || trace_id),
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
  started_at = start_time,
  end_time = COALESCE(
    end_time, (SELECT MAX(timestamp) FROM tool_calls c WHERE c.trace_id = traces.trace_id), start_time),
  tools_used = CASE
    WHEN iif(json_valid(tools_used), json_type(tools_used), NULL) = 'array' THEN tools_used
    ELSE (SELECT json_group_array(tool_name) FROM (
      SELECT DISTINCT tool_name FROM tool_calls c WHERE c.trace_id = traces.trace_id LIMIT 100)) END;

UPDATE traces SET
  last_timestamp = MAX(
    end_time, COALESCE((SELECT MAX(timestamp) FROM tool_calls c WHERE c.trace_id = traces.trace_id), end_time)),
  success_source = CASE WHEN success IS NOT NULL THEN 'client' END,
  success_at = CASE WHEN success IS NOT NULL THEN end_time END,
  tokens_at = CASE WHEN tokens_used IS NOT NULL THEN end_time END,
  latency_at = CASE WHEN latency_ms IS NOT NULL THEN end_time END;

UPDATE tool_calls SET timestamp = (SELECT start_time FROM traces t WHERE t.trace_id = tool_calls.trace_id)
WHERE timestamp IS NULL;

CREATE INDEX traces_start ON traces (start_time);
CREATE INDEX traces_session ON traces (session_key, start_time);
CREATE INDEX traces_open ON traces (session_key, start_time) WHERE status = 'open';
CREATE INDEX traces_received ON traces (received_at);
CREATE UNIQUE INDEX rewards_identity ON rewards (trace_id, reward_id);

-- All were received just now, so this is one day.
INSERT INTO daily_figures (day, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
  tokens_used, tool_calls, tool_errors)
SELECT received_at / 86400000, COUNT(*), SUM(status = 'ended'), SUM(status = 'abandoned'), SUM(success IS 1),
  SUM(success IS 0), SUM(CASE WHEN status = 'ended' THEN COALESCE(latency_ms, 0) ELSE 0 END),
  SUM(status = 'ended' AND latency_ms IS NOT NULL), SUM(COALESCE(tokens_used, 0)), SUM(tool_count),
  (SELECT COUNT(*) FROM tool_calls WHERE error IS NOT NULL)
FROM traces GROUP BY 1;

INSERT INTO tool_figures (tool_name, calls, errors)
SELECT iif(place <= 999, tool_name, ''), SUM(calls), SUM(errors) FROM (
  SELECT tool_name, COUNT(*) AS calls, SUM(error IS NOT NULL) AS errors,
    row_number() OVER (ORDER BY COUNT(*) DESC, tool_name) AS place
  FROM tool_calls GROUP BY tool_name)
GROUP BY 1;

INSERT INTO counters (name, value) SELECT 'sessions', COUNT(DISTINCT session_key) FROM traces;
