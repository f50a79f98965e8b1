// Every kind of end in the real OpenClaw: what the bridge has of each turn is compared with what happened.
//   OPENCLAW_TOOLS=/path LIGHTNING_BIN=/path/bin/lightning node e2e/outcomes.js [turns of each kind, default 20] [file for the result]
//   KINDS=abort,loop   plays these kinds only
//
// The fake model plays a script for each kind, named by the mark [[kind number]] in the user's message. An error that
// stays makes OpenClaw try again for one to two minutes, so those two kinds are played once each.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, startBridge, traceOf } from '../test/bridge.js';
import { until } from '../test/support.js';
import { isUserTurn, startFakeModel, textOf } from './fake-model.js';
import { inOwnNetwork, pack, startGateway } from './openclaw.js';

inOwnNetwork();
const [turnsOfEach = '20', resultFile] = process.argv.slice(2);
const LONG_MS = 180_000;
const exec = (command) => ({ tool: 'exec', args: { command } });
const read = { tool: 'read', args: { path: 'note.txt' } };
const viaSearch = (id, args = {}) => ({ tool: 'tool_call', args: { id, args } });
const done = { text: 'Done.' };

// What the model does, step by step, and what is right: the trace's success, its failure, and its calls as tool or tool: error.
const KINDS = {
  ok: { steps: [read, done], right: [true, undefined, ['read']] },
  'model-400': { steps: [{ status: 400 }], right: [false, 'model_http_400', []] },
  'model-500-retried': { steps: [read, { status: 500, once: true }, done], right: [true, undefined, ['read']] },
  'stream-cut-retried': { steps: [{ cut: 'Half an ans', once: true }, done], right: [true, undefined, []] },
  'model-500': { steps: [{ status: 500 }], right: [false, 'model_http_500', []], turns: 1 },
  'stream-cut': { steps: [{ cut: 'Half an ans' }], right: [false, 'model_stream', []], turns: 1 },
  'exit-1': { steps: [exec('exit 1'), done], right: [false, 'tool_error', ['exec: exit code 1']] },
  'exit-2': { steps: [exec('exit 2'), done], right: [false, 'tool_error', ['exec: exit code 2']] },
  'exit-2-mended': { steps: [exec('exit 2'), exec('true'), done], right: [true, undefined, ['exec: exit code 2', 'exec']] },
  'exit-127': { steps: [exec('nosuchcommand'), done], right: [false, 'tool_error', ['exec: …']] },
  signal: { steps: [exec('kill -9 $$'), done], right: [false, 'tool_error', ['exec: …']] },
  'grep-finds-nothing': { steps: [exec('cat note.txt | grep nothing'), done], right: [true, undefined, ['exec']] },
  'tool-search': { steps: [viaSearch('session_status'), done], right: [true, undefined, ['session_status']] },
  'tool-search-unknown': { steps: [viaSearch('nosuch'), done], right: [false, 'tool_error', ['tool_call: …']] },
  loop: { steps: [...Array(12).fill(read), done], right: [false, 'loop', Array(12).fill('read')] },
  'loop-tool-search': { steps: [...Array(12).fill(viaSearch('session_status')), done], right: [false, 'loop', Array(12).fill('session_status')] },
  abort: { steps: [exec('sleep 30'), done], right: [false, 'aborted', ['exec: …']], isAborted: true },
  subagent: { steps: [viaSearch('sessions_spawn', { task: 'Help with [[child 0]]' }), { tool: 'sessions_yield', args: { message: 'waiting' } }, done], right: [true, undefined, ['sessions_spawn', 'sessions_yield']] },
  child: { steps: [read, done], turns: 0 },
};

const chosen = process.env.KINDS?.split(',') ?? Object.keys(KINDS);
const scripts = Object.entries(KINDS).filter(([kind, { turns }]) => turns !== 0 && chosen.includes(kind));
const spawned = chosen.includes('subagent') ? Number(turnsOfEach) : 0;
const played = new Set();
const asked = new Set(); // the marks whose first step the model has given
const isMarked = (message) => isUserTurn(message) && /\[\[[\w-]+ \d+\]\]/.test(textOf(message.content));

