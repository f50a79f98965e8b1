'use strict';

const { LightningClient } = require('./lightning-client.js');
const { GuidanceCache, NONE } = require('./guidance.js');
const { Trace } = require('./trace.js');
const { resolveSettings } = require('./settings.js');
const { storesEvents } = require('./verdict.js');

/**
 * What an agent calls: traces by session key. With `enabled` not true every method does nothing. No method throws
 * because of the bridge, and none that is called on the agent's way waits for it.
 */
class LightningIntegration {
  #settings;
  #client;
  #guidance;
  #sessions = new Map();

  constructor(options) {
    this.#settings = resolveSettings(options);
    this.enabled = this.#settings.enabled;
    if (!this.enabled) {
      sayOff(this.#settings);
      return;
    }
    this.#client = new LightningClient(this.#settings);
    if (this.#settings.guidance) this.#guidance = new GuidanceCache(this.#client, this.#settings.guidanceRefreshMs);
  }

  /**
   * Opens a trace and returns its id. Of the metadata, agent_id, model, task_key, prompt_version, origin and
   * parent_trace_id become fields of the trace.
   */
  startSession(sessionKey, message, metadata) {
    if (!this.enabled) return null;
    return this.#open(sessionKey, message, metadata).traceId;
  }

  traceTool(sessionKey, toolName, params, result, options) {
    if (!this.enabled) return;
    const trace = this.#current(sessionKey);
    trace.toolCall(toolName, trace.content(params), result, options);
  }

  emitReward(sessionKey, reward) {
    if (!this.enabled) return;
    this.#latest(sessionKey).reward(reward);
  }

  endSession(sessionKey, end) {
    if (!this.enabled) return;
    const trace = this.#latest(sessionKey);
    if (!trace.ended) trace.end(end);
  }

  /** Calls fn(params), records it as a tool call, and gives back what fn gave back or threw. */
  withToolTrace(sessionKey, toolName, params, fn) {
    if (!this.enabled) return fn(params);
    return callTool(this.#current(sessionKey), toolName, params, fn);
  }

  /** What to add to the prompt of the session's trace: { text, rules, arms }, from memory. */
  getGuidance(sessionKey) {
    return (this.enabled && this.#sessions.get(sessionKey)?.guidance) || NONE;
  }

  /** What a bridge that stores events says of itself; null when there is none, or one that cannot store, or tracing is off. */
  async checkHealth() {
    if (!this.enabled) return null;
    const health = await this.#client.health();
    return storesEvents(health.status) ? health : null;
  }

  /** The bridge's /stats, or null when it does not answer. */
  async getStats() {
    if (!this.enabled) return null;
    try {
      const { status, json } = await this.#client.get('/stats');
      return status === 200 && json ? json : null;
    } catch {
      return null;
    }
  }

  /** This client's own counters: queued_events, queued_bytes, sent, reduced, dropped, rejected, away, last_error. */
  counts() {
    return this.enabled ? this.#client.counts() : null;
  }

  /**
   * Middleware `async (turn, next)` around one agent turn: starts a trace from turn.sessionKey, turn.message and
   * turn.metadata, offers turn.lightning = { traceId, guidance, traceTool, withToolTrace, emitReward } bound to this
   * very trace (two turns of one session may overlap), rewards success or failure and the time taken, and ends it.
   */
  createMiddleware() {
    return async (turn, next) => {
      if (!this.enabled) return next();
      const trace = this.#open(turn.sessionKey, turn.message, turn.metadata);
      turn.lightning = bound(trace);
      const startedAt = performance.now();
      let success = false;
      try {
        const result = await next();
        success = true;
        return result;
      } finally {
        trace.reward({ success, latencyMs: performance.now() - startedAt });
        trace.end();
      }
    };
  }

  async flush(timeoutMs) {
    return this.enabled ? this.#client.flush(timeoutMs) : true;
  }

  async close(timeoutMs) {
    if (!this.enabled) return true;
    this.enabled = false;
    return this.#client.close(timeoutMs);
  }

  #open(sessionKey, message, metadata) {
    const { agent_id: agentId = this.#settings.agentId, model = this.#settings.model, task_key: taskKey,
      prompt_version: promptVersion, origin, parent_trace_id: parentTraceId, ...rest } = metadata ?? {};
    const trace = new Trace(this.#client, { sessionKey, capture: this.#settings.capture });
    trace.guidance = this.#guidance?.forTrace({ agentId, model, traceId: trace.traceId, sessionKey: trace.sessionKey }) ?? NONE;
    trace.start({ message, agentId, model, taskKey, promptVersion, origin, parentTraceId, arms: trace.guidance.arms,
      metadata: Object.keys(rest).length > 0 ? rest : undefined });
    // Deleted first, so that the map's order is the order of the starts and the first key is the oldest.
    this.#sessions.delete(sessionKey);
    this.#sessions.set(sessionKey, trace);
    if (this.#sessions.size > this.#settings.sessionsMax) this.#sessions.delete(this.#sessions.keys().next().value);
    return trace;
  }

  /** The trace a tool call belongs to: a new one after the end. */
  #current(sessionKey) {
    const trace = this.#sessions.get(sessionKey);
    return trace && !trace.ended ? trace : this.#open(sessionKey);
  }

  /** The trace a reward or an end belongs to: the last one, ended or not. */
  #latest(sessionKey) {
    return this.#sessions.get(sessionKey) ?? this.#open(sessionKey);
  }
}

let isOffSaid = false;

/** Once a process, for those who ask: an agent may make a client for each turn. */
function sayOff({ debug, logger }) {
  if (!debug || isOffSaid) return;
  isOffSaid = true;
  logger.warn('lightning: off, nothing is traced; ENABLE_AGENT_LIGHTNING=true or the option `enabled` switches it on');
}

function bound(trace) {
  return {
    traceId: trace.traceId,
    guidance: trace.guidance,
    traceTool: (toolName, params, result, options) => trace.toolCall(toolName, trace.content(params), result, options),
    withToolTrace: (toolName, params, fn) => callTool(trace, toolName, params, fn),
    emitReward: (reward) => trace.reward(reward),
  };
}

function callTool(trace, toolName, params, fn) {
  const paramsText = trace.content(params); // before fn can change them
  const startedAt = performance.now();
  const record = (result, error) =>
    trace.toolCall(toolName, paramsText, result, { error, durationMs: performance.now() - startedAt });
  const succeeded = (result) => (record(result), result);
  const failed = (error) => {
    record(undefined, error ?? 'failed');
    throw error;
  };
  let result;
  try {
    result = fn(params);
  } catch (error) {
    return failed(error);
  }
  return typeof result?.then === 'function' ? result.then(succeeded, failed) : succeeded(result);
}

module.exports = { LightningIntegration };
