-- Sums by the hour in which a trace began, and by its agent, in place of those by the day on which it was stored: what is
-- imported counts when it happened. No agent is the empty name, for NULL would be no part of a key.

CREATE TABLE hourly_figures (
  hour INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
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
  reward_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, agent_id)
) WITHOUT ROWID;

INSERT INTO hourly_figures (hour, agent_id, traces, ended, abandoned, successes, failures, latency_ms_sum, latency_count,
  tokens_used, tool_calls)
SELECT start_time / 3600000, COALESCE(agent_id, ''), COUNT(*), SUM(status = 'ended'), SUM(status = 'abandoned'),
  SUM(success IS 1 AND COALESCE(origin, 'user') = 'user'), SUM(success IS 0 AND COALESCE(origin, 'user') = 'user'),
  SUM(CASE WHEN status = 'ended' THEN COALESCE(latency_ms, 0) ELSE 0 END),
  SUM(status = 'ended' AND latency_ms IS NOT NULL), SUM(COALESCE(tokens_used, 0)), SUM(tool_count)
FROM traces GROUP BY 1, 2;

UPDATE hourly_figures SET tool_errors = of_hour.errors
FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent, COUNT(*) AS errors
  FROM tool_calls c JOIN traces t ON t.trace_id = c.trace_id WHERE c.error IS NOT NULL GROUP BY 1, 2) of_hour
WHERE of_hour.hour = hourly_figures.hour AND of_hour.agent = hourly_figures.agent_id;

UPDATE hourly_figures SET rewards = of_hour.rewards, reward_sum = of_hour.reward_sum, reward_count = of_hour.reward_count
FROM (SELECT start_time / 3600000 AS hour, COALESCE(agent_id, '') AS agent, COUNT(*) AS rewards,
  COALESCE(SUM(r.reward), 0) AS reward_sum, COUNT(r.reward) AS reward_count
  FROM rewards r JOIN traces t ON t.trace_id = r.trace_id GROUP BY 1, 2) of_hour
WHERE of_hour.hour = hourly_figures.hour AND of_hour.agent = hourly_figures.agent_id;

DROP TABLE daily_figures;
