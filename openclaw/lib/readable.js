'use strict';

const { types } = require('node:util');

// The bridge takes 64 levels in all, of which a batch, its list and its event are three.
const DEPTH_MAX = 60;
// The bridge takes names of up to 50,000 characters; nobody reads one as long as this.
const KEY_CHARS_MAX = 1_000;
const REASON_CHARS_MAX = 200;

/** Thrown where a copy would have more values than the one who asked can use. */
class TooLarge extends Error {}

/**
 * Whether JSON.stringify says all there is to say about a value. For a small object the answer costs a fraction of the
 * writing. A value with more than `valuesMax` values inside, counted along every path to them, is none.
 */
function isJson(value, valuesMax) {
  return isWhole(value, { left: valuesMax }, 0);
}

function isWhole(value, budget, depth) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || isPlain(value, budget, depth);
    default:
      return false;
  }
}

function isPlain(object, budget, depth) {
  if (depth >= DEPTH_MAX) return false;
  if (Array.isArray(object)) {
    if ((budget.left -= object.length) < 0) return false;
    for (let i = 0; i < object.length; i++) if (object[i] !== undefined && !isWhole(object[i], budget, depth + 1)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in object) {
    if (--budget.left < 0 || key.length > KEY_CHARS_MAX) return false;
    if (object[key] !== undefined && !isWhole(object[key], budget, depth + 1)) return false;
  }
  return true;
}

/** A copy that JSON can say, where something readable stands in for each value that it cannot. Throws TooLarge only. */
function readable(value, valuesMax) {
  return new Copy(valuesMax).of(value, 0);
}

class Copy {
  #left;
  #around = new Set();

  constructor(valuesMax) {
    this.#left = valuesMax;
  }

  of(value, depth) {
    switch (typeof value) {
      case 'number':
        return Number.isFinite(value) ? value : String(value);
      case 'bigint':
      case 'symbol':
        return String(value);
      case 'function':
        return named('function', () => value.name);
      case 'object':
        return value === null ? null : this.#inside(value, depth);
      default:
        return value;
    }
  }

  #inside(object, depth) {
    if (this.#around.has(object)) return '[circular]';
    if (depth >= DEPTH_MAX) return '[too deep]';
    this.#around.add(object);
    try {
      return this.#object(object, depth);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      return unreadable(error);
    } finally {
      this.#around.delete(object);
    }
  }

  #object(object, depth) {
    if (Array.isArray(object)) return this.#list(object, depth);
    if (isError(object)) return this.#fields(object, ['name', 'message', 'cause', 'errors', ...Object.keys(object)], depth);
    if (types.isMap(object)) return this.#map([...object], depth);
    if (types.isSet(object)) return this.#list([...object], depth);
    if (ArrayBuffer.isView(object) || types.isAnyArrayBuffer(object)) return `[${className(object)} of ${object.byteLength} bytes]`;
    if (types.isDate(object) || types.isRegExp(object)) return types.isDate(object) && !Number.isNaN(+object) ? object.toISOString() : String(object);
    if (types.isBoxedPrimitive(object)) return this.of(object.valueOf(), depth);
    if (typeof object.toJSON === 'function') return this.of(object.toJSON(''), depth + 1);
    const keys = Object.keys(object);
    // What keeps its state to itself, like a Promise or a Response, would look empty.
    return keys.length === 0 && className(object) !== 'Object' ? named(className(object)) : this.#fields(object, keys, depth);
  }

  #list(values, depth) {
    this.#spend(values.length);
    return Array.from(values, (value) => (value === undefined ? null : this.of(value, depth + 1)));
  }

  /** With names as keys it is an object, whose values the bridge can mask by their names; else a list of pairs. */
  #map(pairs, depth) {
    if (pairs.every(([key]) => typeof key === 'string')) return this.#fields(Object.fromEntries(pairs), pairs.map(([key]) => key), depth);
    return this.#list(pairs, depth);
  }

  #fields(object, keys, depth) {
    this.#spend(keys.length);
    const copy = Object.create(null); // where `__proto__` is a key like any other
    for (const key of keys) copy[key.slice(0, KEY_CHARS_MAX)] = this.#field(object, key, depth);
    return copy;
  }

  #field(object, key, depth) {
    let value;
    try {
      value = object[key];
    } catch (error) {
      return unreadable(error);
    }
    return this.of(value, depth + 1);
  }

  #spend(values) {
    if ((this.#left -= values) < 0) throw new TooLarge();
  }
}

function isError(value) {
  return types.isNativeError(value) || value instanceof Error;
}

function className(object) {
  return Object.getPrototypeOf(object)?.constructor?.name || 'Object';
}

function named(kind, nameOf = () => '') {
  try {
    return `[${[kind, nameOf()].filter((word) => typeof word === 'string' && word !== '').join(' ').slice(0, REASON_CHARS_MAX)}]`;
  } catch {
    return `[${kind}]`;
  }
}

function unreadable(error) {
  return named('unreadable', () => error.message);
}

module.exports = { isJson, readable, isError };
