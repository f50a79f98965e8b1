import { setTimeout as sleep } from 'node:timers/promises';

/** How long a test waits for what has to come at once, in milliseconds: a busy machine may take its time. */
export const PATIENCE_MS = 120_000;

/** Waits until the condition gives something true, which it returns; fails after timeoutMs. */
export async function until(condition, what = condition.toString(), timeoutMs = PATIENCE_MS) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await sleep(5);
  }
}

/** A logger that keeps its lines. */
export function keepingLogger() {
  const lines = [];
  return { lines, info: (line) => lines.push(line), warn: (line) => lines.push(line), error: (line) => lines.push(line) };
}

/** Settings under which a test of what goes wrong needs no patience. */
export const quick = { enabled: true, lingerMs: 1, retryMinMs: 5, retryMaxMs: 40, requestTimeoutMs: PATIENCE_MS };
