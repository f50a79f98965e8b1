'use strict';

const { judgeBatch, judgeSingle } = require('./verdict.js');
const { singleRequest, withoutField } = require('./single-endpoints.js');

/** Takes events from the queue to the bridge, a batch at a time, and does what its answer asks for. */
class Delivery {
  #post;
  #queue;
  #breaker;
  #settings;
  #batchEvents;
  #single = false;

  /** post(path, body) resolves with { status, headers, json }. */
  constructor(post, queue, breaker, settings) {
    this.#post = post;
    this.#queue = queue;
    this.#breaker = breaker;
    this.#settings = settings;
    this.#batchEvents = settings.batchEventsMax;
    this.sent = 0;
    this.reduced = 0;
    this.rejected = 0;
  }

  /** The bridge was away: another one may have come in its place. */
  restarted() {
    this.#single = false;
  }

  /** Sends one batch; how long to wait before the next, in milliseconds. Rejects when there was no answer: nothing is lost then. */
  async next() {
    const batch = this.#queue.take(this.#batchEvents, this.#settings.batchBytesMax);
    const outcome = { settled: 0, delayMs: 0, again: [] };
    try {
      if (this.#single || !(await this.#sendTogether(batch.texts, outcome))) await this.#sendOneByOne(batch.texts, outcome);
      return outcome.delayMs;
    } finally {
      this.#queue.settle(batch, outcome.settled);
      // After that, when the places of the batch are free: an event that is sent again must not push out another one.
      for (const text of outcome.again) this.#queue.push(text);
    }
  }

  /** Whether the bridge knows batches. */
  async #sendTogether(texts, outcome) {
    const verdict = judgeBatch(await this.#post('/v1/events', `{"events":[${texts.join(',')}]}`));
    switch (verdict.kind) {
      case 'stored':
        for (const { index, error, field } of verdict.rejected) if (texts[index]) this.#refused(texts[index], error, field, outcome);
        this.#arrived(texts.length - verdict.rejected.length);
        outcome.settled = texts.length;
        this.#batchEvents = Math.min(this.#batchEvents * 2, this.#settings.batchEventsMax);
        return true;
      case 'unsupported':
        this.#single = true;
        return false;
      case 'refused':
        // One event spoils the batch: halve until it stands alone.
        this.#batchEvents = Math.max(1, texts.length >> 1);
        if (texts.length === 1) {
          this.#refused(texts[0], verdict.error, verdict.field, outcome);
          outcome.settled = 1;
        }
        return true;
      default:
        outcome.delayMs = this.#later(verdict);
        return true;
    }
  }

  async #sendOneByOne(texts, outcome) {
    for (const text of texts) {
      const request = singleRequest(text);
      const verdict = request ? judgeSingle(await this.#post(request.path, request.body)) : { kind: 'refused', error: 'not an event' };
      if (verdict.kind === 'stored') this.#arrived(1);
      else if (verdict.kind === 'refused') this.#refused(text, verdict.error, verdict.field, outcome);
      else {
        outcome.delayMs = this.#later(verdict);
        return;
      }
      outcome.settled++;
    }
  }

  #arrived(count) {
    this.sent += count;
    this.#breaker.arrived();
  }

  #refused(text, error, field, outcome) {
    this.#breaker.debug(`refused (${field ?? 'no field named'}): ${error}`);
    const rest = withoutField(text, field);
    if (rest) {
      this.reduced++;
      outcome.again.push(rest);
    } else {
      this.rejected++;
    }
  }

  #later({ kind, reason, afterMs }) {
    return kind === 'away' ? this.#breaker.gone(reason, afterMs) : this.#breaker.busy(reason, afterMs);
  }
}

module.exports = { Delivery };
