// The real Codex, connected by `lightning connect codex`, with a model on loopback: what the bridge has of each turn is
// compared with what the agent did, and what the model was told with what it should be told. Then what a bridge costs
// that is up, away, or hangs.
//   CLIENTS_APP=/path LIGHTNING_BIN=/path/bin/lightning node e2e/codex.js      (see the head of codex-cli.js)
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, startBridge, traceOf } from '../test/bridge.js';
import { until } from '../test/support.js';
import { withoutBridge } from './bridge-away.js';
import { makeCodex } from './codex-cli.js';
import { startFakeCodexModel } from './fake-codex-model.js';
import { inOwnNetwork } from './openclaw.js';
import { adoptARule, isPast } from './past.js';

inOwnNetwork();
const TIMED_TURNS = 5;
const COMMANDS = ['echo hello', 'cat missing.txt'];
const directory = mkdtempSync(join(tmpdir(), 'codex-'));
const bridgeHome = join(directory, 'lightning');
const told = [];
const model = await startFakeCodexModel(({ step, prompt, text }) => {
  told.push({ prompt, text });
  return COMMANDS[step] ? { command: COMMANDS[step] } : { text: 'All done.' };
});
const bridge = await startBridge(bridgeHome);
const agent = makeCodex({ directory, modelPort: model.port, bridgeHome });
const say = (line) => console.log(line);

async function post({ url }, path, body, headers = {}) {
  const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  assert.ok(response.ok, `${path} answered ${response.status}`);
  return response.json();
}

async function turn(prompt, options) {
  const said = await agent.turn(prompt, options);
  assert.match(said.result, /All done\./);
  return said;
}

/** The traces of a session's prompts, the first first, once they have ended. */
const tracesOf = (start, count) =>
  until(async () => {
    const listed = (await rowsOf(bridge, '/traces', 'traces')).filter((one) => !isPast(one) && one.message?.startsWith(start) && one.status === 'ended');
    return listed.length === count && Promise.all(listed.reverse().map(({ trace_id: id }) => traceOf(bridge, id)));
  }, `${count} traces of ${start}`);

say(agent.lightning('connect', 'codex').split('\n').slice(0, 4).join('\n'));
const rule = await adoptARule(bridge, 'codex', { tool: 'Bash', remedy: 'list_dir' }, post, bridge.deciding);
say(`the rule: ${rule}`);
const timesIn = (text) => text.split(JSON.stringify(rule).slice(1, -1)).length - 1;

for (const session of [1, 2]) {
  told.length = 0;
  await turn(`PROMPT ${session}.1 say hello with the shell`);
  await turn(`PROMPT ${session}.2 once more`, { again: true });
  const traces = await tracesOf(`PROMPT ${session}.`, 2);
  for (const trace of traces) {
    assert.deepEqual(trace.tool_calls.map(({ tool_name: tool, error }) => [tool, error !== null]), [['Bash', false], ['Bash', true]]);
    assert.match(trace.tool_calls[1].error, /No such file/);
    assert.deepEqual([trace.agent_id, trace.success, trace.failure], ['codex', false, 'tool_error']);
  }
  assert.equal(new Set(traces.map(({ session_key: key }) => key)).size, 1, 'one session');
  const isControl = (traces[0].arms ?? []).some(({ arm }) => arm === 'control');
  for (const { text, prompt } of told) assert.equal(timesIn(text), isControl ? 0 : 1, `the rule in a request of ${prompt}`);
  say(`session ${session}: 2 traces as the agent acted; the rule is in each of ${told.length} requests ${isControl ? 'never (control)' : 'exactly once'}`);
}

async function timed(what) {
  const ms = [];
  let shown = '';
  for (let i = 0; i < TIMED_TURNS; i++) {
    const one = await turn(`PROMPT ${what} ${i}`);
    ms.push(one.ms);
    shown = one.shown;
  }
  const complaints = shown.split('\n').filter((line) => /curl|connect|refused|timed out|timeout|failed/i.test(line));
  say(`a turn with two commands, the bridge ${what}: fastest ${Math.min(...ms).toFixed(0)} ms of ${TIMED_TURNS}; on stderr about it: ${complaints.join(' | ').slice(0, 200) || 'nothing'}`);
  return Math.min(...ms);
}
const checks = await withoutBridge(bridge, timed);
agent.lightning('disconnect', 'codex');
model.stop();
rmSync(directory, { recursive: true, force: true });
for (const [check, isMet] of Object.entries(checks)) say(`${isMet ? 'ok  ' : 'FAIL'} ${check}`);
process.exit(Object.values(checks).every(Boolean) ? 0 : 1);
