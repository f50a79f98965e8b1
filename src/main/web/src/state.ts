// Where the page is, what it loads, and decisions that can still be taken back.
import { effect, signal, untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { get, keepKey, key, post, Refused, segment } from './api';
import { listen } from './live';

/** A view and its parameters: #/traces/ID or #/traces?status=ended. The address keeps everything but the key. */
export interface Place {
  path: string[];
  query: URLSearchParams;
}

function parsed(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const place = signal<Place>(parsed());

export const to = (path: string[], query: Record<string, string> = {}) => {
  const parameters = new URLSearchParams(query);
  return `#/${path.map(segment).join('/')}${parameters.size > 0 ? `?${parameters}` : ''}`;
};

export const go = (hash: string) => {
  location.hash = hash;
};

/** Rises when something was stored, learned or decided; whoever shows it loads again. */
export const changes = signal(0);

/** The same for sums, which change little at a time: at once after a rest, and twice a minute or so while an agent is at work. */
export const slowChanges = signal(0);
const SLOW_MS = 30_000;
let slow = 0;
let missedSlowly = false;
effect(() => {
  if (changes.value > 0) {
    untracked(heardSlowly);
  }
});

function heardSlowly(): void {
  missedSlowly = slow !== 0;
  if (!missedSlowly) {
    slowChanges.value++;
    slow = setTimeout(() => {
      slow = 0;
      if (missedSlowly) {
        heardSlowly();
      }
    }, apart(SLOW_MS));
  }
}

/** Whoever shows what a person, or the bridge by itself, has just changed loads it again, sums too. */
export function changed(): void {
  clearTimeout(slow);
  slow = 0;
  changes.value++;
}

/** All tabs hear at the same moment. Pauses of their own keep them from asking at the same moment again and again. */
function apart(ms: number): number {
  return ms * (0.8 + 0.2 * Math.random());
}

/** Whether the bridge wants a key before it shows anything. */
export const locked = signal(false);

/** What is loaded, or why it could not be. The old value stays while a new one is on its way. */
export interface Loaded<T> {
  value: T | undefined;
  error: string | undefined;
}

/** What a view follows. With both, it can ask for what is new at once, and for the sums again slowly. */
const FOLLOWED = {
  'at once': () => changes.value,
  slowly: () => slowChanges.value,
  both: () => `${changes.value} ${slowChanges.value}`,
  never: () => '',
};

/**
 * Loads again when {@code what} differs and, if it follows, when something changed; {@code load} gets what is shown so far. The
 * first request is sent while the view is being drawn, because an effect waits until the browser has painted that nothing is
 * there yet.
 */
export function useLoaded<T>(what: string, load: (shown?: T) => Promise<T>, follow: keyof typeof FOLLOWED = 'at once'): Loaded<T> {
  const state = useSignal<Loaded<T>>({ value: undefined, error: undefined });
  const asked = useSignal<string | undefined>(undefined);
  const turn = useRef(0);
  const begun = useRef('');
  const loader = useRef(load);
  loader.current = load;
  const begin = () => {
    const reason = [asked.value, key.value, FOLLOWED[follow]()].join('\n');
    if (reason === begun.current) {
      return;
    }
    begun.current = reason;
    const mine = ++turn.current;
    loader.current(state.peek().value).then(
      (value) => {
        if (mine === turn.current) {
          locked.value = false;
          state.value = { value, error: undefined };
        }
      },
      (failure: unknown) => {
        if (mine === turn.current) {
          locked.value = failure instanceof Refused && failure.status === 401;
          state.value = { value: state.peek().value, error: failure instanceof Error ? failure.message : String(failure) };
        }
      },
    );
  };
  if (asked.peek() !== what) {
    asked.value = what;
    state.value = { value: undefined, error: undefined };
    untracked(begin);
  }
  useSignalEffect(begin);
  return state.value;
}

/** One sentence at the foot of the page, for a while. */
export const notice = signal<{ text: string; bad: boolean; href: string | undefined } | null>(null);
let noticeEnds = 0;

/** `href` leads to what it is about. */
export function say(text: string, bad = false, href?: string): void {
  notice.value = { text, bad, href };
  clearTimeout(noticeEnds);
  noticeEnds = setTimeout(() => (notice.value = null), bad || href ? 15_000 : 6_000);
}

/** A decision that is sent when its time is over, so that "undo" leaves no trace in the suggestion's history. */
export interface Decision {
  suggestion: string;
  verb: 'accept' | 'reject' | 'rollback' | 'pause' | 'resume';
  body: { mode?: 'experiment' | 'canary' | 'full'; note?: string };
  says: string;
}

const UNDO_MS = 10_000;
export const waiting = signal<(Decision & { endsAt: number }) | null>(null);
export const wantsKey = signal(false);
let timer = 0;

export const address = (decision: Decision) => `/optimize/suggestions/${segment(decision.suggestion)}/${decision.verb}`;

/** Rolling back is sent at once: it is itself the way back, and what harms should end now. */
export async function decide(decision: Decision): Promise<void> {
  if (!(await mayDecide())) {
    wantsKey.value = true;
    return;
  }
  sendWaiting();
  if (decision.verb === 'rollback') {
    await send(decision);
    return;
  }
  waiting.value = { ...decision, endsAt: Date.now() + UNDO_MS };
  timer = setTimeout(sendWaiting, UNDO_MS);
}

/** A bridge may take decisions without a key. If it does not answer here, the decision itself says so. */
async function mayDecide(): Promise<boolean> {
  try {
    return (await get<{ scopes: string[] }>('/key')).scopes.includes('decide');
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 401) {
      keepKey(null);
      return false;
    }
    return true;
  }
}

export function undo(): void {
  if (waiting.value) {
    clearTimeout(timer);
    waiting.value = null;
    say('Undone; nothing was sent.');
  }
}

export function sendWaiting(): void {
  const decision = waiting.value;
  if (decision) {
    clearTimeout(timer);
    waiting.value = null;
    void send(decision);
  }
}

async function send(decision: Decision): Promise<void> {
  try {
    await post(address(decision), decision.body);
    say(decision.says);
  } catch (failure) {
    say(`Not done: ${(failure as Error).message}`, true);
  }
  changed();
}

/** Trades the code of a one-time link for the key, and takes the code out of the address bar and the history. */
export async function tradeLink(): Promise<void> {
  const code = /^#code=(\w+)$/.exec(location.hash)?.[1];
  if (code) {
    history.replaceState(null, '', '#/');
    place.value = parsed();
    try {
      keepKey((await post<{ key: string }>('/page/key', { code })).key);
    } catch (failure) {
      say(`${(failure as Error).message}`, true);
    }
  }
}

addEventListener('hashchange', () => {
  if (location.hash.startsWith('#code=')) {
    void tradeLink();
    return;
  }
  place.value = parsed();
  scrollTo(0, 0);
});
addEventListener('pagehide', sendWaiting);

/** Loads again once a second at the most, and when somebody comes back to the tab. */
const RELOAD_MS = 1_000;
let reload = 0;
let missed = false;

function heard(): void {
  missed = true;
  if (document.visibilityState === 'visible' && reload === 0) {
    missed = false;
    changes.value++;
    reload = setTimeout(() => {
      reload = 0;
      if (missed) {
        heard();
      }
    }, apart(RELOAD_MS));
  }
}

export function follow(): void {
  listen(heard);
  document.addEventListener('visibilitychange', () => missed && heard());
  effect(() => {
    document.title = waiting.value ? 'Undo? – Lightning' : 'Lightning';
  });
}
