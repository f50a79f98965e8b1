import { encode } from '../lib/json.js';
import { exitOf } from './exit-code.js';
import { callFailure } from './failure.js';

const INNER_CALL = /^tool_search_code:(.+):[^:]+:\d+$/;

/** One OpenClaw run on its way to becoming one trace: what the hooks told about it so far. */
export class Run {
  #trace;
  #about;
  #startedAt;
  #modelCalls = 0;
  #modelMs = 0;
  #lastModelFailure;
  #failureKind;
  #toolErrors = 0;
  #lastToolFailed = false;
  #lastCall = '';
  #repeats = 0;
  #isLoop = false;
  #innerCalls = new Map();
  #attempts = 0;
  #verdicts = 0;
  #failure;
  #usage;

  /** startedAt: the wall clock's time and the monotonic clock's. */
  constructor(trace, about, { wall = Date.now(), now }) {
    this.#trace = trace;
    this.#about = about;
    this.#startedAt = { wall, now };
    this.lastEventAt = now;
    this.inModelCall = false;
    this.outcome = undefined;
    this.hasOutput = false;
    this.isJudged = false;
    this.guidance = undefined;
    this.origin = undefined;
  }

  get trace() {
    return this.#trace;
  }

  get runId() {
    return this.#about.runId;
  }

  get trigger() {
    return this.#about.trigger;
  }

  get sessionKey() {
    return this.#trace.sessionKey;
  }

  /** Why the last attempt at an answer failed, as one word; undefined when it did not. */
  get failure() {
    return this.#failure;
  }

  get failureKind() {
    return this.#failureKind;
  }

  /** parent: the run that this one was started for. */
  start({ message, taskKey, guidance, origin, parent }) {
    this.guidance = guidance;
    this.origin = origin;
    const { agentId, model } = this.#about;
    const metadata = parent && { parent_session_key: parent.sessionKey };
    const parentTraceId = parent?.trace.traceId;
    this.#trace.start({ message, agentId, model, taskKey, origin, parentTraceId, arms: guidance?.arms, metadata, timestamp: this.#startedAt.wall });
  }

  /** OpenClaw takes the run up again, after a model error for one. */
  continued() {
    this.outcome = undefined;
    this.hasOutput = false;
    this.isJudged = false;
    this.#failure = undefined;
    this.#trace.ended = false;
  }

  modelCall(event) {
    this.#modelCalls++;
    if (Number.isFinite(event.durationMs)) this.#modelMs += event.durationMs;
    this.#lastModelFailure = callFailure(event);
    this.#failureKind = event.failureKind;
  }

  /** Records the call; how often the same one came in a row, this one included. A call that is another one's shell counts for nothing. */
  toolCall(event) {
    const { toolName, params, result, durationMs, toolCallId } = event;
    this.#lastModelFailure = undefined;
    if (this.#isShellOfAnother(event)) return 0;
    const { exitError, ...exit } = exitOf(event, this.#about.answeringCommands);
    const error = event.error ?? exitError;
    this.#lastToolFailed = error !== undefined;
    if (this.#lastToolFailed) this.#toolErrors++;
    const text = encode(params);
    this.#trace.toolCall(toolName, text, result, { ...exit, error, durationMs, callId: toolCallId, isErrorPlain: error === exitError });
    const call = `${toolName} ${text}`;
    this.#repeats = call === this.#lastCall ? this.#repeats + 1 : 1;
    this.#lastCall = call;
    return this.#repeats;
  }

  /**
   * OpenClaw reports a call through its tool search twice: first the tool itself, whose id names the other call, then the
   * call of `tool_call` around it. That one is a call of its own only if it failed where the tool did not.
   */
  #isShellOfAnother({ toolCallId, error }) {
    const [, outer] = INNER_CALL.exec(toolCallId) ?? [];
    if (outer !== undefined) this.#innerCalls.set(outer, this.#innerCalls.get(outer) || Boolean(error));
    const hasInner = this.#innerCalls.has(toolCallId);
    const innerFailed = this.#innerCalls.get(toolCallId);
    if (hasInner) this.#innerCalls.delete(toolCallId);
    return hasInner && (!error || innerFailed);
  }

  /** The same call came too often. */
  looped(toolName, repeats) {
    this.#isLoop = true;
    this.#trace.reward({ source: 'heuristic', rewardId: 'loop', failure: 'loop', success: false, metadata: { loop: { tool_name: toolName, repeats } } });
  }

  /** agent_end: an attempt at an answer is over. failure: what was wrong with the model or the run, if anything was. */
  attemptEnded({ success, error, durationMs }, failure) {
    this.#attempts++;
    this.outcome = { success, error, durationMs };
    this.#failure = failure;
  }

  /** llm_output: the tokens of one attempt, and what it says of the model's last answer. */
  output(usage, failure) {
    this.hasOutput = true;
    this.#failure ??= failure;
    if (!usage) return;
    const sum = (a, b) => (a === undefined ? b : a + (b ?? 0));
    const before = this.#usage ?? {};
    this.#usage = Object.fromEntries(['input', 'output', 'cacheRead', 'cacheWrite', 'total'].map((key) => [key, sum(before[key], usage[key])]));
    this.#usage.cost = sum(before.cost, usage.cost?.total);
  }

  /** Tokens that came after the end. */
  lateTokens() {
    this.#trace.reward({ source: 'ended', rewardId: 'tokens', tokensUsed: this.#usage?.total });
  }

  /**
   * Says how the run ended: without an error, as did its last tool call, and it did not go round in circles. Of several
   * verdicts the bridge takes the newest. Whether it counts a run that no user asked for is a setting of the bridge.
   */
  judge(now) {
    const failure = this.#whatFailed();
    if (this.isJudged || (!this.outcome && !failure)) return;
    this.isJudged = true;
    const first = this.#verdicts++ === 0;
    this.#trace.reward({
      source: 'ended',
      rewardId: first ? 'ended' : `ended-${this.#verdicts}`,
      success: failure === undefined,
      failure,
      tokensUsed: this.#usage?.total,
      // One attempt's time is OpenClaw's own figure; several have the waits between them, which the user had too.
      latencyMs: this.#attempts > 1 ? now - this.#startedAt.now : this.outcome?.durationMs,
    });
  }

  #whatFailed() {
    if (!this.outcome) return this.#lastModelFailure;
    if (this.#failure) return this.#failure;
    // The user's own stop comes without a reason.
    if (this.outcome.success !== true) return this.outcome.error ? 'run_error' : 'aborted';
    if (this.#lastToolFailed) return 'tool_error';
    return this.#isLoop ? 'loop' : undefined;
  }

  /** Ends the trace. How it went, the last verdict has said. */
  finish(closedBy) {
    const { runId, trigger, channel } = this.#about;
    const usage = this.#usage;
    this.#trace.end({
      metadata: {
        run_id: runId,
        trigger,
        channel,
        closed_by: closedBy,
        crashed: this.outcome ? this.outcome.success !== true || this.#failure !== undefined : undefined,
        attempts: this.#attempts > 1 ? this.#attempts : undefined,
        tool_errors: this.#toolErrors,
        model_calls: this.#modelCalls,
        model_ms: Math.round(this.#modelMs),
        tokens: usage && { input: usage.input, output: usage.output, cache_read: usage.cacheRead, cache_write: usage.cacheWrite },
        cost: usage?.cost,
      },
    });
  }
}
