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
 * The event without the field that the bridge refused, or undefined when it cannot do without. A tool call with
 * params that are nested too deeply is still a tool call, a start with an arm of an ended experiment still a start.
 */
function withoutField(text, field) {
  const root = typeof field === 'string' ? field.split(/[.[]/, 1)[0] : undefined;
  const event = parse(text);
  if (!OPTIONAL.has(root) || !Object.hasOwn(event, root)) return undefined;
  delete event[root];
  return JSON.stringify(event);
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const OPTIONAL = new Set(['message', 'params', 'result', 'error', 'metadata', 'arms', 'timestamp', 'duration_ms',
  'tokens_used', 'expected_tokens', 'latency_ms', 'user_rating']);

module.exports = { singleRequest, withoutField };
