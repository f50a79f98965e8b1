// The real Claude Code, connected by `lightning connect claude-code`, with a model on loopback: what the bridge has of
// each turn is compared with what the agent did, and what the model was told with what it should be told. Then what a
// bridge costs that is up, away, or hangs.
//   CLIENTS_APP=/path LIGHTNING_BIN=/path/bin/lightning node e2e/agents.js
//   CLIENTS_APP   the folder into which ../shared/clients/harness/run.sh has installed Claude Code and Node 24
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, startBridge, traceOf } from '../test/bridge.js';
import { startFakeClaudeModel } from './fake-claude-model.js';
import { inOwnNetwork } from './openclaw.js';

inOwnNetwork();
const { CLIENTS_APP, LIGHTNING_BIN } = process.env;
const claude = join(CLIENTS_APP ?? '', 'node_modules/.bin/claude');
if (!LIGHTNING_BIN || !existsSync(claude)) throw new Error('LIGHTNING_BIN and CLIENTS_APP have to be set; see the head of this file');
const KEY = 'agents-e2e-key-0123456789abcdef';
const TIMED_TURNS = 7;
const WARM_UP = 2_000;
const CALLS = 3_000;

const directory = mkdtempSync(join(tmpdir(), 'agents-'));
const home = join(directory, 'user');
const project = join(home, 'project');
for (const folder of [project, join(home, '.claude')]) mkdirSync(folder, { recursive: true });
execFileSync('git', ['init', '-q', project]);
const settings = join(home, '.claude/settings.json');
writeFileSync(settings, '{\n  "model": "opus"\n}\n');
process.env.LIGHTNING_BRIDGE_API_KEY = KEY;
const lightningHome = join(directory, 'lightning');
const headers = { 'content-type': 'application/json', 'x-api-key': KEY };

const told = [];
const model = await startFakeClaudeModel(({ step, prompt, text }) => {
  told.push({ step, prompt, text });
  if (/delegate/.test(prompt)) return step === 0 ? { tool: 'Agent', input: { description: 'look', prompt: 'PROMPT inside', subagent_type: 'general-purpose' } } : { text: 'All done.' };
  if (/inside/.test(prompt)) return step === 0 ? { tool: 'Bash', input: { command: 'echo inside', description: 'say it' } } : { text: 'Seen.' };
  return [
    { tool: 'Bash', input: { command: 'echo hello', description: 'say hello' } },
    { tool: 'Read', input: { file_path: join(project, 'missing.txt') } },
    { tool: 'Bash', input: { command: 'exit 3', description: 'fail' } },
  ][step] ?? { text: 'All done.' };
});

/** One turn of Claude Code; the milliseconds that it took. */
function turn(prompt, ...more) {
  const env = {
    ...process.env,
    HOME: home,
    PATH: `${join(CLIENTS_APP, 'node_modules/.bin')}:${process.env.PATH}`,
    ANTHROPIC_BASE_URL: `http://127.0.0.1:${model.port}`,
    ANTHROPIC_API_KEY: 'not-a-key',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    IS_SANDBOX: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(claude, ['-p', prompt, ...more, '--permission-mode', 'bypassPermissions', '--output-format', 'json'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    const errors = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => errors.push(chunk));
    child.on('exit', () => {
      try {
        const said = JSON.parse(Buffer.concat(output));
        assert.equal(said.is_error, false);
        assert.equal(said.result, 'All done.');
        resolve({ ms: said.duration_ms, shown: Buffer.concat(errors).toString() });
      } catch (error) {
        reject(new Error(`${error.message}: ${Buffer.concat([...output, ...errors])}`));
      }
    });
  });
}

