'use strict';

const { Http } = require('./http.js');
const { Queue } = require('./queue.js');
const { Spool } = require('./spool.js');
const { judgeBatch, judgeSingle } = require('./verdict.js');
const { singleRequest, withoutField } = require('./single-endpoints.js');
const { resolveSettings } = require('./settings.js');

/**
 * Sends events to the bridge in the background. Nothing here is awaited by the agent and nothing throws at it: an
 * event is queued, sent in a batch with others, and sent again with the same ids until the bridge has answered.
 * While the bridge is away its health is polled, and events wait up to the queue's bounds.
 */
class LightningClient {
  #settings;
  #queue;
  #spool;
  #http;
  #timer;
  #sending = false;
  #urgent = false;
  #closed = false;
  #away = false;
  #batchEvents;
  #single = false;
  #failures = 0;
  #warned = false;
  #drained = [];
  #counts = { sent: 0, rejected: 0 };
  #lastError = null;
  #onBeforeExit = () => !this.#away && void this.flush(1_000);
  #onExit = () => this.#spool?.write(() => this.#queue.waiting());

  constructor(options) {
    const settings = (this.#settings = resolveSettings(options));
    this.#batchEvents = settings.batchEventsMax;
    this.#queue = new Queue(settings.queueEventsMax, settings.queueBytesMax);
    this.#http = new Http(settings);
    process.once('beforeExit', this.#onBeforeExit);
    if (settings.spoolFile) this.#restore(settings.spoolFile);
  }

  /** Adds one event, as JSON text. */
  enqueue(text) {
    if (this.#closed) return;
    this.#queue.push(text);
    this.#spool?.append(text, () => this.#queue.waiting());
    if (this.#timer === undefined && !this.#sending) this.#schedule(this.#settings.lingerMs);
  }

  /** Sends what waits without letting it linger, unless the sender already waits for a bridge that failed. */
  send() {
    if (this.#queue.events > 0 && !this.#sending && this.#failures === 0) this.#schedule(0);
  }

  /** Sends what waits now; true when all of it arrived within timeoutMs. Also tries a bridge that is away once. */
  flush(timeoutMs = 5_000) {
    if (this.#queue.events === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      // This timer keeps the process alive, which the sender on purpose does not.
      const timer = setTimeout(() => done(false), timeoutMs);
      const done = (arrived) => {
        clearTimeout(timer);
        this.#drained = this.#drained.filter((waiter) => waiter !== done);
        resolve(arrived);
      };
      this.#drained.push(done);
      if (this.#sending) this.#urgent = true;
      else this.#schedule(0);
    });
  }

  async close(timeoutMs = 2_000) {
    const arrived = await this.flush(timeoutMs);
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#onExit();
    process.removeListener('beforeExit', this.#onBeforeExit);
    process.removeListener('exit', this.#onExit);
    this.#http.close();
    return arrived;
  }

  /** The bridge's health as it reports it, or { status: 'unreachable', error }. */
  async health(background = false) {
    try {
      const { status, json } = await this.get('/health', { background });
      return typeof json?.status === 'string' ? json : { status: 'unreachable', error: `status ${status}, not a bridge` };
    } catch (error) {
      return { status: 'unreachable', error: error.message };
    }
  }

  /** GET with an answer of { status, headers, json }; rejects when there is none. In the background it does not keep the process alive. */
  get(path, { headers, background } = {}) {
    return this.#http.request('GET', path, { headers, background, timeoutMs: this.#settings.requestTimeoutMs });
  }

  /** What this client did: queued and not yet answered, sent, dropped at the bounds, refused by the bridge. */
  counts() {
    const { events, bytes, dropped } = this.#queue;
    return { queued_events: events, queued_bytes: bytes, dropped, ...this.#counts, away: this.#away, last_error: this.#lastError };
  }

  #restore(file) {
    this.#spool = new Spool(file, this.#settings.queueBytesMax);
    process.once('exit', this.#onExit);
    try {
      for (const text of this.#spool.load()) this.#queue.push(text);
    } catch (error) {
      this.#settings.logger.warn(`lightning: the spool file ${file} cannot be read: ${error.message}`);
      this.#spool = undefined;
    }
    if (this.#queue.events > 0) this.#schedule(this.#settings.lingerMs);
  }

  #schedule(delayMs) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), delayMs).unref();
  }

  async #tick() {
    this.#timer = undefined;
    this.#sending = true;
    let delayMs;
    try {
      delayMs = await this.#step();
    } catch (error) {
      delayMs = this.#goAway(error.message);
    }
    if (this.#urgent) delayMs = 0;
    this.#sending = this.#urgent = false;
    if (this.#closed) return;
    if (this.#queue.events > 0) return this.#schedule(delayMs);
    this.#spool?.clear();
    for (const done of this.#drained) done(true);
  }

  /** One health poll or one batch; the answer is how long to wait before the next. */
  async #step() {
    if (this.#away) {
      const { status, error } = await this.health(true);
      if (status !== 'healthy') return this.#goAway(error ?? `the bridge is ${status}`);
      this.#away = false;
      this.#single = false; // it may be another bridge now
    }
    const batch = this.#queue.take(this.#batchEvents, this.#settings.batchBytesMax);
    let settled = 0;
    try {
      const verdict = this.#single ? null : await this.#sendBatch(batch);
      if (verdict) {
        settled = verdict.settled;
        return verdict.delayMs;
      }
      for (; settled < batch.texts.length; settled++) {
        const delayMs = await this.#sendSingle(batch.texts[settled]);
        if (delayMs > 0) return delayMs;
      }
      return 0;
    } finally {
      this.#queue.settle(batch, settled);
    }
  }

  async #sendBatch({ texts }) {
    const verdict = judgeBatch(await this.#post('/v1/events', `{"events":[${texts.join(',')}]}`));
    switch (verdict.kind) {
      case 'stored':
        for (const { index, error, field } of verdict.rejected) if (texts[index]) this.#refused(texts[index], error, field);
        this.#arrived(texts.length - verdict.rejected.length);
        this.#batchEvents = Math.min(this.#batchEvents * 2, this.#settings.batchEventsMax);
        return { settled: texts.length, delayMs: 0 };
      case 'unsupported':
        this.#single = true;
        return null;
      case 'refused':
        // One event spoils the batch: halve until it stands alone.
        this.#batchEvents = Math.max(1, texts.length >> 1);
        if (texts.length === 1) this.#refused(texts[0], verdict.error, verdict.field);
        return { settled: texts.length === 1 ? 1 : 0, delayMs: 0 };
      default:
        return { settled: 0, delayMs: this.#later(verdict) };
    }
  }

  async #sendSingle(text) {
    const request = singleRequest(text);
    const verdict = request ? judgeSingle(await this.#post(request.path, request.body)) : { kind: 'refused', error: 'not an event' };
    if (verdict.kind === 'refused') this.#refused(text, verdict.error, verdict.field);
    else if (verdict.kind === 'stored') this.#arrived(1);
    else return this.#later(verdict);
    return 0;
  }

  #post(path, body) {
    return this.#http.request('POST', path, { body, background: true, timeoutMs: this.#settings.requestTimeoutMs });
  }

  #arrived(count) {
    this.#counts.sent += count;
    this.#failures = 0;
  }

  #refused(text, error, field) {
    this.#debug(`refused (${field ?? 'no field named'}): ${error}`);
    const reduced = withoutField(text, field);
    if (reduced) this.#queue.push(reduced);
    else this.#counts.rejected++;
  }

  #later({ kind, reason, afterMs }) {
    const delayMs = kind === 'away' ? this.#goAway(reason) : this.#backoff(reason);
    return Math.max(delayMs, afterMs ?? 0);
  }

  #goAway(reason) {
    this.#away = true;
    const delayMs = this.#backoff(reason);
    if (!this.#warned) {
      this.#warned = true;
      const { bridgeUrl, queueEventsMax, logger } = this.#settings;
      logger.warn(`lightning: the bridge at ${bridgeUrl} does not answer (${reason}); up to ${queueEventsMax} events wait for it`);
    }
    return delayMs;
  }

  /** Doubled with each failure since the last arrival, with jitter so that many agents do not return as one. */
  #backoff(reason) {
    this.#lastError = reason;
    this.#debug(`will try again: ${reason}`);
    const { retryMinMs, retryMaxMs } = this.#settings;
    return Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(this.#failures++, 20)) * (0.5 + Math.random() / 2);
  }

  #debug(text) {
    if (this.#settings.debug) this.#settings.logger.warn(`lightning: ${text}`);
  }
}

module.exports = { LightningClient };
