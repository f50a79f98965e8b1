'use strict';

const PATHS = {
  'session.start': '/session/start',
  'tool.call': '/tool/trace',
  reward: '/reward/emit',
  'session.end': '/session/end',
};

/** Where a bridge without /v1/events takes an event (its JSON text): path and body; undefined for what is no event. */
function singleRequest(text) {
  const { type, ...fields } = parse(text);
  return PATHS[type] && { path: PATHS[type], body: JSON.stringify(fields) };
}

/**
 * The event without the field that the bridge refused, or undefined when it cannot do without. A tool call with odd
 * params is still a tool call, a start with an arm of an ended experiment still a start. A refusal that names no
 * field may be about the nesting, which only the fields with JSON of the agent's own can have.
 */
function withoutField(text, field) {
  const event = parse(text);
  const refused = field === undefined ? JSON_FIELDS : [String(field).split(/[.[]/, 1)[0]].filter((root) => OPTIONAL.has(root));
  const present = refused.filter((root) => Object.hasOwn(event, root));
  for (const root of present) delete event[root];
  return present.length > 0 ? JSON.stringify(event) : undefined;
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const JSON_FIELDS = ['params', 'result', 'metadata'];
const OPTIONAL = new Set([...JSON_FIELDS, 'message', 'error', 'arms', 'timestamp', 'duration_ms',
  'tokens_used', 'expected_tokens', 'latency_ms', 'user_rating']);

module.exports = { singleRequest, withoutField };
