'use strict';

// What an event costs beside its text: slots in two arrays, and the headers of the strings it was put together from.
const OVERHEAD_BYTES = 256;

/**
 * Events that wait, oldest first, bounded in number and in bytes. A batch that is being sent still counts, but is
 * never dropped: nobody could say whether it had arrived.
 */
class Queue {
  #texts = [];
  #sizes = [];
  #head = 0;
  #inFlight = [];

  constructor(eventsMax, bytesMax) {
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
    this.events = 0;
    this.bytes = 0;
    this.dropped = 0;
  }

  /** Adds an event and drops the oldest waiting ones while the bounds are passed. */
  push(text) {
    const size = memoryBytes(text) + OVERHEAD_BYTES;
    this.#texts.push(text);
    this.#sizes.push(size);
    this.events++;
    this.bytes += size;
    while ((this.events > this.eventsMax || this.bytes > this.bytesMax) && this.#head < this.#texts.length) {
      this.#release(this.#sizes[this.#head]);
      this.#skip(1);
      this.dropped++;
    }
  }

  /** Takes the oldest events out for sending: at least one, then as many as fit. One batch at a time. */
  take(eventsMax, bytesMax) {
    let end = this.#head;
    let bytes = 0;
    while (end < this.#texts.length && end - this.#head < eventsMax) {
      bytes += this.#sizes[end];
      if (bytes > bytesMax && end > this.#head) break;
      end++;
    }
    const batch = { texts: this.#texts.slice(this.#head, end), sizes: this.#sizes.slice(this.#head, end) };
    this.#skip(end - this.#head);
    this.#inFlight = batch.texts;
    return batch;
  }

  /** The first `count` events of a batch are done with; the rest waits again, in front. */
  settle(batch, count) {
    this.#inFlight = [];
    for (let i = 0; i < count; i++) this.#release(batch.sizes[i]);
    if (count === batch.texts.length) return;
    this.#texts = batch.texts.slice(count).concat(this.#texts.slice(this.#head));
    this.#sizes = batch.sizes.slice(count).concat(this.#sizes.slice(this.#head));
    this.#head = 0;
  }

  /** The texts that have not arrived for certain, oldest first: those of the batch in flight, and those that wait. */
  unsettled() {
    return this.#inFlight.concat(this.#texts.slice(this.#head));
  }

  #release(size) {
    this.events--;
    this.bytes -= size;
  }

  #skip(count) {
    for (let i = 0; i < count; i++) this.#texts[this.#head + i] = undefined;
    this.#head += count;
    // Cutting the dead half off now and then keeps both push and skip constant on average.
    if (this.#head > 1024 && this.#head * 2 > this.#texts.length) {
      this.#texts = this.#texts.slice(this.#head);
      this.#sizes = this.#sizes.slice(this.#head);
      this.#head = 0;
    }
  }
}

/** At least what the text takes on the wire and in memory, where one letter beyond Latin makes every letter two bytes. */
function memoryBytes(text) {
  const bytes = Buffer.byteLength(text);
  return bytes === text.length ? bytes : Math.max(bytes, text.length * 2);
}

module.exports = { Queue };
