-- Sums by the hour in which a trace began, and by its agent, in place of those by the day on which it was stored: what is
-- imported counts when it happened. No agent is the empty name, for NULL would be no part of a key. A bridge of an older
-- version would go on adding to the table that is gone, so none may.

CREATE TABLE hourly_figures (
  hour BIGINT NOT NULL,
  agent_id TEXT COLLATE "C" NOT NULL,
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
  PRIMARY KEY (hour, agent_id, instance)
) WITH (fillfactor = 50);

INSERT INTO hourly_figures (hour, agent_id, instance, traces, ended, abandoned, successes, failures, latency_ms_sum,
  latency_count, tokens_used, tool_calls, tool_errors, rewards, reward_sum, reward_count)
SELECT t.start_time / 3600000, COALESCE(t.agent_id, ''), '', COUNT(*), COUNT(*) FILTER (WHERE status = 'ended'),
  COUNT(*) FILTER (WHERE status = 'abandoned'),
  COUNT(*) FILTER (WHERE success AND COALESCE(origin, 'user') = 'user'),
  COUNT(*) FILTER (WHERE NOT success AND COALESCE(origin, 'user') = 'user'),
  COALESCE(SUM(latency_ms) FILTER (WHERE status = 'ended'), 0), COUNT(latency_ms) FILTER (WHERE status = 'ended'),
  COALESCE(SUM(tokens_used), 0), SUM(tool_count), COALESCE(SUM(c.tool_errors), 0), COALESCE(SUM(r.rewards), 0),
  COALESCE(SUM(r.reward_sum), 0), COALESCE(SUM(r.reward_count), 0)
FROM traces t
  LEFT JOIN (SELECT trace_id, COUNT(error) AS tool_errors FROM tool_calls GROUP BY trace_id) c ON c.trace_id = t.trace_id
  LEFT JOIN (SELECT trace_id, COUNT(*) AS rewards, SUM(reward) AS reward_sum, COUNT(reward) AS reward_count
    FROM rewards GROUP BY trace_id) r ON r.trace_id = t.trace_id
GROUP BY 1, 2;

DROP TABLE daily_figures;