function choose({ messages }) {
  const from = messages.findLastIndex(isMarked);
  if (from < 0) return done;
  const [mark, kind] = textOf(messages[from].content).match(/\[\[([\w-]+) \d+\]\]/);
  const { steps } = KINDS[kind];
  const at = messages.slice(from + 1).filter(({ role }) => role === 'tool').length;
  const step = steps[Math.min(at, steps.length - 1)];
  asked.add(mark);
  if (!step.once || !played.has(mark)) {
    if (step.once) played.add(mark);
    return step;
  }
  return steps[at + 1];
}

const directory = mkdtempSync(join(tmpdir(), 'outcomes-'));
const bridge = await startBridge();
const model = await startFakeModel(choose);
const gateway = await startGateway({ directory, port: 19_902, modelPort: model.port, tarball: pack(directory), pluginConfig: { url: bridge.url } });
/** One turn; a turn that is aborted is so while its tool runs. */
async function play(mark, isAborted) {
  if (!isAborted) return gateway.ask(`Do it ${mark}`, AbortSignal.timeout(LONG_MS));
  const controller = new AbortController();
  const turn = gateway.ask(`Do it ${mark}`, controller.signal).catch(() => {}); // ends with the abort
  await until(() => asked.has(mark), 'the model is asked');
  await sleep(2_000);
  controller.abort();
  return turn;
}

const allTraces = () => rowsOf(bridge, '/traces', 'traces');
for (const [kind, { turns = Number(turnsOfEach), isAborted }] of scripts) {
  for (let i = 0; i < turns; i++) await play(`[[${kind} ${i}]]`, isAborted);
  console.log(`${kind}: ${turns} turns played`);
}
const resumed = async () => (await allTraces()).filter(({ origin, status }) => origin === 'resume' && status === 'ended').length >= spawned;
await until(resumed, 'the news of the sub-agents reaches those who wait for it').catch((error) => console.log(error.message));
await gateway.stop();

const traces = [];
for (const { trace_id: id } of await allTraces()) traces.push(await traceOf(bridge, id)); // at once they would be too much for the bridge
const { traces: counted } = await bridge.get('/stats');
await bridge.stop();
model.stop();

const lines = [];
let wrong = 0;
const tell = (line) => (lines.push(line), console.log(line));
const seen = ({ success, failure, tool_calls: calls }, right) => [success, failure ?? undefined,
  calls.map(({ tool_name: tool, error }, i) => (error ? `${tool}: ${right[2][i]?.endsWith('…') ? '…' : error}` : tool))];
for (const [kind, { right, turns = Number(turnsOfEach) }] of scripts) {
  let asIs = 0;
  for (let i = 0; i < turns; i++) {
    const own = traces.filter(({ message, origin }) => origin === 'user' && message.includes(`[[${kind} ${i}]]`));
    try {
      assert.equal(own.length, 1, `traces of ${kind} ${i}`);
      assert.deepEqual(seen(own[0], right), right);
      assert.equal(own[0].status, 'ended');
      asIs++;
    } catch (error) {
      console.log(`${kind} ${i}: ${error.message}`);
    }
  }
  wrong += turns - asIs;
  tell(`${kind.padEnd(20)} ${asIs} of ${turns} right`);
}

const users = traces.filter(({ origin }) => origin === 'user');
const others = traces.filter((trace) => !users.includes(trace));
const linked = (origin) => others.filter((trace) => trace.origin === origin && users.some(({ trace_id: id, message }) => id === trace.parent_trace_id && message.includes('[[subagent ')));
for (const origin of ['subagent', 'resume']) {
  const count = linked(origin).length;
  wrong += Math.abs(count - spawned);
  tell(`${origin.padEnd(20)} ${count} of ${spawned} linked to the run that they belong to`);
}
const judged = counted.successes + counted.failures - users.filter(({ success }) => success !== null).length;
wrong += Math.abs(judged);
const kinds = [...new Set(others.map(({ origin }) => origin))].map((origin) => `${others.filter((trace) => trace.origin === origin).length} ${origin}`).join(', ');
tell(`no user asked for     ${others.length} traces (${kinds}), ${judged} in the success rate`);
tell(wrong === 0 ? 'all as it should be' : `${wrong} wrong`);
if (resultFile) writeFileSync(resultFile, `${lines.join('\n')}\n`);
process.exitCode = wrong === 0 ? 0 : 1;
