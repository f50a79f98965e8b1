'use strict';

const { createHmac } = require('node:crypto');

const RULES_MAX = 24;
const RULE_CHARS_MAX = 1_000;
const PAIRS_MAX = 64;
const NONE = Object.freeze({ text: '', rules: Object.freeze([]), arms: Object.freeze([]) });

/**
 * The bridge's guidance per agent and model, answered from memory. A stale entry is refreshed in the background, so
 * the first trace of a pair gets none: a turn never waits for the bridge.
 */
class GuidanceCache {
  #client;
  #refreshMs;
  #entries = new Map();

  constructor(client, refreshMs) {
    this.#client = client;
    this.#refreshMs = refreshMs;
  }

  /** { text, rules, arms } for a new trace. */
  forTrace({ agentId, model, traceId, sessionKey }) {
    const { guidance } = this.#entry(agentId, model);
    if (!guidance) return NONE;
    const arms = guidance.experiments.map((experiment) => ({ experiment: experiment.id, arm: armOf(experiment, traceId, sessionKey) }));
    const treated = guidance.experiments.filter((_, i) => arms[i].arm === 'treatment');
    const replaced = new Set(treated.flatMap((experiment) => experiment.replaces ?? []));
    const rules = [...guidance.rules.filter(({ id }) => !replaced.has(id)), ...treated.flatMap((experiment) => experiment.rules)].slice(0, RULES_MAX);
    return { text: textOf(rules), rules, arms };
  }

  #entry(agentId, model) {
    const query = new URLSearchParams({ ...(agentId && { agent_id: agentId }), ...(model && { model }) }).toString();
    let entry = this.#entries.get(query);
    if (!entry) {
      if (this.#entries.size >= PAIRS_MAX) this.#entries.delete(this.#entries.keys().next().value);
      this.#entries.set(query, (entry = { refreshAt: 0 }));
    }
    // The monotonic clock: a jump of the wall clock must not stop the refreshing.
    if (performance.now() >= entry.refreshAt) {
      entry.refreshAt = performance.now() + this.#refreshMs;
      this.#refresh(query, entry).catch(() => {}); // keeps what it has; the sender reports the bridge's absence
    }
    return entry;
  }

  async #refresh(query, entry) {
    const { status, headers, json } = await this.#client.get(`/guidance${query && '?' + query}`,
      { background: true, headers: entry.etag && { 'if-none-match': entry.etag } });
    const guidance = status === 200 ? read(json) : undefined;
    if (!guidance) return;
    entry.guidance = guidance;
    entry.etag = headers.etag;
  }
}

/**
 * The arm of a trace, by the formula that the bridge uses too: u = the first 8 bytes of HMAC-SHA256(experiment key,
 * trace id) as an unsigned big-endian number, divided by 2^64; treatment when u < probability. Like the bridge it takes
 * the top 53 bits, which a number holds without rounding.
 */
function armOf({ key, probability, unit }, traceId, sessionKey) {
  const digest = createHmac('sha256', key).update(unit === 'session' ? sessionKey : traceId).digest();
  return Number(digest.readBigUInt64BE() >> 11n) / 2 ** 53 < probability ? 'treatment' : 'control';
}

function textOf(rules) {
  return rules.length === 0 ? '' : ['Learned from earlier sessions:', ...rules.map(({ text }) => `- ${text}`)].join('\n');
}

/** The answer, checked; undefined when it is not guidance, so that garbage never reaches a prompt. */
function read(json) {
  const areRules = (list) => Array.isArray(list) && list.every((rule) => typeof rule?.text === 'string' && rule.text.length <= RULE_CHARS_MAX);
  const isExperiment = (item) => typeof item?.id === 'string' && typeof item.key === 'string' && item.key !== ''
    && item.probability >= 0 && item.probability <= 1 && areRules(item.rules)
    && (item.replaces === undefined || Array.isArray(item.replaces));
  return areRules(json?.rules) && Array.isArray(json.experiments) && json.experiments.every(isExperiment) ? json : undefined;
}

module.exports = { GuidanceCache, armOf, NONE };
