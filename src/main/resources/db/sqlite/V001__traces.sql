-- The two tables as the older Python bridge made them. A database of that bridge has them already, with rows.

CREATE TABLE IF NOT EXISTS traces (
  trace_id TEXT PRIMARY KEY,
  session_key TEXT,
  message TEXT,
  start_time INTEGER,
  end_time INTEGER,
  success BOOLEAN,
  tokens_used INTEGER,
  latency_ms INTEGER,
  tools_used TEXT,
  metadata TEXT
);

CREATE TABLE IF NOT EXISTS tool_calls (
  id INTEGER PRIMARY KEY,
  trace_id TEXT,
  tool_name TEXT,
  params TEXT,
  result TEXT,
  error TEXT,
  timestamp INTEGER
);
