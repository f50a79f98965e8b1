// A past that a bridge learns a rule from, for the scripts that are about what happens with a rule.
import { rowsOf } from '../test/bridge.js';
import { until } from '../test/support.js';

const BATCHES = 6;
const TRACES = 60;

/**
 * The agent went well when it called `remedy` after `tool` had failed, and badly when it called `tool` again. The bridge
 * finds that rule, and adopts it; returns the rule's text. `post(bridge, path, body, headers)` sends and checks.
 */
export async function adoptARule(bridge, agentId, { tool, remedy }, post, deciding) {
  for (let batch = 0; batch < BATCHES; batch++) {
    const events = [];
    for (let i = 0; i < TRACES; i++) {
      const session_key = `past-${batch}-${i}`;
      const isGood = i % 5 < 2;
      let timestamp = Date.now() - 3_600_000 + (batch * TRACES + i) * 1_000;
      const event = (type, fields) => events.push({ type, session_key, timestamp: timestamp++, ...fields });
      event('session.start', { agent_id: agentId, message: `past ${batch} ${i}` });
      event('tool.call', { tool_name: tool, error: 'No such file.', params: { path: 'a' } });
      event('tool.call', isGood ? { tool_name: remedy, params: { pattern: '*' }, result: 'a' } : { tool_name: tool, error: 'No such file.', params: { path: 'b' } });
      event('tool.call', { tool_name: tool, params: { path: 'c' }, result: 'x' });
      event('reward', { source: 'checker', success: (i * 7 + batch) % 10 < (isGood ? 9 : 2) });
      event('session.end', {});
    }
    await post(bridge, '/v1/events', { events });
  }
  await post(bridge, '/optimize/run', {}, deciding);
  const rule = await until(
    async () => (await rowsOf(bridge, '/optimize/suggestions', 'suggestions')).find(({ status, text }) => status === 'proposed' && text.includes(remedy)),
    'a rule is found',
  );
  await post(bridge, `/optimize/suggestions/${rule.id}/accept`, { mode: 'full' }, deciding);
  return rule.text;
}

/** Whether a trace is part of that past. */
export const isPast = ({ message }) => /^past /.test(message ?? '');
