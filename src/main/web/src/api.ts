// The bridge's HTTP interface (docs/openapi.yaml), as far as the page uses it.
import { signal } from '@preact/signals';
import { ask, KEY, taken, type Answer } from './first';

export type Outcome = boolean | null;
export type Cut = { truncated: true; bytes: number; head: string };

export interface Trace {
  trace_id: string;
  session_key: string | null;
  status: 'open' | 'ended' | 'abandoned';
  message: string | Cut | null;
  start_time: number | null;
  end_time: number | null;
  duration_ms: number | null;
  success: Outcome;
  /** The class of error that came with the verdict. */
  failure: string | null;
  origin: 'user' | 'retry' | 'subagent' | 'review' | 'resume' | 'schedule';
  parent_trace_id: string | null;
  /** The name of the key that it came with; null for this machine. */
  sender: string | null;
  reward: number | null;
  tokens_used: number | null;
  agent_id: string | null;
  model: string | null;
  task_key: string | null;
  prompt_version: string | null;
  metadata: unknown;
  tools_used: string[];
  /** Of which a call failed. */
  tools_failed: string[];
  tool_count: number;
  arms: { experiment: string; arm: string; applied: boolean }[] | null;
}

export interface Call {
  call_id: string | null;
  tool_name: string | null;
  params: unknown;
  result: unknown;
  error: string | Cut | null;
  duration_ms: number | null;
  timestamp: number | null;
}

export interface Reward {
  reward_id: string | null;
  success: Outcome;
  reward: number | null;
  source: string;
  user_rating: number | null;
  timestamp: number | null;
}

export interface TraceDetail extends Trace {
  tool_calls: Call[];
  next_calls: string | null;
  rewards: Reward[];
}

export type Group = { traces: number; mean: number | null };
export type Interval = { estimate: number; low: number | null; high: number | null };
export type Metric = 'success' | 'tokens' | 'latency_ms' | 'calls';

/** Tasks that are compared with each other, with the latest trace of them. */
export type Stratum = { name: string; trace_id: string | null; taken: Group; not_taken: Group };

export interface Suggestion {
  id: string;
  kind: 'add_rule' | 'remove_rule' | 'replace_rule' | 'tool_hint';
  replaces: string | null;
  text: string;
  agent_id: string | null;
  tools: string[];
  status: string;
  grade: 'hint' | 'association' | 'replicated' | 'refuted' | 'verified';
  grade_text: string;
  grade_reason: string;
  metric: Metric;
  effect: Interval;
  expected_gain: number;
  taken: Group;
  not_taken: Group;
  analyzed_traces: number;
  strata: Stratum[];
  trace_ids: string[];
  expected_change: { text: string; share: number; should_rise: boolean };
  smallest_detectable_effect: number | null;
  decision_traces: number | null;
  decision_weeks: number | null;
  measured: Measured | null;
  history: { from: string; to: string; at: number; actor: string; reason: string }[];
}

/** A decision that changed what an agent is told. */
export interface GuidanceChange {
  at: number;
  suggestion_id: string;
  kind: Suggestion['kind'];
  replaces: string | null;
  text: string;
  agent_id: string | null;
  from: string;
  to: string;
  actor: string;
  reason: string;
  /** Told from then on. */
  rules: { id: string; text: string }[];
}

/** What the latest ended trial of a suggestion found. */
export interface Measured {
  experiment_id: string;
  goal: Experiment['goal'];
  unit: Experiment['unit'];
  counted: number;
  in_situation: boolean;
  control: Group;
  treatment: Group;
  effect: Interval;
  control_calls: number | null;
  treatment_calls: number | null;
}

export interface Experiment {
  id: string;
  status: 'running' | 'paused' | 'ended';
  reason: string;
  purpose: 'trial' | 'hold_out';
  agent_id: string | null;
  suggestions: string[];
  unit: 'trace' | 'session';
  outcomes: 'explicit' | 'estimated';
  estimates: { rated: number; effect: Interval } | null;
  method: string;
  probability: number;
  units_max: number;
  started_at: number;
  ended_at: number | null;
  waiting: number;
  counted: number;
  missing: number;
  evidence: number;
  evidence_needed: number;
  harm_evidence: number;
  applied_share: number | null;
  futility: number;
  days_left: number | null;
  goal: 'success' | 'fewer_calls';
  trigger: Trigger | null;
  control: Group;
  treatment: Group;
  effect: Interval;
  control_calls: number | null;
  treatment_calls: number | null;
  in_situation: InSituation | null;
}

