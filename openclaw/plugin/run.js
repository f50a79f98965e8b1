import { encode } from '../lib/json.js';

/** One OpenClaw run on its way to becoming one trace: what the hooks told about it so far. */
export class Run {
  #trace;
  #about;
  #modelCalls = 0;
  #modelMs = 0;
  #toolErrors = 0;
  #lastToolFailed = false;
  #lastCall = '';
  #repeats = 0;

  constructor(trace, { runId, agentId, model, trigger, channel }, now) {
    this.#trace = trace;
    this.#about = { agentId, model, runId, trigger, channel };
    this.startedAt = Date.now();
    this.lastEventAt = now;
    this.inModelCall = false;
    this.outcome = undefined;
    this.usage = undefined;
    this.guidance = undefined;
  }

  get trace() {
    return this.#trace;
  }

  start(message, guidance) {
    this.guidance = guidance;
    const { agentId, model } = this.#about;
    this.#trace.start({ message, agentId, model, arms: guidance?.arms, timestamp: this.startedAt });
  }

  modelCall({ durationMs }) {
    this.#modelCalls++;
    if (Number.isFinite(durationMs)) this.#modelMs += durationMs;
  }

  /** Records the call; how often the same one came in a row, this one included. */
  toolCall({ toolName, params, result, error, durationMs, toolCallId }) {
    this.#lastToolFailed = error !== undefined && error !== null;
    if (this.#lastToolFailed) this.#toolErrors++;
    const text = encode(params);
    this.#trace.toolCall(toolName, text, result, { error, durationMs, callId: toolCallId });
    const call = `${toolName} ${text}`;
    this.#repeats = call === this.#lastCall ? this.#repeats + 1 : 1;
    this.#lastCall = call;
    return this.#repeats;
  }

  /**
   * Ends the trace. The agent's own view of its success: the run ended without an error, and so did its last tool
   * call. No success is put into the session's end, where it would outrank that view as well as the heuristics.
   */
  finish(closedBy) {
    if (!this.#trace.started) this.start(undefined, undefined);
    const { outcome, usage } = this;
    if (outcome) {
      this.#trace.reward({
        source: 'agent',
        rewardId: 'agent',
        success: outcome.success === true && !this.#lastToolFailed,
        tokensUsed: usage?.total,
        latencyMs: outcome.durationMs,
      });
    }
    const { runId, trigger, channel } = this.#about;
    this.#trace.end({
      metadata: {
        run_id: runId,
        trigger,
        channel,
        closed_by: closedBy,
        crashed: outcome && outcome.success !== true,
        tool_errors: this.#toolErrors,
        model_calls: this.#modelCalls,
        model_ms: Math.round(this.#modelMs),
        tokens: usage && { input: usage.input, output: usage.output, cache_read: usage.cacheRead, cache_write: usage.cacheWrite },
        cost: usage?.cost?.total,
      },
    });
  }
}
