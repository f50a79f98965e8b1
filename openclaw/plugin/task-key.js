import { createHash } from 'node:crypto';

// A pattern may be slow on long texts; what names the task stands at their beginning.
const MESSAGE_CHARS_MAX = 2_000;
const FAMILIES_MAX = 10_000;
const DIGITS_OF_HASH = 12;

/** Reads the task key from a user's message by a pattern: its first group, or all that it matches. Undefined without either. */
export function taskKeyReader(pattern, logger) {
  if (!pattern) return () => undefined;
  let regex;
  try {
    regex = new RegExp(pattern, 'u');
  } catch (error) {
    logger?.warn?.(`lightning: taskKey is not a pattern, so traces get no task key: ${error.message}`);
    return () => undefined;
  }
  return (message) => {
    const match = typeof message === 'string' ? regex.exec(message.slice(0, MESSAGE_CHARS_MAX)) : null;
    return (match?.[1] ?? match?.[0])?.trim() || undefined;
  };
}

/**
 * The family of a task by its message: `family-` and a hash of the words, so that no text is sent. Messages that differ
 * only in numbers, capitals, spaces and punctuation are of one family.
 */
export function familyOf(message) {
  const words = message.normalize('NFKC').toLowerCase().replace(/\p{N}+/gu, '0').replace(/[^\p{L}\p{M}0]+/gu, ' ').trim();
  return words && `family-${createHash('sha256').update(words).digest('hex').slice(0, DIGITS_OF_HASH)}`;
}

/**
 * The families of messages that came before. A message that never comes again is no task to compare traces within: the
 * bridge then does better without a key, and compares traces of similar messages.
 */
export function recurringFamilies() {
  const seen = new Set();
  return (message) => {
    const family = typeof message === 'string' ? familyOf(message) : '';
    if (!family) return undefined;
    const isKnown = seen.delete(family);
    seen.add(family); // the newest last
    if (seen.size > FAMILIES_MAX) seen.delete(seen.values().next().value);
    return isKnown ? family : undefined;
  };
}
