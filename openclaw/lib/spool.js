'use strict';

const fs = require('node:fs');

/**
 * A file that repeats what waits in memory, one event a line, so that a restarted process can send it. It may hold
 * events that have arrived already: they carry their ids, and the bridge stores them once. One process a file.
 */
class Spool {
  #file;
  #bytesMax;
  #unsettled;
  #pending = [];
  #bytes = 0;
  #timer;

  /** unsettled() gives the texts of all events that have not arrived for certain. */
  constructor(file, bytesMax, unsettled) {
    this.#file = file;
    this.#bytesMax = bytesMax;
    this.#unsettled = unsettled;
  }

  /** The events an earlier process left; a line cut off by its death is left out. */
  load() {
    let text;
    try {
      text = fs.readFileSync(this.#file, 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw error;
    }
    this.#bytes = Buffer.byteLength(text);
    const lines = text.split('\n').slice(0, -1);
    if (text.length > 0 && !text.endsWith('\n')) this.replace(lines);
    return lines.filter(isJson);
  }

  /** Written within 20 ms, many events at once: a write for each would cost the agent more than the event does. */
  append(text) {
    this.#pending.push(text);
    this.#timer ??= setTimeout(() => this.write(), 20).unref();
  }

  /** Puts down what is pending; the file starts anew with what has not arrived when it has grown to twice the bound. */
  write() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const text = this.#pending.map((line) => line + '\n').join('');
    this.#pending = [];
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes > this.#bytesMax * 2) this.replace(this.#unsettled());
    else this.#attempt(() => fs.appendFileSync(this.#file, text, { mode: 0o600 }));
  }

  replace(lines) {
    const text = lines.map((line) => line + '\n').join('');
    this.#bytes = Buffer.byteLength(text);
    this.#attempt(() => {
      fs.writeFileSync(this.#file + '.new', text, { mode: 0o600 });
      fs.renameSync(this.#file + '.new', this.#file);
    });
  }

  /** Everything has arrived. */
  clear() {
    this.#pending = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#bytes > 0) this.#attempt(() => fs.truncateSync(this.#file, 0));
    this.#bytes = 0;
  }

  #attempt(write) {
    try {
      write();
      this.error = undefined;
    } catch (error) {
      // A full disk must not reach the agent; what waits in memory is still sent.
      this.error = error;
    }
  }
}

function isJson(line) {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

module.exports = { Spool };
