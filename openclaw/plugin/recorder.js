import { Trace } from '../lib/trace.js';
import { isFinal, lastAssistant, modelFailure } from './failure.js';
import { hintIn, ratingIn } from './feedback.js';
import { isContinuation, originOf } from './origin.js';
import { Run } from './run.js';
import { recurringFamilies, taskKeyReader } from './task-key.js';

const RUNS_MAX = 1_000;
const SWEEP_MS = 60_000;
// llm_output, which has the tokens, comes a few milliseconds after agent_end; without conversation access never.
const OUTPUT_WAIT_MS = 50;
// After a model error OpenClaw tries again with the same run, up to half a minute later; or at once with another model,
// where the same request would fail again.
const RETRY_WAIT_MS = 60_000;
const OTHER_MODEL_WAIT_MS = 2_000;
// A tool may run for hours; a trace in the middle of a model or tool call is given this much longer.
const PENDING_FACTOR = 24;

/** Turns OpenClaw's hooks into traces: one per run, found by the run's id, which is opaque and may come again. */
export class Recorder {
  #client;
  #guidance;
  #options;
  #runs = new Map();
  #latest = new Map();
  #newest = new Map();
  #parents = new Map();
  #taskKeyOf;
  #familyOf;
  #warned = false;
  #sweeping;

  constructor(client, guidance, { capture = 'full', feedback = true, loopRepeatsMax = 10, traceIdleMs = 3_600_000, learnFrom = ['user'], answeringCommands,
    taskKey, taskFamilies = true, logger, now = () => performance.now() } = {}) {
    this.#client = client;
    this.#guidance = guidance;
    this.#options = { capture, feedback, loopRepeatsMax, traceIdleMs, learnFrom, answeringCommands, logger, now };
    this.#taskKeyOf = taskKeyReader(taskKey, logger);
    // Who leaves content out wants no hash of it sent either: whoever has the hash can try out messages.
    this.#familyOf = taskFamilies && capture === 'full' ? recurringFamilies() : () => undefined;
    this.#sweeping = setInterval(() => this.#guarded(() => this.sweep()), SWEEP_MS).unref();
  }

  /** before_prompt_build: the run starts, with its message and its guidance, or goes on after a model error. */
  promptBuilding(event, context) {
    const run = this.#run(event, context, true);
    if (!run) return undefined;
    if (run.outcome) run.continued();
    if (!run.trace.started) this.#start(run, event, context, (counted, parent) => (counted ? this.#guidanceFor(run, context) : inherited(parent)));
    // At the end of the system message: it replaces nothing and leaves the provider's prompt cache valid.
    return run.guidance?.text ? { appendSystemContext: run.guidance.text } : undefined;
  }

  modelCallEnded(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.inModelCall = true; // what follows is a tool call or the end
    run.modelCall(event);
  }

  /** subagent_spawned: which session a run was started for. */
  subagentSpawned(event, context) {
    const child = event.childSessionKey ?? context.childSessionKey;
    const parent = this.#newest.get(context.requesterSessionKey);
    if (child && parent) remember(this.#parents, child, parent);
  }

  toolCallEnded(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.inModelCall = false;
    if (!run.trace.started) this.#warnOnce();
    const repeats = run.toolCall(event);
    if (repeats === this.#options.loopRepeatsMax + 1) run.looped(event.toolName, repeats);
  }

  agentEnded(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.attemptEnded(event, modelFailure(lastAssistant(event.messages), run.failureKind));
    if (run.hasOutput) return this.#attemptEnded(run);
    this.#client.send(); // an embedded run's process may end at once
    const { outcome } = run;
    this.#later(OUTPUT_WAIT_MS, () => run.outcome === outcome && this.#attemptEnded(run));
  }

  outputReceived(event, context) {
    const run = this.#run(event, context);
    if (!run) return;
    run.output(event.usage, modelFailure(event.lastAssistant, run.failureKind));
    if (run.isJudged) run.lateTokens();
    else if (run.outcome) this.#attemptEnded(run);
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
    for (const run of this.#runs.values()) if (run.sessionKey === sessionKey) this.#finish(run, `session_${event.reason}`);
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
    if (!run || (starts && run.trace.ended && !isContinuation(event.prompt))) run = this.#open(runId, event, context);
    run.lastEventAt = this.#options.now();
    return run;
  }

  #open(runId, event, context) {
    const sessionKey = context.sessionKey ?? event.sessionKey;
    const trace = new Trace(this.#client, { sessionKey, capture: this.#options.capture });
    const { agentId, trigger, channel } = context;
    const { answeringCommands, now } = this.#options;
    const run = new Run(trace, { runId, agentId, model: modelOf(context), trigger, channel, answeringCommands }, { now: now() });
    this.#runs.delete(runId);
    remember(this.#runs, runId, run, (oldest) => this.#finish(oldest, 'too_many'));
    return run;
  }

  #start(run, event, context, guidanceOf = () => undefined) {
    const { runId, sessionKey } = run;
    const origin = originOf(event, { ...context, runId, sessionKey });
    const parent = (origin === 'resume' ? this.#newest : this.#parents).get(sessionKey);
    const isCounted = this.#options.learnFrom.includes(origin);
    if (origin === 'user') this.#giveUpRetries(sessionKey);
    if (origin === 'user' || origin === 'subagent') remember(this.#newest, sessionKey, run);
    const guidance = guidanceOf(isCounted, origin === 'resume' ? parent : undefined);
    run.start({ message: event.prompt, taskKey: this.#taskKeyOf(event.prompt) ?? (origin === 'user' ? this.#familyOf(event.prompt) : undefined), guidance, origin, parent });
  }

  #guidanceFor(run, context) {
    const { traceId, sessionKey } = run.trace;
    return this.#guidance?.forTrace({ agentId: context.agentId, model: modelOf(context), traceId, sessionKey });
  }

  /** The user has gone on to something else. */
  #giveUpRetries(sessionKey) {
    for (const run of this.#runs.values()) if (run.sessionKey === sessionKey && run.outcome) this.#finish(run);
  }

  /** An attempt at an answer is over; after a model error it may not be the last. */
  #attemptEnded(run) {
    if (run.failure === undefined) return this.#finish(run);
    run.judge(this.#options.now());
    this.#client.send();
    const { outcome } = run;
    this.#later(isFinal(run.failure) ? OTHER_MODEL_WAIT_MS : RETRY_WAIT_MS, () => run.outcome === outcome && this.#finish(run));
  }

  #finish(run, closedBy) {
    if (run.trace.ended) return;
    if (!run.trace.started) this.#start(run, {}, { trigger: run.trigger });
    run.judge(this.#options.now());
    run.finish(closedBy);
    // What the user rates or comments on is the answer to their own question.
    if (run.origin === 'user' || (run.origin === 'resume' && !this.#latest.has(run.sessionKey))) {
      this.#latest.delete(run.sessionKey);
      remember(this.#latest, run.sessionKey, run.trace);
    }
    this.#client.send();
  }

  #later(ms, action) {
    setTimeout(() => this.#guarded(action), ms).unref();
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

/** An agent that goes on with a question is told the same rules again, but is no unit of an experiment for it. */
function inherited(parent) {
  return parent?.guidance && { ...parent.guidance, arms: [] };
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
