'use strict';

const { Http } = require('./http.js');
const { Queue } = require('./queue.js');
const { Spool } = require('./spool.js');
const { Breaker } = require('./breaker.js');
const { Delivery } = require('./delivery.js');
const { resolveSettings } = require('./settings.js');
const { storesEvents } = require('./verdict.js');

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
  #breaker;
  #delivery;
  #timer;
  #sending = false;
  #urgent = false;
  #closed = false;
  #drained = [];
  #onBeforeExit = () => !this.#breaker.away && void this.flush(1_000);
  #onExit = () => this.#spool?.write();

  constructor(options) {
    const settings = (this.#settings = resolveSettings(options));
    this.#queue = new Queue(settings.queueEventsMax, settings.queueBytesMax);
    this.#http = new Http(settings);
    this.#breaker = new Breaker(settings);
    const post = (path, body) => this.#http.request('POST', path, { body, background: true, timeoutMs: settings.requestTimeoutMs });
    this.#delivery = new Delivery(post, this.#queue, this.#breaker, settings);
    process.once('beforeExit', this.#onBeforeExit);
    if (settings.spoolFile) this.#restore(settings.spoolFile);
  }

  /** Adds one event, as JSON text. */
  enqueue(text) {
    if (this.#closed) return;
    this.#queue.push(text);
    this.#spool?.append(text);
    if (this.#timer === undefined && !this.#sending) this.#schedule(this.#settings.lingerMs);
  }

  /** Sends what waits without letting it linger, unless the sender already waits for a bridge that failed. */
  send() {
    if (this.#queue.events > 0 && !this.#sending && !this.#breaker.failing) this.#schedule(0);
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

  /** What this client did: queued and not yet answered, sent, dropped at the bounds, sent without a refused field, refused. */
  counts() {
    const { events, bytes, dropped } = this.#queue;
    const { sent, reduced, rejected } = this.#delivery;
    const { away, lastError } = this.#breaker;
    return { queued_events: events, queued_bytes: bytes, dropped, sent, reduced, rejected, away, last_error: lastError };
  }

  #restore(file) {
    this.#spool = new Spool(file, this.#settings.queueBytesMax, () => this.#queue.unsettled());
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
      delayMs = this.#breaker.gone(error.message);
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
    if (this.#breaker.away) {
      const { status, error } = await this.health(true);
      if (!storesEvents(status)) return this.#breaker.gone(error ?? `the bridge is ${status}`);
      this.#breaker.returned();
      this.#delivery.restarted();
    }
    return this.#delivery.next();
  }
}

module.exports = { LightningClient };
