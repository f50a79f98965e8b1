'use strict';

/** Whether the bridge can be spoken to, when to try again, and what the owner is told: one warning, however often it fails. */
class Breaker {
  #settings;
  #failures = 0;
  #warned = false;

  constructor(settings) {
    this.#settings = settings;
    this.away = false;
    this.lastError = null;
  }

  /** Something failed since the last arrival. */
  get failing() {
    return this.#failures > 0;
  }

  /** The bridge stored something. */
  arrived() {
    this.#failures = 0;
  }

  /** It answers its health check again. */
  returned() {
    this.away = false;
  }

  /** The bridge wants to be left alone for a while; how long to wait, in milliseconds. */
  busy(reason, afterMs = 0) {
    return Math.max(this.#backoff(reason), afterMs);
  }

  /** The bridge cannot store, until its health says otherwise; how long to wait, in milliseconds. */
  gone(reason, afterMs = 0) {
    this.away = true;
    if (!this.#warned) {
      this.#warned = true;
      const { bridgeUrl, queueEventsMax, logger } = this.#settings;
      logger.warn(`lightning: the bridge at ${bridgeUrl} does not answer (${reason}); up to ${queueEventsMax} events wait for it`);
    }
    return this.busy(reason, afterMs);
  }

  debug(text) {
    if (this.#settings.debug) this.#settings.logger.warn(`lightning: ${text}`);
  }

  /** Doubled with each failure since the last arrival, with jitter so that many agents do not return as one. */
  #backoff(reason) {
    this.lastError = reason;
    this.debug(`will try again: ${reason}`);
    const { retryMinMs, retryMaxMs } = this.#settings;
    return Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(this.#failures++, 20)) * (0.5 + Math.random() / 2);
  }
}

module.exports = { Breaker };
