// What Today asks for first. A small script in the document (begin.ts) asks while the rest of the page is still on its way, and
// api.ts takes the answers.
const DAY = 86_400_000;

/** The most traces of a day that Today shows. */
export const LATEST = 200;

/** In days: Today compares a week with the one before. */
export const FORTNIGHT = 14;

/** Where a tab keeps its key for decisions. */
export const KEY = 'lightning.key';

/** The 24 hours before. */
export const dayBefore = (now: number) => now - DAY;

interface Begun {
  /** When it was asked, until a view went by it. */
  now: number | undefined;
  answers: Map<string, Promise<Response>>;
}

declare global {
  var begun: Begun | undefined;
}

/** For an address of Today's. */
export function begin(): void {
  const now = Date.now();
  const key = sessionStorage.getItem(KEY);
  const init = key ? { headers: { 'X-API-Key': key } } : {};
  const paths = ['/stats', `/traces?since=${dayBefore(now)}&limit=${LATEST}`, '/optimize/suggestions?limit=200', `/series?days=${FORTNIGHT}`];
  globalThis.begun = { now, answers: new Map(paths.map((path) => [path, fetch(path, init)])) };
  // Whoever takes an answer hears of its failure; of one that nobody takes, nobody needs to.
  globalThis.begun.answers.forEach((answer) => answer.catch(() => {}));
}

/** The answer that is on its way, once. */
export function taken(path: string): Promise<Response> | undefined {
  const answer = globalThis.begun?.answers.get(path);
  globalThis.begun?.answers.delete(path);
  return answer;
}

/** The time that the first view goes by, which is when it was asked for; later the time it is. */
export function nowOfView(): number {
  const now = globalThis.begun?.now ?? Date.now();
  if (globalThis.begun) {
    globalThis.begun.now = undefined;
  }
  return now;
}
