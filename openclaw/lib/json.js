'use strict';

// The bridge stores 16 KiB of a field; sixteen times that leaves it room to mask before it cuts.
const FIELD_CHARS_MAX = 256 * 1024;

/**
 * The JSON text of a value, or undefined when there is nothing to send. Never throws.
 *
 * A value beyond the limit is replaced whole: half an object is text, and the bridge can only mask the value of a
 * key such as `password` while it still sees the key.
 */
function encode(value) {
  if (value === undefined || value === null) return undefined;
  let text;
  try {
    text = JSON.stringify(value);
  } catch {
    return '{"unserializable":true}';
  }
  if (text === undefined || text.length <= FIELD_CHARS_MAX) return text;
  return `{"truncated":true,"bytes":${Buffer.byteLength(text)},"head":""}`;
}

/** A text for a text field (`message`, `error`), cut to the limit. */
function clip(value) {
  if (value === undefined || value === null) return undefined;
  const inner = value instanceof Error ? value.message : value;
  return (typeof inner === 'string' ? inner : encode(inner))?.slice(0, FIELD_CHARS_MAX);
}

/** A name or an id: 1 to 256 characters, or the fallback. */
function name(value, fallback) {
  if (typeof value === 'string' && value.length > 0) return value.length <= 256 ? value : value.slice(0, 256);
  return typeof value === 'number' ? String(value) : fallback;
}

function finite(value) {
  return Number.isFinite(value) ? value : undefined;
}

/** Milliseconds as the contract wants them: whole and not negative. */
function milliseconds(value) {
  return Number.isFinite(value) ? Math.max(0, Math.round(value)) : undefined;
}

module.exports = { encode, clip, name, finite, milliseconds };