export interface EvidencePoint {
  counted: number;
  evidence: number;
  harm_evidence: number;
  futility: number;
  effect: Interval;
}

type ArmCalls = { calls: number; errors: number };

/** Which tools both arms of an experiment called, the most called first. */
export interface ArmTools {
  tools: { tool_name: string; control: ArmCalls; treatment: ArmCalls }[];
  control_traces: number;
  treatment_traces: number;
  complete: boolean;
}

/** A trace that somebody should rate, as an experiment counts an estimate of its outcome. */
export interface WantedRating {
  trace_id: string;
  outcome_estimate: number;
  signals: string[];
}

export interface Trigger {
  kind: 'called' | 'succeeded' | 'failed' | 'repeated';
  tool: string | null;
}

export interface InSituation {
  counts: boolean;
  control: Group;
  treatment: Group;
  effect: Interval;
}

export interface ToolFigures {
  tool_name: string;
  calls: number;
  errors: number;
  avg_duration_ms: number | null;
}

export interface Stats {
  total_sessions: number;
  total_traces: number;
  active_sessions: number | null;
  traces: { open: number; ended: number; abandoned: number; successes: number; failures: number };
  tool_calls: { count: number; errors: number };
  tools: ToolFigures[];
  tokens_used: number;
  /** Dollars, as a setting says; null where it does not. */
  price_per_million_tokens: number | null;
  /** Who sent events since the start, the most recent first. */
  clients: { agent_id: string | null; client: string; last_event_at: number; events: number }[];
  requests_without_key: number;
  events: { accepted: number; stored: number; duplicates: number; failed: number; waiting: number; rejected: number };
  queue: { events: number; bytes: number; events_max: number; bytes_max: number };
  storage: { type: string; database_bytes: number; wal_bytes: number; problem: string | null };
  optimizer: {
    mode: string;
    waiting_traces: number;
    analyzed_traces: number;
    suggestions: number;
    experiments_running: number;
    ratings_wanted: number;
    experiments_paused: number;
    last_run_at: number | null;
    failing_tools: { agent_id: string | null; tool_name: string; calls: number; errors: number }[];
    problem: string | null;
  };
  /** Null without a team. */
  sharing: Sharing | null;
}

/** How sharing with a team goes. */
export interface Sharing {
  team: string;
  share: string;
  shared_traces: number;
  waiting_traces: number;
  lost_traces: number;
  refused_requests: number;
  last_shared_at: number | null;
  problem: string | null;
}

export interface Health {
  status: 'healthy' | 'degraded' | 'unhealthy';
  uptime: number;
  version: string;
  checks: Record<string, { status: 'pass' | 'warn' | 'fail'; detail?: string | null }>;
}

/** A setting as it is in force; a secret only says that it is set. */
export interface Setting {
  key: string;
  value_json: string;
  origin: string;
}

/** What the bridge finds when it looks at its home and its machine. */
export interface Finding {
  check: string;
  level: 'ok' | 'warning' | 'failure';
  detail: string;
  fix: string | null;
}

/** The sums of one day in UTC, or of an hour. */
export interface Sums {
  time: number;
  traces: number;
  successes: number;
  failures: number;
  tool_calls: number;
  tool_errors: number;
  tokens_used: number;
  /** How many ended traces took how long; by the lower end of a step in milliseconds. */
  durations: Durations;
}

export type Durations = Record<string, number>;

/** Its figures are of its latest traces; `more_traces` says that it has others. */
export interface Session {
  session_key: string;
  agent_id: string | null;
  message: string | null;
  traces: number;
  more_traces: boolean;
  open: number;
  successes: number;
  failures: number;
  tool_calls: number;
  tokens_used: number;
  first_start: number;
  last_start: number;
}

