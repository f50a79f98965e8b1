export interface LightningOptions {
  /** Default: the environment variable ENABLE_AGENT_LIGHTNING is `true`, `1`, `yes` or `on`. Otherwise every method is a no-op. */
  enabled?: boolean;
  /** Default: LIGHTNING_BRIDGE_URL, else http://127.0.0.1:8765 */
  bridgeUrl?: string;
  /** Default: LIGHTNING_BRIDGE_API_KEY */
  apiKey?: string;
  /** `metadata` sends names, times, outcomes and numbers, but no message, params, result or error text. Default: `full` */
  capture?: 'full' | 'metadata';
  /** Fetch guidance and take part in experiments. Default: true, unless LIGHTNING_OPTIMIZATION_MODE is `off` */
  guidance?: boolean;
  /** Default: 60000 */
  guidanceRefreshMs?: number;
  /** Fields of every trace that does not name its own. */
  agentId?: string;
  model?: string;
  /** Bounds of what waits in memory. Defaults: 50000 events, 16 MiB */
  queueEventsMax?: number;
  queueBytesMax?: number;
  /** Bounds of one request. Defaults: 500 events, 1 MiB */
  batchEventsMax?: number;
  batchBytesMax?: number;
  /** How long the first event of a batch waits for others. Default: 20 */
  lingerMs?: number;
  /** Default: 5000 */
  requestTimeoutMs?: number;
  /** The delay before sending again grows between these. Defaults: 250 and 10000 */
  retryMinMs?: number;
  retryMaxMs?: number;
  /** Sessions that are remembered. Default: 10000 */
  sessionsMax?: number;
  /** A file, one per process, from which a restarted process sends what the last one could not. */
  spoolFile?: string;
  /** Default: LIGHTNING_DEBUG is `true`, `1`, `yes` or `on` */
  debug?: boolean;
  logger?: { warn(text: string): void };
}

/** agent_id, model, task_key, prompt_version, origin and parent_trace_id become fields of the trace. */
export type SessionMetadata = {
  agent_id?: string;
  model?: string;
  task_key?: string;
  prompt_version?: string;
  /** Who asked for the run. Default at the bridge: `user` */
  origin?: 'user' | 'retry' | 'subagent' | 'review' | 'resume' | 'schedule';
  /** The trace that this one was started for. */
  parent_trace_id?: string;
  [key: string]: unknown;
};

export interface ToolCallOptions {
  error?: unknown;
  /** Of a command. Other than 0 it is an error, unless it is the command's answer. */
  exitCode?: number;
  exitIsAnswer?: boolean;
  durationMs?: number;
  /** Minted when left out. */
  callId?: string;
}

export interface Reward {
  success?: boolean;
  /** The class of error behind a failure, such as `tool_error`; success is false then. */
  failure?: string;
  /** -1 to 1, instead of one computed from the other fields */
  value?: number;
  tokensUsed?: number;
  expectedTokens?: number;
  latencyMs?: number;
  /** 1 to 5 */
  userRating?: number;
  /** Default at the bridge: `client` */
  source?: 'user' | 'checker' | 'client' | 'agent' | 'heuristic' | 'ended';
  /** Minted when left out. */
  rewardId?: string;
  metadata?: Record<string, unknown>;
}

export interface SessionEnd {
  success?: boolean;
  failure?: string;
  metadata?: Record<string, unknown>;
}

export interface Guidance {
  /** What to add to the system prompt; empty when there is nothing to add. */
  readonly text: string;
  readonly rules: ReadonlyArray<{ id: string; text: string }>;
  readonly arms: ReadonlyArray<{ experiment: string; arm: 'control' | 'treatment' }>;
}

export interface Counts {
  queued_events: number;
  queued_bytes: number;
  sent: number;
  /** Sent again without a field that the bridge refused. */
  reduced: number;
  /** At the queue's bounds, oldest first. */
  dropped: number;
  /** By the bridge, for good. */
  rejected: number;
  away: boolean;
  last_error: string | null;
}

export interface Health {
  /** `healthy`, `degraded` (stores events, does not learn from them), `unhealthy` or `unreachable` */
  status: string;
  [key: string]: unknown;
}

/** One agent turn, bound to its own trace. */
export interface TurnTrace {
  readonly traceId: string;
  readonly guidance: Guidance;
  traceTool(toolName: string, params?: unknown, result?: unknown, options?: ToolCallOptions): void;
  withToolTrace<P, R>(toolName: string, params: P, fn: (params: P) => R): R;
  emitReward(reward: Reward): void;
}

export interface Turn {
  sessionKey?: string;
  message?: string;
  metadata?: SessionMetadata;
  /** Set by the middleware; absent when tracing is off. */
  lightning?: TurnTrace;
}

export class LightningIntegration {
  constructor(options?: LightningOptions);
  readonly enabled: boolean;
  /** Opens a trace; its id at once, null when off. */
  startSession(sessionKey: string, message?: string, metadata?: SessionMetadata): string | null;
  traceTool(sessionKey: string, toolName: string, params?: unknown, result?: unknown, options?: ToolCallOptions): void;
  emitReward(sessionKey: string, reward: Reward): void;
  endSession(sessionKey: string, end?: SessionEnd): void;
  withToolTrace<P, R>(sessionKey: string, toolName: string, params: P, fn: (params: P) => R): R;
  getGuidance(sessionKey: string): Guidance;
  /** What a healthy bridge says of itself; null when there is none, or one that cannot store, or tracing is off. */
  checkHealth(): Promise<Health | null>;
  getStats(): Promise<Record<string, unknown> | null>;
  counts(): Counts | null;
  createMiddleware(): <R>(turn: Turn, next: () => R | Promise<R>) => Promise<R>;
  /** True when everything queued has arrived within timeoutMs (default 5000). */
  flush(timeoutMs?: number): Promise<boolean>;
  /** Flushes (default 2000 ms) and stops. */
  close(timeoutMs?: number): Promise<boolean>;
}

/** The same as `new LightningIntegration(options)`. */
export function create(options?: LightningOptions): LightningIntegration;
export default LightningIntegration;

/** The sender alone, for those who write events themselves. */
export class LightningClient {
  constructor(options?: LightningOptions);
  /** One event of POST /v1/events, as JSON text. */
  enqueue(event: string): void;
  /** Sends what waits without letting it linger. */
  send(): void;
  get(path: string, options?: { headers?: Record<string, string>; background?: boolean }): Promise<{ status: number; headers: Record<string, string>; json: any }>;
  health(): Promise<Health>;
  counts(): Counts;
  flush(timeoutMs?: number): Promise<boolean>;
  close(timeoutMs?: number): Promise<boolean>;
}
