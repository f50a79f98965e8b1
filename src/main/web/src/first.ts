// What Today asks for first. A small script in the document (begin.ts) asks while the rest of the page is still on its way, and
// api.ts takes the answers.
export const HOUR = 3_600_000;

export const DAY = 24 * HOUR;

/** The most traces of a day that Today shows one by one. */
export const LATEST = 100;

/** In days: Today compares a week with the one before. */
export const FORTNIGHT = 14;

/** Where a tab keeps its key for decisions. */
export const KEY = 'lightning.key';

/** Sums are kept by the hour. So these are the 24 hours before and what is over of this one. */
export const HOURS = 25;

/** When they began. */
export const dayBefore = (now: number) => (Math.floor(now / HOUR) + 1 - HOURS) * HOUR;

export interface Answer {
  ok: boolean;
  status: number;
  /** Empty where the answer is no JSON. */
  body: unknown;
}

interface Begun {
  /** When it was asked, until a view went by it. */
  now: number | undefined;
  answers: Map<string, Promise<Answer>>;
}

const PATIENCE = 100; // milliseconds

declare global {
  var begun: Begun | undefined;
}

/** Fails only where nobody answers. */
export async function ask(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(path, init);
  return { ok: response.ok, status: response.status, body: await response.json().catch(() => ({})) };
}

/** For an address of Today's. */
export function begin(): void {
  const now = Date.now();
  const key = sessionStorage.getItem(KEY);
  const init = key ? { headers: { 'X-API-Key': key } } : {};
  const paths = ['/stats', `/traces?since=${dayBefore(now)}&limit=${LATEST}`, '/optimize/suggestions?limit=200', `/series?days=${FORTNIGHT}&hours=${HOURS}`];
  globalThis.begun = { now, answers: new Map(paths.map((path) => [path, ask(path, init)])) };
  // Whoever takes an answer hears of its failure; of one that nobody takes, nobody needs to.
  globalThis.begun.answers.forEach((answer) => answer.catch(() => {}));
}

/** The answer that is on its way, once. */
export function taken(path: string): Promise<Answer> | undefined {
  const answer = globalThis.begun?.answers.get(path);
  globalThis.begun?.answers.delete(path);
  return answer;
}

/** Waits for what was asked first, but not for long: what is there can be drawn at once, instead of after an empty view. */
export async function arrived(): Promise<void> {
  const answers = globalThis.begun?.answers.values() ?? [];
  await Promise.race([Promise.allSettled(answers), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

/** The time that the first view goes by, which is when it was asked for; later the time it is. */
export function nowOfView(): number {
  const now = globalThis.begun?.now ?? Date.now();
  if (globalThis.begun) {
    globalThis.begun.now = undefined;
  }
  return now;
}
