-- Traces that were closed, or changed after that, and that the team has not heard of yet. Nothing is noted while no team is
-- joined.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trace_id TEXT NOT NULL
);
