'use strict';

const { isJson, readable, isError } = require('./readable.js');

// The bridge stores 16 KiB of a field; sixteen times that leaves it room to mask before it cuts.
const FIELD_CHARS_MAX = 256 * 1024;
const NAME_CHARS_MAX = 256;
// No field within the limit has as many values. Without a bound, a small object that holds its parts many times over
// would be looked at for ever.
const VALUES_MAX = 1_000_000;

/**
 * The JSON text of a value, or undefined when there is nothing to send. Never throws. What JSON cannot say, such as a
 * cycle or a Map, costs that one value: something readable stands in for it.
 *
 * A value beyond the limit is replaced whole: half an object is text, and the bridge can only mask the value of a
 * key such as `password` while it still sees the key.
 */
function encode(value) {
  if (value === undefined || value === null) return undefined;
  const text = plainText(value) ?? readableText(value);
  if (text !== undefined && text.length <= FIELD_CHARS_MAX) return text;
  return `{"truncated":true,"bytes":${text === undefined ? FIELD_CHARS_MAX : Buffer.byteLength(text)},"head":""}`;
}

/** The text of what is JSON already; undefined for anything else, also for a getter or a Proxy that throws. */
function plainText(value) {
  try {
    return isJson(value, VALUES_MAX) ? wholeCharacters(JSON.stringify(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** The text with stand-ins; undefined when it would be longer than any limit. */
function readableText(value) {
  try {
    return wholeCharacters(JSON.stringify(readable(value, FIELD_CHARS_MAX)));
  } catch {
    return undefined;
  }
}

/** A text for a text field (`message`, `error`), cut to the limit. */
function clip(value) {
  if (value === undefined || value === null) return undefined;
  const inner = isError(value) ? value.message || value.name : value;
  const text = typeof inner === 'string' ? inner : encode(inner);
  return text === undefined ? undefined : cut(text, FIELD_CHARS_MAX);
}

/** A name or an id: 1 to 256 characters, or the fallback. */
function name(value, fallback) {
  if (typeof value === 'string' && value.length > 0) return cut(value, NAME_CHARS_MAX);
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : fallback;
}

/** At most `max` code units, and no half of a surrogate pair, which the bridge would refuse. */
function cut(text, max) {
  if (text.length <= max) return text.toWellFormed();
  const isInsidePair = (text.codePointAt(max - 1) ?? 0) > 0xffff;
  return text.slice(0, isInsidePair ? max - 1 : max).toWellFormed();
}

// JSON.stringify writes half a surrogate pair as an escape, and escapes nothing else beyond \u001f.
const ESCAPE = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g;

/** The JSON text with U+FFFD for each half of a surrogate pair. */
function wholeCharacters(json) {
  return json.includes('\\ud') ? json.replace(ESCAPE, (escape, half) => (half ? '\ufffd' : escape)) : json;
}

function finite(value) {
  return Number.isFinite(value) ? value : undefined;
}

/** Milliseconds as the contract wants them: whole and not negative. */
function milliseconds(value) {
  return Number.isFinite(value) ? Math.max(0, Math.round(value)) : undefined;
}

module.exports = { encode, clip, name, finite, milliseconds };
