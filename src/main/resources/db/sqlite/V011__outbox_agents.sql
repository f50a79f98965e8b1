-- Whose trace it is, for those that retention deletes before the team has heard of them: only some agents' traces are shared.
ALTER TABLE outbox ADD COLUMN agent_id TEXT;
UPDATE outbox SET agent_id = (SELECT agent_id FROM traces WHERE traces.trace_id = outbox.trace_id);
