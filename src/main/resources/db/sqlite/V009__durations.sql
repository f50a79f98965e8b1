-- How many ended traces took how long, by the hour in which they began and by their agent: from sums alone, neither a
-- median nor a 95th percentile could be told. A duration is rounded down to one of ten steps in each power of ten.

CREATE TABLE hourly_durations (
  hour INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  ms INTEGER NOT NULL,
  traces INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, agent_id, ms)
) WITHOUT ROWID;

INSERT INTO hourly_durations (hour, agent_id, ms, traces)
SELECT hour, agent, CASE WHEN took < 10 THEN took ELSE CAST(CASE
    WHEN two < 12 THEN 10 WHEN two < 15 THEN 12 WHEN two < 20 THEN 15 WHEN two < 25 THEN 20 WHEN two < 30 THEN 25
    WHEN two < 40 THEN 30 WHEN two < 50 THEN 40 WHEN two < 60 THEN 50 WHEN two < 80 THEN 60 ELSE 80
  END || substr('00000000000000000', 1, length(took) - 2) AS INTEGER) END, COUNT(*)
FROM (SELECT hour, agent, took, CAST(substr(took, 1, 2) AS INTEGER) AS two
  FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent, MAX(end_time - start_time, 0) AS took
    FROM traces WHERE status = 'ended' AND end_time IS NOT NULL))
GROUP BY 1, 2, 3;

-- Calls fail seldom, so a search of their errors, and which tools failed in a trace, are found without reading the others.
CREATE INDEX tool_calls_failed ON tool_calls (trace_id, tool_name) WHERE error IS NOT NULL;
