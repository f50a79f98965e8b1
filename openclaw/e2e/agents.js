// The real Claude Code, connected by `lightning connect claude-code`, with a model on loopback: what the bridge has of
// each turn is compared with what the agent did, and what the model was told with what it should be told. Then what a
// bridge costs that is up, away, or hangs.
//   CLIENTS_APP=/path LIGHTNING_BIN=/path/bin/lightning node e2e/agents.js      (see the head of claude-code.js)
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, startBridge, traceOf } from '../test/bridge.js';
import { withoutBridge } from './bridge-away.js';
import { makeClaudeCode } from './claude-code.js';
import { startFakeClaudeModel } from './fake-claude-model.js';
import { inOwnNetwork } from './openclaw.js';
import { adoptARule, isPast } from './past.js';

inOwnNetwork();
const KEY = 'agents-e2e-key-0123456789abcdef';
const TIMED_TURNS = 7;
const WARM_UP = 2_000;
const CALLS = 3_000;

const directory = mkdtempSync(join(tmpdir(), 'agents-'));
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
    { tool: 'Read', input: { file_path: join(agent.project, 'missing.txt') } },
    { tool: 'Bash', input: { command: 'exit 3', description: 'fail' } },
  ][step] ?? { text: 'All done.' };
});
const agent = makeClaudeCode({ directory, modelPort: model.port, bridgeHome: lightningHome });

/** One turn of Claude Code; the milliseconds that it took, and what it showed. */
async function turn(prompt, ...more) {
  const { result, ...said } = await agent.turn(prompt, ...more);
  assert.equal(result, 'All done.');
  return said;
}

async function post(bridge, path, body, more = headers) {
  const response = await fetch(bridge.url + path, { method: 'POST', headers: { ...more, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${path} answered ${response.status}: ${text}`);
  return JSON.parse(text || 'null');
}

const traces = async (bridge) => Promise.all((await rowsOf(bridge, '/traces', 'traces')).filter((trace) => !isPast(trace)).map(({ trace_id: id }) => traceOf(bridge, id)));
const callsOf = (trace) => trace.tool_calls.map(({ tool_name: tool, error, exit_code: code, duration_ms: ms }) => [tool, error, code, Number.isInteger(ms)]);
const rulesIn = (text, rule) => text.split(JSON.stringify(rule).slice(1, -1)).length - 1;
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
const say = (line) => console.log(line);

const realFetch = globalThis.fetch; // the bridge wants the key for reading too
globalThis.fetch = (url, options = {}) => realFetch(url, { ...options, headers: { 'x-api-key': KEY, ...options.headers } });
const bridge = await startBridge(lightningHome);
say(agent.lightning('connect', 'claude-code').split('\n').slice(0, 4).join('\n'));
const deciding = { 'x-api-key': bridge.deciding.authorization.replace('Bearer ', '') };
const rule = await adoptARule(bridge, 'claude-code', { tool: 'Read', remedy: 'Glob' }, post, deciding);
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
agent.lightning('import', join(agent.home, '.claude/projects'));
const imported = (await traces(bridge)).filter(({ origin }) => origin === 'user');
assert.equal(imported.length, before, 'an import of the transcripts stores no turn twice');
for (const trace of imported) {
  assert.ok(trace.tokens_used > 0, `${trace.message} has tokens`);
  assert.equal(new Set(trace.tool_calls.map(({ call_id: id }) => id)).size, trace.tool_calls.length);
  assert.equal(trace.tool_calls.length, trace.message.includes('delegate') ? 1 : 3);
}
say(`lightning import of the same sessions: still ${before} traces of the user, now with their tokens`);

const connection = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** The milliseconds of one request on a connection that stays. */
async function ask(method, path, body = '') {
  const from = performance.now();
  await new Promise((resolve, reject) => {
    http.request(bridge.url + path, { method, agent: connection, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => response.resume().on('end', resolve)).on('error', reject).end(body);
  });
  return performance.now() - from;
}
const answered = { hook: [], health: [] };
for (let i = 0; i < WARM_UP + CALLS; i++) {
  const body = JSON.stringify({ hook_event_name: i % 4 === 0 ? 'UserPromptSubmit' : 'PostToolUse', session_id: `load-${i >> 6}`, prompt_id: `load-${i >> 2}`, prompt: 'Hi', tool_name: 'Bash', tool_use_id: `t${i}`, tool_input: { command: 'ls' }, tool_response: { stdout: 'x'.repeat(2_000) } });
  const ms = [await ask('POST', '/hooks/claude-code', body), await ask('GET', '/health')];
  if (i >= WARM_UP) [answered.hook, answered.health].forEach((list, which) => list.push(ms[which]));
}
connection.destroy();
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
  return Math.min(...ms);
}
const checks = { 'an answer within 5 ms at p99': p99 <= 5, ...(await withoutBridge(bridge, timed)) };
say(agent.lightning('disconnect', 'claude-code', '--json').includes('"changed" : true') ? 'disconnected' : 'disconnected?');
model.stop();
rmSync(directory, { recursive: true, force: true });
for (const [check, isMet] of Object.entries(checks)) say(`${isMet ? 'ok  ' : 'FAIL'} ${check}`);
process.exit(Object.values(checks).every(Boolean) ? 0 : 1);
