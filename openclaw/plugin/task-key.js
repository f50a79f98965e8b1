// A pattern may be slow on long texts; what names the task stands at their beginning.
const MESSAGE_CHARS_MAX = 2_000;

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
