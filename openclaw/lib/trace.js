'use strict';

const { randomBytes } = require('node:crypto');
const { encode, clip, name, finite, milliseconds } = require('./json.js');
const { isError } = require('./readable.js');

const processPart = randomBytes(6).toString('hex');
let counter = 0;

/** An id for a tool call or a reward, unique within any trace; it makes the write safe to repeat. */
function mintId() {
  return `${processPart}-${++counter}`;
}

/** A W3C trace id: 16 random bytes in hex, not all of them zero. */
function mintTraceId() {
  const id = randomBytes(16).toString('hex');
  return /^0+$/.test(id) ? mintTraceId() : id;
}

/**
 * One user message and what the agent does about it. Each method turns its arguments into one event, as JSON text,
 * before it returns: what the caller changes afterwards is not sent.
 */
class Trace {
  #client;
  #content;
  #identity;

  /** capture: `full`, or `metadata` to leave out message, params, result and error texts. */
  constructor(client, { sessionKey, capture = 'full' } = {}) {
    this.traceId = mintTraceId();
    this.sessionKey = name(sessionKey, `anon-${this.traceId}`);
    this.started = false;
    this.ended = false;
    this.arms = [];
    this.#client = client;
    this.#content = capture === 'full';
    // Bridges of the original kind know sessions only, so every event names both.
    this.#identity = `"trace_id":"${this.traceId}","session_key":${JSON.stringify(this.sessionKey)}`;
  }

  start({ message, agentId, model, taskKey, promptVersion, origin, parentTraceId, metadata, arms = [], timestamp = Date.now() } = {}) {
    this.started = true;
    this.arms = arms;
    this.#send('session.start', {
      message: this.#content ? clip(message) : undefined,
      agent_id: name(agentId),
      model: name(model),
      task_key: name(taskKey),
      prompt_version: name(promptVersion),
      origin,
      parent_trace_id: parentTraceId,
      arms: arms.length > 0 ? arms.map(({ experiment, arm }) => ({ experiment, arm, applied: true })) : undefined,
      timestamp,
    }, metadata);
  }

  /**
   * params is a JSON text (see content), taken before the tool could change them, and goes into the event as it is; result
   * is a value. A tool that gives back an Error has failed like one that throws it. isErrorPlain: the error's text has
   * none of the agent's own words in it. exitIsAnswer: the exit code of the command is its answer, and no error.
   */
  toolCall(toolName, params, result, options) {
    const { error: given, durationMs, callId, exitCode, exitIsAnswer = false, isErrorPlain = false } = options ?? {};
    const isFailure = isError(result);
    const error = given ?? (isFailure ? result : undefined);
    const resultText = isFailure ? undefined : this.content(result);
    let text = `{"type":"tool.call",${this.#identity},"tool_name":${JSON.stringify(name(toolName, 'unknown'))}`
      + `,"call_id":${callId === undefined ? `"${mintId()}"` : JSON.stringify(name(callId, mintId()))},"timestamp":${Date.now()}`;
    const duration = milliseconds(durationMs);
    if (duration !== undefined) text += `,"duration_ms":${duration}`;
    if (Number.isInteger(exitCode)) text += `,"exit_code":${exitCode}${exitIsAnswer ? ',"exit_is_answer":true' : ''}`;
    if (error !== undefined) text += `,"error":${JSON.stringify(((this.#content || isErrorPlain) && clip(error)) || 'failed')}`;
    if (this.#content && params !== undefined) text += `,"params":${params}`;
    if (resultText !== undefined) text += `,"result":${resultText}`;
    this.#client.enqueue(text + '}');
  }

  /** The JSON text of a tool's params, or undefined when contents are not captured. */
  content(value) {
    return this.#content ? encode(value) : undefined;
  }

  reward(reward) {
    const { success, failure, value, tokensUsed, expectedTokens, latencyMs, userRating, source, rewardId, metadata } = reward ?? {};
    const given = {
      success: typeof success === 'boolean' ? success : undefined,
      failure: name(failure),
      value: finite(value),
      tokens_used: finite(tokensUsed),
      expected_tokens: finite(expectedTokens),
      latency_ms: milliseconds(latencyMs),
      user_rating: finite(userRating),
    };
    // A reward that says nothing is none; the bridge would refuse it.
    if (Object.values(given).every((field) => field === undefined)) return;
    this.#send('reward', { ...given, source: name(source), reward_id: name(rewardId, mintId()), timestamp: Date.now() }, metadata);
  }

  end(end) {
    const { success, failure, metadata } = end ?? {};
    this.ended = true;
    this.#send('session.end', { success: typeof success === 'boolean' ? success : undefined, failure: name(failure), timestamp: Date.now() }, metadata);
  }

  #send(type, fields, metadata) {
    const raw = encode(metadata);
    const rest = JSON.stringify(fields).slice(1, -1);
    this.#client.enqueue(`{"type":"${type}",${this.#identity},${rest}${raw === undefined ? '' : `,"metadata":${raw}`}}`);
  }
}

module.exports = { Trace };
