// Latencies in an HdrHistogram: Node has the original C implementation built in (perf_hooks.createHistogram).
import { createHistogram } from "node:perf_hooks";

const HOUR_US = 3_600_000_000;

export class Latencies {
  #histogram = createHistogram({ lowest: 1, highest: HOUR_US, figures: 3 });

  get count() {
    return this.#histogram.count;
  }

  record(ms) {
    this.#histogram.record(Math.min(HOUR_US, Math.max(1, Math.round(ms * 1000))));
  }

  /**
   * Records what a client that waited for an answer would have seen, had it gone on sending every `intervalMs`: the
   * requests that the wait kept from being sent count too, each with what was left of the wait.
   */
  recordCorrected(ms, intervalMs) {
    this.record(ms);
    if (intervalMs > 0) for (let missed = ms - intervalMs; missed >= intervalMs; missed -= intervalMs) this.record(missed);
  }

  /** The value in ms below which that many percent lie. */
  at(percent) {
    return this.count === 0 ? NaN : this.#histogram.percentile(percent) / 1000;
  }

  /** Milliseconds by name. */
  figures() {
    return { count: this.count, p50: this.at(50), p90: this.at(90), p99: this.at(99), p999: this.at(99.9), max: this.at(100) };
  }

  toString() {
    if (this.count === 0) return "none";
    const { p50, p90, p99, p999, max } = this.figures();
    const ms = (value) => value.toFixed(2);
    return `p50 ${ms(p50)}, p90 ${ms(p90)}, p99 ${ms(p99)}, p99.9 ${ms(p999)}, max ${ms(max)} ms`;
  }
}
