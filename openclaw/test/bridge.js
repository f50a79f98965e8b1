import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE_MS, until } from './support.js';

const { LIGHTNING_BIN, LIGHTNING_BRIDGE_URL = 'http://127.0.0.1:8765' } = process.env;

/** Why the tests against a real bridge cannot run, or false: LIGHTNING_BIN names none. */
export const withoutBridgeCommand = LIGHTNING_BIN ? false : 'LIGHTNING_BIN (the path of bin/lightning) is not set';

/** A real bridge on a free port, in a directory of its own unless one is given. */
export async function startBridge(givenHome) {
  const home = givenHome ?? mkdtempSync(join(tmpdir(), 'lightning-home-'));
  let child;
  let port = 0;
  const bridge = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    /** What decisions need: headers with the key that the bridge made for them in its home. */
    get deciding() {
      return { authorization: `Bearer ${readFileSync(join(home, 'decision.key'), 'utf8').trim()}` };
    },
    async start() {
      rmSync(join(home, 'bridge.port'), { force: true });
      const output = [];
      child = spawn(LIGHTNING_BIN, ['run'], {
        env: { ...process.env, LIGHTNING_HOME: home, LIGHTNING_BRIDGE_PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
      await until(() => {
        if (child.exitCode !== null) throw new Error(`the bridge ended: ${Buffer.concat(output)}`);
        return (port = portIn(home));
      }, 'the bridge is ready');
    },
    /** As abruptly as a power cut for the process. */
    async kill(signal = 'SIGKILL') {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode !== null || child.signalCode !== null || !child.kill(signal)) return;
      await ended;
    },
    async stop() {
      await bridge.kill('SIGTERM');
      if (!givenHome) rmSync(home, { recursive: true, force: true });
    },
    get: (path) => getJson(bridge.url, path),
  };
  await bridge.start();
  return bridge;
}

/**
 * For `npm test`: the bridge that runs at LIGHTNING_BRIDGE_URL, else one started from LIGHTNING_BIN, else undefined.
 * Of an own bridge only, stop() stops it.
 */
export async function findBridge() {
  const health = await getJson(LIGHTNING_BRIDGE_URL, '/health').catch(() => undefined);
  if (health?.status === 'healthy') return { url: LIGHTNING_BRIDGE_URL, get: (path) => getJson(LIGHTNING_BRIDGE_URL, path), async stop() {} };
  return LIGHTNING_BIN ? startBridge() : undefined;
}

export const noBridge = `no bridge answers at ${LIGHTNING_BRIDGE_URL}, and LIGHTNING_BIN is not set`;

/** A whole trace, all its pages of tool calls and rewards together; undefined while it is not there. */
export async function traceOf(bridge, traceId) {
  const trace = await bridge.get(`/traces/${traceId}`);
  if (trace.status === 404) return undefined;
  for (let next = trace.next_calls; next;) {
    const page = await bridge.get(`/traces/${traceId}?calls_cursor=${next}`);
    trace.tool_calls.push(...page.tool_calls);
    next = page.next_calls;
  }
  for (let next = trace.next_rewards; next;) {
    const page = await bridge.get(`/traces/${traceId}?rewards_cursor=${next}`);
    trace.rewards.push(...page.rewards);
    next = page.next_rewards;
  }
  return trace;
}

/** Every row of a list that comes in pages: `traces`, `suggestions` or `experiments`. */
export async function rowsOf(bridge, path, list) {
  const rows = [];
  for (let cursor = ''; cursor !== undefined;) {
    const page = await bridge.get(`${path}?limit=200${cursor && `&cursor=${cursor}`}`);
    rows.push(...page[list]);
    cursor = page.next ?? undefined;
  }
  return rows;
}

async function getJson(url, path) {
  const { LIGHTNING_BRIDGE_API_KEY: key } = process.env;
  const response = await fetch(url + path, { headers: key ? { authorization: `Bearer ${key}` } : {}, signal: AbortSignal.timeout(PATIENCE_MS) });
  return response.json();
}

function portIn(home) {
  try {
    return Number(readFileSync(join(home, 'bridge.port'), 'utf8'));
  } catch {
    return 0;
  }
}