async function post(bridge, path, body, more = headers) {
  const response = await fetch(bridge.url + path, { method: 'POST', headers: { ...more, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${path} answered ${response.status}: ${text}`);
  return JSON.parse(text || 'null');
}

/** Lets the bridge find a rule for the agent, and adopts it; the rule's text. */
async function adoptARule(bridge) {
  for (let batch = 0; batch < 6; batch++) {
    const events = [];
    for (let i = 0; i < 60; i++) {
      const session_key = `past-${batch}-${i}`;
      const isGood = i % 5 < 2;
      let timestamp = Date.now() - 3_600_000 + (batch * 60 + i) * 1_000;
      const event = (type, fields) => events.push({ type, session_key, timestamp: timestamp++, ...fields });
      event('session.start', { agent_id: 'claude-code', message: `past ${batch} ${i}` });
      event('tool.call', { tool_name: 'Read', error: 'File does not exist.', params: { file_path: 'a' } });
      event('tool.call', isGood ? { tool_name: 'Glob', params: { pattern: '*' }, result: 'a' } : { tool_name: 'Read', error: 'File does not exist.', params: { file_path: 'b' } });
      event('tool.call', { tool_name: 'Read', params: { file_path: 'c' }, result: 'x' });
      event('reward', { source: 'checker', success: (i * 7 + batch) % 10 < (isGood ? 9 : 2) });
      event('session.end', {});
    }
    await post(bridge, '/v1/events', { events });
  }
  const deciding = { ...headers, 'x-api-key': bridge.deciding.authorization.replace('Bearer ', '') };
  await post(bridge, '/optimize/run', {}, deciding);
  let rule;
  for (let attempt = 0; !rule && attempt < 100; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    rule = (await rowsOf(bridge, '/optimize/suggestions', 'suggestions')).find(({ status, text }) => status === 'proposed' && /Glob/.test(text));
  }
  assert.ok(rule, `no rule was found: ${JSON.stringify(await rowsOf(bridge, '/optimize/suggestions', 'suggestions'))} ${JSON.stringify((await bridge.get('/stats')).optimizer)}`);
  await post(bridge, `/optimize/suggestions/${rule.id}/accept`, { mode: 'full' }, deciding);
  return rule.text;
}

const traces = async (bridge) => Promise.all((await rowsOf(bridge, '/traces', 'traces')).filter(({ message }) => !/^past/.test(message ?? '')).map(({ trace_id: id }) => traceOf(bridge, id)));
const callsOf = (trace) => trace.tool_calls.map(({ tool_name: tool, error, exit_code: code, duration_ms: ms }) => [tool, error, code, Number.isInteger(ms)]);
const rulesIn = (text, rule) => text.split(JSON.stringify(rule).slice(1, -1)).length - 1;
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
const say = (line) => console.log(line);

const realFetch = globalThis.fetch; // the bridge wants the key for reading too
globalThis.fetch = (url, options = {}) => realFetch(url, { ...options, headers: { 'x-api-key': KEY, ...options.headers } });
const bridge = await startBridge(lightningHome);
say(execFileSync(LIGHTNING_BIN, ['connect', 'claude-code'], { env: { ...process.env, HOME: home, LIGHTNING_HOME: lightningHome }, encoding: 'utf8' }).split('\n').slice(0, 4).join('\n'));
const rule = await adoptARule(bridge);
say(`the rule: ${rule}`);

for (const session of [1, 2]) {
  told.length = 0;
  await turn(`PROMPT ${session}.1 Say hello with the shell`);
  await turn(`PROMPT ${session}.2 Once more, this is wrong`, '--continue');
  const ofSession = (await traces(bridge)).filter(({ message }) => message.startsWith(`PROMPT ${session}.`)).reverse();
  assert.equal(ofSession.length, 2, 'one trace a prompt');
  for (const trace of ofSession) {
    assert.deepEqual(callsOf(trace), [
      ['Bash', null, null, true],
      ['Read', trace.tool_calls[1].error, null, true],
      ['Bash', 'Exit code 3', 3, true],
    ]);
    assert.match(trace.tool_calls[1].error, /^File does not exist/);
    assert.deepEqual([trace.status, trace.success, trace.failure, trace.agent_id], ['ended', false, 'tool_error', 'claude-code']);
  }
  const isControl = (ofSession[0].arms ?? []).some(({ arm }) => arm === 'control');
  for (const { text, prompt } of told) assert.equal(rulesIn(text, rule), isControl ? 0 : 1, `the rule in a request of ${prompt}`);
  say(`session ${session}: 2 traces as the agent acted; the rule is in each of ${told.length} requests ${isControl ? 'never (control)' : 'exactly once'}`);
}

await turn('PROMPT 3 delegate');
const all = await traces(bridge);
const delegating = all.find(({ message }) => message === 'PROMPT 3 delegate');
const sub = all.find(({ origin }) => origin === 'subagent');
assert.ok(sub, 'the sub-agent has a trace');
assert.equal(sub.parent_trace_id, delegating.trace_id);
assert.deepEqual([sub.status, callsOf(sub)], ['ended', [['Bash', null, null, true]]]);
assert.deepEqual([callsOf(delegating).map(([tool]) => tool), delegating.success], [['Agent'], true]);
const resumed = all.filter(({ origin }) => origin === 'resume');
for (const { message, parent_trace_id: parent } of resumed) assert.deepEqual([/^<task-notification>/.test(message), parent], [true, delegating.trace_id]);
say('a sub-agent: a trace of its own, linked to that of the prompt');

const before = (await traces(bridge)).filter(({ origin }) => origin === 'user').length;
execFileSync(LIGHTNING_BIN, ['import', join(home, '.claude/projects')], { env: { ...process.env, LIGHTNING_HOME: lightningHome }, stdio: 'ignore' });
const imported = (await traces(bridge)).filter(({ origin }) => origin === 'user');
assert.equal(imported.length, before, 'an import of the transcripts stores no turn twice');
for (const trace of imported) {
  assert.ok(trace.tokens_used > 0, `${trace.message} has tokens`);
  assert.equal(new Set(trace.tool_calls.map(({ call_id: id }) => id)).size, trace.tool_calls.length);
  assert.equal(trace.tool_calls.length, trace.message.includes('delegate') ? 1 : 3);
}
say(`lightning import of the same sessions: still ${before} traces of the user, now with their tokens`);

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** The milliseconds of one request on a connection that stays. */
async function ask(method, path, body = '') {
  const from = performance.now();
  await new Promise((resolve, reject) => {
    http.request(bridge.url + path, { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => response.resume().on('end', resolve)).on('error', reject).end(body);
  });
  return performance.now() - from;
}
const answered = { hook: [], health: [] };
for (let i = 0; i < WARM_UP + CALLS; i++) {
  const body = JSON.stringify({ hook_event_name: i % 4 === 0 ? 'UserPromptSubmit' : 'PostToolUse', session_id: `load-${i >> 6}`, prompt_id: `load-${i >> 2}`, prompt: 'Hi', tool_name: 'Bash', tool_use_id: `t${i}`, tool_input: { command: 'ls' }, tool_response: { stdout: 'x'.repeat(2_000) } });
  const ms = [await ask('POST', '/hooks/claude-code', body), await ask('GET', '/health')];
  if (i >= WARM_UP) [answered.hook, answered.health].forEach((list, which) => list.push(ms[which]));
}
agent.destroy();
const p99 = quantile(answered.hook, 0.99);
const figures = (list) => `p50 ${quantile(list, 0.5).toFixed(1)} ms, p99 ${quantile(list, 0.99).toFixed(1)} ms`;
say(`${CALLS} calls of hooks, one after the other: ${figures(answered.hook)}; GET /health in between, which stores nothing: ${figures(answered.health)}`);

async function timed(what) {
  const ms = [];
  let shown = '';
  for (let i = 0; i < TIMED_TURNS; i++) {
    const one = await turn(`PROMPT ${what} ${i}`);
    ms.push(one.ms);
    shown = one.shown;
  }
  say(`a turn with three tool calls, the bridge ${what}: median ${quantile(ms, 0.5)} ms, fastest ${Math.min(...ms)} ms of ${TIMED_TURNS}; on stderr: ${shown.trim().slice(0, 200) || 'nothing'}`);
  return Math.min(...ms); // whatever else the machine does only adds to it
}
const up = await timed('is up');
const port = Number(new URL(bridge.url).port);
await bridge.stop();
const away = await timed('is away');
const garbage = http.createServer((request, response) => response.end('garbage')).listen(port, '127.0.0.1');
const wrong = await timed('answers garbage');
garbage.closeAllConnections();
garbage.close();
const silent = net.createServer(() => {}).listen(port, '127.0.0.1');
const hanging = await timed('hangs');
silent.close();
say(execFileSync(LIGHTNING_BIN, ['disconnect', 'claude-code', '--json'], { env: { ...process.env, HOME: home, LIGHTNING_HOME: lightningHome }, encoding: 'utf8' }).includes('"changed" : true') ? 'disconnected' : 'disconnected?');
model.stop();
rmSync(directory, { recursive: true, force: true });
const checks = {
  'an answer within 5 ms at p99': p99 <= 5,
  'at most 60 ms slower with the bridge away': away - up <= 60,
  'at most 60 ms slower with garbage': wrong - up <= 60,
  'at most 1.5 s longer with a bridge that hangs': hanging - up <= 1_500,
};
for (const [check, isMet] of Object.entries(checks)) say(`${isMet ? 'ok  ' : 'FAIL'} ${check}`);
process.exit(Object.values(checks).every(Boolean) ? 0 : 1);
