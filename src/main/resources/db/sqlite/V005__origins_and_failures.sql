-- Who asked for a run, and what went wrong. A trace without an origin was asked for by the user, so older rows stay as
-- they are, and the rows of most traces get no longer.

ALTER TABLE traces ADD COLUMN origin TEXT;
ALTER TABLE traces ADD COLUMN parent_trace_id TEXT;
ALTER TABLE traces ADD COLUMN failure TEXT;
-- A JSON array of what further sources said that do not judge, where there are any: what counts may be taken back.
ALTER TABLE traces ADD COLUMN other_verdicts TEXT;
ALTER TABLE tool_calls ADD COLUMN exit_code INTEGER;
ALTER TABLE rewards ADD COLUMN failure TEXT;
