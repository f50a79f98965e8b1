'use strict';

const RETRY_AFTER_MS_MAX = 60_000;

/**
 * What the bridge's answer to a batch means. `kind` is one of
 *   stored       the batch is done with; `rejected` lists the events it refused, as { index, error, field }
 *   refused      the request as a whole is not acceptable: halve it, and give up an event that is refused alone
 *   unsupported  the bridge has no /v1/events
 *   busy         later, not before `afterMs` where given
 *   away         not (or no longer) a bridge that can store: wait until it is healthy
 */
function judgeBatch({ status, headers, json }) {
  const isObject = typeof json === 'object' && json !== null;
  if (status === 200 && Array.isArray(json?.rejected)) return { kind: 'stored', rejected: json.rejected };
  if (status === 404 || status === 405 || status === 501) return { kind: 'unsupported' };
  if (status === 400 || status === 413) return isObject ? refused(json) : { kind: 'away', reason: `status ${status}` };
  return later(status, headers);
}

/** The same for one event at its own endpoint; a 404 there means that this is no bridge at all. */
function judgeSingle({ status, headers, json }) {
  const isObject = typeof json === 'object' && json !== null;
  if (status >= 200 && status < 300 && isObject) return { kind: 'stored', rejected: [] };
  if ((status === 400 || status === 409 || status === 413) && isObject) return refused(json);
  return later(status, headers);
}

function refused(json) {
  return { kind: 'refused', error: String(json.error ?? json.detail), field: json.field };
}

function later(status, headers) {
  if (status === 429) return { kind: 'busy', reason: 'status 429', afterMs: retryAfterMs(headers) };
  const hint = status === 401 || status === 403 ? ': check the API key and the address' : '';
  return { kind: 'away', reason: `status ${status}${hint}`, afterMs: retryAfterMs(headers) };
}

/** `Retry-After` in milliseconds, from seconds or an HTTP date; bounded, since the bridge may be wrong. */
function retryAfterMs(headers, now = Date.now()) {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX) : undefined;
}

/** Whether a bridge of that health stores events: one that is degraded only does not learn from them. */
function storesEvents(status) {
  return status === 'healthy' || status === 'degraded';
}

module.exports = { storesEvents, judgeBatch, judgeSingle, retryAfterMs };
