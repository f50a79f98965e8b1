// Says what the bridge did by itself while the page is open: found, adopted or took back a rule.
import { effect } from '@preact/signals';
import { suggestions, type Suggestion } from './api';
import { changed, changes, say, to } from './state';
import { plain } from './words';

/** The first look is no part of what a view waits for. */
const FIRST_MS = 3_000;
const PAUSE_MS = 10_000;
const RULE_CHARS = 120;

const VERBS: Record<string, string> = {
  adopted: 'A rule is adopted',
  refuted: 'A rule did not help and is refuted',
  rolled_back: 'A rule was taken back',
};

let before: Map<string, string> | undefined;
let timer = 0;

export function tellNews(): void {
  timer = setTimeout(() => void look(), FIRST_MS);
  effect(() => {
    if (changes.value > 0 && timer === 0) {
      timer = setTimeout(() => void look(), PAUSE_MS);
    }
  });
}

async function look(): Promise<void> {
  timer = 0;
  try {
    const now = await suggestions();
    const known = before;
    before = new Map(now.map(({ id, status }) => [id, status]));
    const news = known ? now.filter((one) => known.get(one.id) !== one.status).flatMap(told) : [];
    if (news.length > 0) {
      say(news[0]!.text + (news.length > 1 ? ` (and ${news.length - 1} more)` : ''), false, news[0]!.href);
      changed();
    }
  } catch {
    // The view says that the bridge does not answer.
  }
}

/** What a person decided is no news to them. */
function told(one: Suggestion): { text: string; href: string }[] {
  const verb =
    one.status === 'proposed'
      ? 'A suggestion was found'
      : one.history.at(-1)?.actor === 'auto'
        ? VERBS[one.status]
        : undefined;
  const rule = plain(one.text) || 'take away a rule';
  return verb === undefined
    ? []
    : [
        {
          text: `${verb}: ${rule.length > RULE_CHARS ? `${rule.slice(0, RULE_CHARS)}…` : rule}`,
          href: to(['suggestions', one.id]),
        },
      ];
}
