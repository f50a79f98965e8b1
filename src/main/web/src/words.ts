// Numbers, times and texts as people read them.
import type { Cut, Durations, Metric } from './api';
import vocabulary from './vocabulary.json';

const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Makes characters visible that would hide, reorder or move text. */
export function plain(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(HIDDEN, (hidden) => `⟨U+${hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

export function textOf(content: string | Cut | null): string {
  return content === null ? '' : plain(typeof content === 'string' ? content : `${content.head}…`);
}

export function json(value: unknown): string {
  return plain(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

const MAGNITUDES = ['', 'K', 'M', 'B', 'T'];

/**
 * Up to 9,999 as it is, and three digits of what is more: 12.3K. Not by Intl.NumberFormat, whose first use takes the browser
 * longer than all else that the page computes before its first view.
 */
export function count(value: number): string {
  const rounded = Math.round(value);
  if (Math.abs(rounded) < 10_000) {
    return String(rounded).replace(/\d(?=\d{3}$)/, '$&,');
  }
  const short = Number(value.toPrecision(3));
  const magnitude = Math.min(MAGNITUDES.length - 1, Math.floor(Math.log10(Math.abs(short)) / 3));
  return Number((short / 1_000 ** magnitude).toPrecision(3)) + MAGNITUDES[magnitude]!;
}

/** A sum of money, coarser the larger it is. Cents are too much for one trace, and mostly too little. */
export function dollars(sum: number): string {
  return sum < 0.000_1 ? 'less than $0.0001' : `about $${sum < 0.1 ? sum.toFixed(4) : sum < 10 ? sum.toFixed(2) : count(sum)}`;
}

export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const plural = (number: number, one: string) => `${count(number)} ${one}${number === 1 ? '' : 's'}`;

export function points(difference: number): string {
  const rounded = Math.round(difference * 100);
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${Math.abs(rounded)}`;
}

export function duration(ms: number | null): string {
  if (ms === null) {
    return '–';
  }
  if (ms < 1_000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = ms / 1_000;
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.round(seconds % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export function bytes(size: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = size;
  let unit = 0;
  while (value >= 1_024 && unit < units.length - 1) {
    value /= 1_024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export function ago(time: number, now = Date.now()): string {
  const seconds = Math.max(0, (now - time) / 1_000);
  if (seconds < 60) {
    return 'just now';
  }
  if (seconds < 3_600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3_600)} h ago`;
  }
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? 'yesterday' : days < 60 ? `${days} days ago` : new Date(time).toLocaleDateString();
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const moment = (time: number) => new Date(time).toLocaleString();
export const utc = (time: number) => new Date(time).toISOString().replace('T', ' ').replace('Z', ' UTC');

/** A day of the bridge's figures, which are in UTC. */
export const dayOf = (time: number) =>
  new Date(time).toLocaleDateString(undefined, { timeZone: 'UTC', day: 'numeric', month: 'short' });

/** An hour, by the clock of whoever looks. */
export const hourOf = (time: number) =>
  new Date(time).toLocaleString(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** The mean of a metric, or a difference of two. */
export function metric(kind: Metric, value: number | null, difference = false): string {
  if (value === null) {
    return '–';
  }
  const sign = difference && value > 0 ? '+' : value < 0 ? '−' : '';
  switch (kind) {
    case 'success':
      return difference ? `${points(value)} points` : percent(value);
    case 'latency_ms':
      return sign + duration(Math.abs(value));
    case 'tokens':
      return `${sign}${count(Math.abs(value))} tokens`;
    case 'calls':
      return `${sign}${Math.abs(value).toFixed(1)} calls`;
  }
}

/** The unit stands once, behind the second number. */
export function metricRange(kind: Metric, low: number, high: number): string {
  return kind === 'success' ? `${points(low)} to ${points(high)} points` : `${metric(kind, low, true)} to ${metric(kind, high, true)}`;
}

const wordOf = (words: Record<string, string>) => (name: string) => words[name] ?? name;

export const METRICS: Record<Metric, string> = vocabulary.metric;
export const OUTCOMES = vocabulary.outcome;
export const ARMS = vocabulary.arm;
export const statusOf = wordOf(vocabulary.suggestion);
export const stateOf = wordOf(vocabulary.experiment);
export const shareOf = wordOf(vocabulary.share);
export const SHARING = vocabulary.sharing;
export const actorOf = wordOf(vocabulary.actor);

const GRADES: Record<string, string> = {
  hint: 'too little is known yet',
  association: 'it goes together with success',
  replicated: 'seen twice, on separate traces',
  verified: 'an experiment measured it',
  refuted: 'an experiment found no gain',
};

/** A grade, and what it means. */
export const gradeOf = ({ grade, grade_text }: { grade: string; grade_text: string }) => `Grade: ${plain(grade_text)} (${GRADES[grade] ?? ''})`;

/** The part of an id that the commands show and take. */
export function shortId(id: string): string {
  const drawn = id.slice(id.lastIndexOf('-') + 1);
  return /^[0-9a-f]{8,}$/.test(drawn) ? drawn.slice(0, 8) : id;
}

/** Wilson's 95 % interval of a share. */
export function interval(hits: number, of: number): [number, number] {
  const z = 1.96;
  const share = hits / of;
  const centre = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}

/** Newcombe's 95 % interval of the difference of two shares. */
export function differenceOfShares(a: { mean: number; traces: number }, b: { mean: number; traces: number }) {
  const [aLow, aHigh] = interval(a.mean * a.traces, a.traces);
  const [bLow, bHigh] = interval(b.mean * b.traces, b.traces);
  const estimate = a.mean - b.mean;
  return {
    estimate,
    low: estimate - Math.hypot(a.mean - aLow, bHigh - b.mean),
    high: estimate + Math.hypot(aHigh - a.mean, b.mean - bLow),
  };
}

/** Fewer say little about a median. */
const MEDIAN_MIN = 10;

/**
 * 95 % interval of the difference of two medians: each between its order statistics (binomial, normal approximation), joined
 * as Newcombe joins those of shares. Null where there is too little.
 */
export function differenceOfMedians(a: Durations, b: Durations): { estimate: number; low: number; high: number } | null {
  const [one, other] = [a, b].map((durations) => {
    const n = Object.values(durations).reduce((sum, traces) => sum + traces, 0);
    const at = (sides: number) => quantileOf(durations, 0.5 + (sides * 0.98) / Math.sqrt(n))!;
    return n < MEDIAN_MIN ? null : { median: at(0), low: at(-1), high: at(1) };
  });
  if (!one || !other) {
    return null;
  }
  const estimate = one.median - other.median;
  return {
    estimate,
    low: estimate - Math.hypot(one.median - one.low, other.high - other.median),
    high: estimate + Math.hypot(one.high - one.median, other.median - other.low),
  };
}

const STEPS = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100];

/** The end of a step of durations; below 10 each millisecond is a step. */
function stepEnd(start: number): number {
  const unit = 10 ** (String(start).length - 2);
  return start < 10 ? start + 1 : unit * STEPS[STEPS.indexOf(start / unit) + 1]!;
}

/** Of durations that were counted by steps: as if those of a step were spread evenly over it. Null where there are none. */
export function quantileOf(durations: Durations, share: number): number | null {
  const steps = Object.entries(durations).map(([start, traces]): [number, number] => [Number(start), traces]);
  let left = share * steps.reduce((sum, [, traces]) => sum + traces, 0);
  for (const [start, traces] of steps.sort(([a], [b]) => a - b)) {
    if (left <= traces) {
      return start + (left / traces) * (stepEnd(start) - start);
    }
    left -= traces;
  }
  return null;
}
