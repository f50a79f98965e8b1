/** Who asked for a run: the user, or OpenClaw itself, which asks in the user's name. */
export const ORIGINS = ['user', 'subagent', 'review', 'resume', 'schedule'];

const SCHEDULES = new Set(['cron', 'heartbeat', 'schedule', 'automation']);

/**
 * From what OpenClaw says about the input of a run; `trigger` alone is "user" for most. Where it says nothing, the session
 * and the id that OpenClaw makes up tell, and last the words that it puts in front.
 */
export function originOf({ prompt }, { trigger, sessionKey = '', runId = '', inputProvenance }) {
  const { kind, sourceTool = '' } = inputProvenance ?? {};
  if (/:subagent:/.test(sessionKey)) return 'subagent';
  if (/:internal-session-effects:/.test(sessionKey) || /^Skill review\./.test(prompt)) return 'review';
  if (SCHEDULES.has(trigger) || SCHEDULES.has(sourceTool) || /:cron:/.test(sessionKey)) return 'schedule';
  // What its sub-agents found is told to an agent that waits, and so it goes on with the user's question.
  if (/^announce:/.test(runId) || /^subagent_/.test(sourceTool) || /^\[System\] Your previous turn was interrupted/.test(prompt)) return 'resume';
  if (kind === 'inter_session') return 'subagent';
  return kind === 'internal_system' ? 'resume' : 'user';
}

/** OpenClaw's words when it takes a run up again, after a model error for one; the run's id stays the same. */
export function isContinuation(prompt) {
  return typeof prompt === 'string' && /^Continue the current task from the (existing )?transcript/.test(prompt);
}