/** Failures that are alike, with the latest trace as their example. */
export interface FailureGroup {
  tool_name: string | null;
  error: string | null;
  count: number;
  traces: number;
  trace_id: string;
  last_start: number;
}

export interface Failures {
  failures: FailureGroup[];
  since: number;
  traces: number;
  complete: boolean;
}

/** How the calls of a tool went in some time, and how it fails most often. */
export interface ToolUse {
  tool_name: string;
  calls: number;
  errors: number;
  duration_ms_p50: number | null;
  duration_ms_p95: number | null;
  failures: { error: string; count: number; trace_id: string }[];
}

export interface ToolUses {
  tools: ToolUse[];
  traces: number;
  complete: boolean;
}

/** What the bridge refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/** The key for decisions. It lives as long as this tab and leaves it only as a header. */
export const key = signal<string | null>(sessionStorage.getItem(KEY));

export function keepKey(given: string | null): void {
  if (given === null) {
    sessionStorage.removeItem(KEY);
  } else {
    sessionStorage.setItem(KEY, given);
  }
  key.value = given;
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  let answer: Answer;
  try {
    answer = await (taken(path) ?? ask(path, { ...init, headers: { ...init.headers, ...(key.value ? { 'X-API-Key': key.value } : {}) } }));
  } catch {
    throw new Refused(0, 'the bridge does not answer; is it running?');
  }
  const { ok, status, body } = answer;
  // A bridge that can't store answers with 503 and says in the same document what is wrong.
  if (!ok && path !== '/health') {
    throw new Refused(status, (body as { detail?: string }).detail ?? `the bridge answered ${status}`);
  }
  return body as T;
}

export function get<T>(path: string, parameters: Record<string, string | number | null | undefined> = {}): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  }
  return request<T>(query.size > 0 ? `${path}?${query}` : path, {});
}

/** Requests outlive the tab, because a person who closes it has decided all the same. */
export function post<T>(path: string, body: unknown): Promise<T> {
  return request<T>(path, {
    method: 'POST',
    keepalive: true,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What a million tokens cost; undefined until the bridge has said so. */
export const price = signal<number | null | undefined>(undefined);
export const stats = () =>
  get<Stats>('/stats').then((found) => {
    price.value = found.price_per_million_tokens;
    return found;
  });

/** The bridge's own suggestions and experiments are few; a page of them is all of them. */
export const suggestions = () =>
  get<{ suggestions: Suggestion[] }>('/optimize/suggestions', { limit: 200 }).then((page) => page.suggestions);
export const wantedRatings = () =>
  get<{ wanted: WantedRating[] }>('/optimize/ratings', { limit: 200 }).then((page) => page.wanted);
export const experiments = () =>
  get<{ experiments: Experiment[] }>('/optimize/experiments', { limit: 200 }).then((page) => page.experiments);
export const growth = (id: string) =>
  get<{ points: EvidencePoint[] }>(`/optimize/experiments/${encodeURIComponent(id)}/history`).then(({ points }) => points);
export const armTools = (id: string) => get<ArmTools>(`/optimize/experiments/${encodeURIComponent(id)}/tools`);
export type GuidanceChanges = { changes: GuidanceChange[]; next: string | null };
export const guidanceChanges = (asked: { agent_id?: string | null; since?: number; cursor?: string | null; limit: number }) =>
  get<GuidanceChanges>('/guidance/history', asked);
export interface Series {
  sums: Sums[];
  /** Where days were asked for and hours besides. */
  hours?: Sums[];
  /** Who was at work in that time. */
  agents: string[];
  /** Of the latest traces of that time, `traces` of them; without `labels` none of the four is told. */
  models?: string[];
  prompt_versions?: string[];
  traces?: number;
  complete?: boolean;
}

/** Whose figures, where not those of all. */
export type Whose = { agent_id?: string; model?: string; prompt_version?: string };

export const series = (asked: ({ days: number; hours?: number } | { hours: number }) & Whose & { labels?: 'true' }) =>
  get<Omit<Series, 'sums'> & { days?: Sums[]; hours?: Sums[] }>('/series', asked).then(
    ({ days, hours = [], ...others }): Series => ({ sums: days ?? hours, hours, ...others }),
  );
export const segment = encodeURIComponent;
