// The packaged bridge on a home of its own, and what its agents send.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const lightning = process.env.LIGHTNING_BIN;
const START_MS = 60_000;

export async function eventually(what, condition, limit = START_MS) {
  const end = Date.now() + limit;
  for (;;) {
    const result = await condition();
    if (result) {
      return result;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${limit / 1_000} s`);
    }
    await sleep(100);
  }
}

/** `config` becomes config.json; `close` ends it and deletes its home. */
export async function startBridge(folder, config = {}) {
  const home = mkdtempSync(join(folder, 'home-'));
  writeFileSync(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  const said = [];
  const bridge = spawn(lightning, ['run', '--home', home, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  bridge.stdout.on('data', (text) => said.push(text));
  bridge.stderr.on('data', (text) => said.push(text));
  await eventually(`the bridge starts\n${said.join('')}`, () => existsSync(join(home, 'bridge.port')));
  const address = `http://127.0.0.1:${readFileSync(join(home, 'bridge.port'), 'utf8').trim()}`;
  const key = readFileSync(join(home, 'decision.key'), 'utf8').trim();

  async function request(path, init = {}) {
    const answer = await fetch(address + path, { ...init, headers: { 'X-API-Key': key, ...init.headers } });
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(`${path} answered ${answer.status}: ${body.detail}`);
    }
    return body;
  }

  return {
    address,
    home,
    get: request,
    post: (path, body) =>
      request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    /** The link that the command prints for a person. */
    link: () => execFileSync(lightning, ['dashboard', '--no-open', '--home', home], { encoding: 'utf8' }).trim(),
    async close() {
      const ended = new Promise((resolve) => bridge.once('exit', resolve));
      bridge.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const TASKS = [
  ['leap-days', 'The date parser fails on leap days, please fix it'],
  ['flaky-cart', 'CartTest is flaky on CI. Find out why, and make it reliable'],
  ['null-user', 'NullPointerException when a user has no e-mail address'],
  ['csv-quotes', 'Our CSV export breaks on quoted commas'],
  ['slow-start', 'Why does the server take 40 s to start since last week?'],
];

/** The same numbers each time. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Sessions of an agent with a habit: after a failed test run it either reads the file, which mostly leads to success, or
 * edits again blindly, which rarely does. `arm` says what a session is told in an experiment.
 */
export function work(count, { seed = 7, endsAt = Date.now() - 60_000, hours = 20 } = {}) {
  const next = numbers(seed);
  const events = [];
  for (let i = 0; i < count; i++) {
    let clock = Math.round(endsAt - hours * 3_600_000 * (1 - (i + 1) / count)) - 30_000;
    const [task, message] = TASKS[Math.floor(next() * TASKS.length)];
    const id = (BigInt(seed) * 1_000_000n + BigInt(i + 1)).toString(16).padStart(32, '0');
    const looked = next() < 0.5;
    const success = next() < (looked ? 0.85 : 0.25);
    const call = (tool_name, more) => {
      const duration_ms = Math.round(80 + next() * 2_400);
      clock += duration_ms + 20;
      events.push({ type: 'tool.call', trace_id: id, tool_name, duration_ms, timestamp: clock, ...more });
    };
    events.push({
      type: 'session.start', trace_id: id, session_key: `work-${Math.floor(i / 3)}`, agent_id: 'coder', model: 'large-2',
      task_key: task, message, timestamp: clock,
    });
    call('web_search', { params: { query: message }, result: '3 results' });
    call('run_tests', { params: { path: 'tests/' }, error: `AssertionError: 1 test failed in ${task}` });
    call(looked ? 'read_file' : 'edit_file', { params: { path: `${task}.py` }, result: 'def parse(text):\n    ...' });
    call('run_tests', { params: { path: 'tests/' }, result: success ? '24 passed' : '23 passed, 1 skipped' });
    events.push({ type: 'reward', trace_id: id, success, tokens_used: Math.round(1_500 + next() * 6_000), timestamp: clock });
    events.push({ type: 'session.end', trace_id: id, timestamp: clock });
  }
  return events;
}

export async function store(bridge, events) {
  for (let i = 0; i < events.length; i += 500) {
    const { rejected } = await bridge.post('/v1/events', { events: events.slice(i, i + 500) });
    if (rejected.length > 0) {
      throw new Error(`rejected: ${JSON.stringify(rejected[0])}`);
    }
  }
}

/** Has the bridge learn from what is stored; the suggestions that it has then. */
export async function learned(bridge, traces) {
  return eventually('suggestions', async () => {
    await bridge.post('/optimize/run', {});
    const page = await bridge.get('/optimize/suggestions?status=proposed');
    return page.analyzed_traces >= traces && page.suggestions.length > 0 && page.suggestions;
  });
}
