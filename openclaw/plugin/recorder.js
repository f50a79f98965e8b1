import { Trace } from '../lib/trace.js';
import { hintIn, ratingIn } from './feedback.js';
import { Run } from './run.js';

const RUNS_MAX = 1_000;
const SWEEP_MS = 60_000;
// llm_output, which has the tokens, comes a few milliseconds after agent_end; without conversation access never.
const OUTPUT_WAIT_MS = 50;
// A tool may run for hours; a trace in the middle of a model or tool call is given this much longer.
const PENDING_FACTOR = 24;

/** Turns OpenClaw's hooks into traces: one per run, found by the run's id, which is opaque and may come again. */
export class Recorder {
  #client;
  #guidance;
  #options;
  #runs = new Map();
  #latest = new Map();
  #warned = false;
  #sweeping;

  constructor(client, guidance, { capture = 'full', feedback = true, loopRepeatsMax = 10, traceIdleMs = 3_600_000, logger, now = () => performance.now() } = {}) {
    this.#client = client;
    this.#guidance = guidance;
    this.#options = { capture, feedback, loopRepeatsMax, traceIdleMs, logger, now };
    this.#sweeping = setInterval(() => this.#guarded(() => this.sweep()), SWEEP_MS).unref();
  }

  /** before_prompt_build: the run starts, with its message and its guidance. */
  promptBuilding(event, context) {
    const run = this.#run(event, context, true);
    if (!run) return undefined;
    if (!run.trace.started) {
      const { agentId } = context;
      const { traceId, sessionKey } = run.trace;
      run.start(event.prompt, this.#guidance?.forTrace({ agentId, model: modelOf(context), traceId, sessionKey }));
    }
    // At the end of the system message: it replaces nothing and leaves the provider's prompt cache valid.
    return run.guidance?.text ? { appendSystemContext: run.guidance.text } : undefined;
  }

  modelCallEnded(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.inModelCall = true; // what follows is a tool call or the end
    run.modelCall(event);
  }

  toolCallEnded(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.inModelCall = false;
    if (!run.trace.started) this.#warnOnce();
    const repeats = run.toolCall(event);
    if (repeats === this.#options.loopRepeatsMax + 1) {
      run.trace.reward({ source: 'heuristic', rewardId: 'loop', success: false, metadata: { loop: { tool_name: event.toolName, repeats } } });
    }
  }

  agentEnded(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.outcome = { success: event.success, durationMs: event.durationMs };
    if (run.usage) return this.#finish(run);
    this.#client.send(); // an embedded run's process may end at once
    setTimeout(() => this.#guarded(() => this.#finish(run)), OUTPUT_WAIT_MS).unref();
  }

  outputReceived(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.usage = event.usage;
    if (run.trace.ended) run.trace.reward({ source: 'agent', rewardId: 'tokens', tokensUsed: event.usage?.total });
    else if (run.outcome) this.#finish(run);
  }

  /** The user's next message says something about the answer before it. */
  messageReceived(event, context) {
    if (!this.#options.feedback) return;
    const trace = this.#latest.get(event.sessionKey ?? context.sessionKey);
    const success = trace && hintIn(event.content);
    if (typeof success === 'boolean') trace.reward({ source: 'heuristic', rewardId: 'next-message', success });
  }

  /** The /rate command; its answer to the user. */
  rated({ sessionKey, args }) {
    const rating = ratingIn(args);
    if (!rating) return 'Usage: /rate good, /rate bad, or /rate 1 to 5.';
    const trace = this.#latest.get(sessionKey);
    if (!trace) return 'There is no answer to rate yet.';
    trace.reward({ source: 'user', ...rating });
    return `Rated ${rating.userRating} of 5.`;
  }

  sessionEnded(event, context) {
    const sessionKey = event.sessionKey ?? context.sessionKey;
    for (const run of this.#runs.values()) if (run.trace.sessionKey === sessionKey) this.#finish(run, `session_${event.reason}`);
    this.#client.send();
  }

  /** Closes traces whose run went silent, and forgets those that ended. */
  sweep() {
    const { now, traceIdleMs } = this.#options;
    for (const [runId, run] of this.#runs) {
      const idleMs = now() - run.lastEventAt;
      if (run.trace.ended ? idleMs > SWEEP_MS : idleMs > traceIdleMs * (run.inModelCall ? PENDING_FACTOR : 1)) {
        this.#finish(run, 'idle');
        this.#runs.delete(runId);
      }
    }
  }

  close(timeoutMs) {
    clearInterval(this.#sweeping);
    for (const run of this.#runs.values()) this.#finish(run, 'shutdown');
    return this.#client.close(timeoutMs);
  }

  /** The run an event belongs to, a new one for a new id. An ended run still takes what comes late, until it starts anew. */
  #run(event, context, starts = false) {
    const runId = event.runId ?? context.runId;
    if (typeof runId !== 'string') return undefined;
    let run = this.#runs.get(runId);
    if (!run || (starts && run.trace.ended)) run = this.#open(runId, event, context);
    run.lastEventAt = this.#options.now();
    return run;
  }

  #open(runId, event, context) {
    const sessionKey = context.sessionKey ?? event.sessionKey;
    const trace = new Trace(this.#client, { sessionKey, capture: this.#options.capture });
    const { agentId, trigger, channel } = context;
    const run = new Run(trace, { runId, agentId, model: modelOf(context), trigger, channel }, this.#options.now());
    this.#runs.delete(runId);
    remember(this.#runs, runId, run, (oldest) => this.#finish(oldest, 'too_many'));
    return run;
  }

  #finish(run, closedBy) {
    if (run.trace.ended) return;
    run.finish(closedBy);
    this.#latest.delete(run.trace.sessionKey);
    remember(this.#latest, run.trace.sessionKey, run.trace);
    this.#client.send();
  }

  /** An exception in a timer would end the gateway's process. */
  #guarded(action) {
    try {
      action();
    } catch (error) {
      this.#options.logger?.error?.(`lightning: ${error?.stack ?? error}`);
    }
  }

  #warnOnce() {
    if (this.#warned) return;
    this.#warned = true;
    this.#options.logger?.warn?.('lightning: OpenClaw withholds the conversation hooks, so traces have no message, outcome or tokens; `openclaw-lightning setup` grants them');
  }
}

function modelOf({ modelProviderId, modelId }) {
  return modelId && (modelProviderId ? `${modelProviderId}/${modelId}` : modelId);
}

/** Adds to a map that keeps its newest entries only. */
function remember(map, key, value, forget = () => {}) {
  map.set(key, value);
  if (map.size <= RUNS_MAX) return;
  const [oldestKey, oldest] = map.entries().next().value;
  map.delete(oldestKey);
  forget(oldest);
}
