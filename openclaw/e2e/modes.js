// Real agent turns of the real OpenClaw with the packed plugin, in the harness's three modes; then what the bridge has
// stored is compared with what the harness's model was asked and what it answered.
//   OPENCLAW_TOOLS=/path LIGHTNING_BIN=/path/bin/lightning node e2e/modes.js [local|chat|turns ...]
//   HARNESS   the harness's folder (default: ../shared/openclaw/harness beside the repository)
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, startBridge, traceOf } from '../test/bridge.js';
import { pack, packageDir } from './openclaw.js';

const { LIGHTNING_BIN, OPENCLAW_TOOLS, HARNESS = join(packageDir, '../../shared/openclaw/harness') } = process.env;
if (!LIGHTNING_BIN || !OPENCLAW_TOOLS) throw new Error('LIGHTNING_BIN and OPENCLAW_TOOLS have to be set');
const TURNS = 5;
const PORT = 18_765;
// In `local` mode the agent's process ends at once, without services or session hooks.
const EXPECTED_TRACES = { local: 1, chat: 2, turns: TURNS };

const directory = mkdtempSync(join(tmpdir(), 'modes-'));
const tarball = pack(directory);
const modes = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(EXPECTED_TRACES);
for (const mode of modes) {
  const run = join(directory, mode);
  const home = join(directory, `${mode}-bridge`);
  const harness = spawnSync('bash', [join(HARNESS, 'run.sh'), OPENCLAW_TOOLS, mode, String(TURNS)], {
    encoding: 'utf8',
    env: {
      ...process.env,
      RUN: run,
      PLUGIN: 'lightning',
      INSTALL: `npm-pack:${tarball}`,
      PLUGINCFG: JSON.stringify({ url: `http://127.0.0.1:${PORT}` }),
      BEFORE: `env LIGHTNING_HOME=${home} LIGHTNING_BRIDGE_PORT=${PORT} ${LIGHTNING_BIN} run`,
    },
  });
  assert.equal(harness.status, 0, `the harness failed in ${run}:\n${harness.stdout}${harness.stderr}`);
  // The harness has ended the bridge; the same home is read with another one.
  const bridge = await startBridge(home);
  const listed = await rowsOf(bridge, '/traces', 'traces');
  const traces = await Promise.all(listed.map(({ trace_id: id }) => traceOf(bridge, id)));
  await bridge.stop();

  assert.equal(traces.length, EXPECTED_TRACES[mode], `traces in mode ${mode}`);
  const turns = turnsIn(join(run, 'model-requests.jsonl'));
  for (const trace of traces) compare(trace, turns);
  console.log(`${mode}: ${traces.length} traces, ${traces.reduce((sum, { tool_count: n }) => sum + n, 0)} tool calls as the model saw them`);
}

/** The harness's model answers request n with usage 1000 + n and 20 + n tokens, and names its calls call_n. */
function turnsIn(file) {
  const turns = new Map();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { n, body } = JSON.parse(line);
    if (!body?.messages) continue;
    const isInternal = (content) => JSON.stringify(content).includes('BEGIN_OPENCLAW_INTERNAL_CONTEXT');
    const from = body.messages.findLastIndex(({ role, content }) => role === 'user' && !isInternal(content));
    const tail = body.messages.slice(from + 1);
    const results = tail.filter(({ role }) => role === 'tool').map(({ content }) => content);
    if (results.length === 0) turns.set(n, { tokens: 0 });
    const turn = [...turns.values()].at(-1);
    turn.tokens += 1020 + 2 * n;
    turn.results = results;
    turn.calls = tail.filter(({ role }) => role === 'assistant').flatMap(({ tool_calls: calls = [] }) => calls)
      .map((call) => ({ id: call.id.replace(/\W|_/g, ''), tool: call.function.name, params: JSON.parse(call.function.arguments) }));
  }
  return [...turns.values()];
}

function compare(trace, turns) {
  const ids = trace.tool_calls.map(({ call_id: id }) => id.replace('_', ''));
  const turn = turns.find(({ calls }) => calls[0]?.id === ids[0]);
  assert.ok(turn, `the model knows the calls of trace ${trace.trace_id}`);
  assert.deepEqual(trace.tool_calls.map(({ tool_name: tool, params }, i) => ({ id: ids[i], tool, params })), turn.calls);
  assert.deepEqual(trace.tool_calls.map(({ result }) => result.content[0].text), turn.results);
  assert.deepEqual(trace.tool_calls.map(({ error }) => Boolean(error)), [false, true, false]);
  assert.ok(trace.tool_calls.every(({ duration_ms: ms }) => ms >= 0 && ms < 60_000));
  assert.equal(trace.tokens_used, turn.tokens);
  assert.deepEqual([trace.status, trace.success], ['ended', true]);
  assert.ok(trace.message.length > 0 && trace.latency_ms > 0);
}
