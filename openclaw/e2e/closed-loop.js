// The whole loop in a real agent: an empty bridge gathers traces, proposes a rule, the rule is accepted, tested on real
// turns, and adopted or rolled back. Only the documented HTTP API is used.
//   LIGHTNING_BIN=/path/bin/lightning node e2e/closed-loop.js good|harmful [folder for the results] [--no-checker] [--claude-code]
// OpenClaw needs OPENCLAW_TOOLS (see the head of openclaw.js), Claude Code CLIENTS_APP (see the head of claude-code.js)
// and libfaketime (Debian: faketime): a session counts when it has been silent for an hour, so the bridge is restarted
// after each batch of turns with a clock that is two hours ahead.
//
// The model's first `read` fails. Then it calls `exec`, which is the good thing to do, 40 % of the time, and 90 % when
// its prompt has the rule; else it reads again. The checker finds success 80 % of the time after `exec` and 30 % after
// `read`. `harmful`: once the rule is accepted the world turns, and `exec` is what fails. With `--no-checker` nobody
// rates: the last call of a turn fails where the checker would have found a failure, and the plugin says how it ended.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, startBridge, traceOf } from '../test/bridge.js';
import { until } from '../test/support.js';
import { AGENTS } from './loop-agents.js';
import { inOwnNetwork } from './openclaw.js';
import { lineChart } from './png.js';

inOwnNetwork();
const hasChecker = !process.argv.includes('--no-checker');
const agentId = process.argv.includes('--claude-code') ? 'claude-code' : 'openclaw';
const [scenario = 'good', results = 'closed-loop-results'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
assert.ok(['good', 'harmful'].includes(scenario), 'good or harmful');
// The rule is found much sooner; the rest shows how the agent does without it.
const GATHER_MIN = 100;
const GATHER_MAX = 400;
const LOOK_EVERY = 20;
const EXPERIMENT_MAX = 800;
const AFTERWARDS = 150;
const WINDOW = 40;
const SEED = process.env.SEED ?? '1';
const OUTCOMES = { good: ['adopted'], harmful: ['rolled_back', 'refuted'] };

let isWorldTurned = false;
/** A fair number in [0, 1) for a turn and a purpose: the same in each run with the same seed. */
const chance = (turn, purpose) => createHash('sha256').update(`${SEED} ${turn} ${purpose}`).digest().readUInt32BE() / 2 ** 32;
const goesWell = (turn, usedExec) => chance(turn, 'outcome') < (usedExec === isWorldTurned ? 0.3 : 0.8);
const FAKETIME = process.env.LIBFAKETIME ?? '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const { words, bySession, start } = AGENTS[agentId];
const theRule = `\`${words.read}\` fails, call \`${words.exec}\``;
const hasRule = (told) => told.includes(theRule);

const turns = [];
const timeline = [];
const prompted = []; // whether the model was told the rule, by turn
const note = (what) => {
  timeline.push({ turn: turns.length, what });
  console.log(`turn ${turns.length}: ${what}`);
};
const directory = mkdtempSync(join(tmpdir(), 'closed-loop-'));
const bridgeHome = join(directory, 'lightning');
const bridge = await startBridge(bridgeHome);
const acted = []; // whether the model called `exec`, by turn
const agent = await start({
  directory,
  bridgeHome,
  bridgeUrl: bridge.url,
  choose({ number, step, told }) {
    if (step === 0) {
      prompted.push(hasRule(told));
      return { read: 'missing.txt' };
    }
    if (step === 1) {
      const isGood = chance(number, 'action') < (hasRule(told) ? 0.9 : 0.4);
      acted.push(isGood);
      return isGood ? { exec: 'ls -1' } : { read: 'missing-too.txt' };
    }
    const isThere = hasChecker || goesWell(acted.length, acted.at(-1));
    return step === 2 ? { read: isThere ? 'note.txt' : 'gone.txt' } : { text: 'Done.' };
  },
});

async function post(path, body) {
  const response = await fetch(bridge.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...bridge.deciding }, body: JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${path} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** One turn of the agent, then the checker's verdict on the trace it left, if there is a checker. */
async function turn() {
  const number = turns.length + 1;
  const known = new Set(turns.map(({ traceId }) => traceId));
  await agent.turn(number);
  const listed = await until(async () => (await bridge.get('/traces?status=ended&limit=5')).traces.find(({ trace_id: id }) => !known.has(id)), 'the trace of the turn');
  const trace = await traceOf(bridge, listed.trace_id);
  const usedExec = trace.tool_calls[1].tool_name === words.exec;
  const success = goesWell(number, usedExec);
  if (hasChecker) await post('/reward/emit', { trace_id: trace.trace_id, reward_id: 'checker', source: 'checker', success });
  else assert.deepEqual([trace.success, trace.failure], success ? [true, null] : [false, 'tool_error']);
  turns.push({ traceId: trace.trace_id, usedExec, success, arms: trace.arms ?? [] });
}

let hours = 0;
/** As if the person came back after lunch. */
async function letTimePass() {
  hours += 2;
  await bridge.kill('SIGTERM');
  Object.assign(process.env, { LD_PRELOAD: FAKETIME, FAKETIME: `+${hours}h` });
  await bridge.start();
  delete process.env.LD_PRELOAD;
}

async function look() {
  if (bySession) await letTimePass();
  await post('/optimize/run', {});
  return rowsOf(bridge, '/optimize/suggestions', 'suggestions');
}

const isTheRule = (suggestion) => hasRule(JSON.stringify(suggestion));

note('the bridge is empty');
let rule;
while ((!rule || turns.length < GATHER_MIN) && turns.length < GATHER_MAX) {
  for (let i = 0; i < LOOK_EVERY; i++) await turn();
  const isFirst = !rule;
  rule = (await look()).find((suggestion) => suggestion.status === 'proposed' && isTheRule(suggestion));
  if (rule && isFirst) note(`proposed: ${rule.text}`);
}
assert.ok(rule, `no such rule was proposed within ${GATHER_MAX} turns`);
await post(`/optimize/suggestions/${rule.id}/accept`, { mode: 'experiment' });
isWorldTurned = scenario === 'harmful';
note(`accepted at grade ${rule.grade}${isWorldTurned ? ', and from now on `exec` is what fails' : ''}`);

const acceptedAt = turns.length;
let { status } = rule;
while (!['adopted', 'rolled_back', 'refuted', 'retired'].includes(status) && turns.length - acceptedAt < EXPERIMENT_MAX) {
  for (let i = 0; i < LOOK_EVERY; i++) await turn();
  status = (await look()).find(({ id }) => id === rule.id)?.status;
}
note(status);
const decidedAt = turns.length;
const trial = (await rowsOf(bridge, '/optimize/experiments', 'experiments')).find(({ suggestions, purpose }) => purpose === 'trial' && suggestions.includes(rule.id));
for (let i = 0; i < AFTERWARDS; i++) await turn();
note('end');
await agent.stop();
await bridge.stop();

const share = (list, of) => (list.length === 0 ? null : list.filter(of).length / list.length);
const curve = (of) => turns.map((_, i) => [i + 1, share(turns.slice(Math.max(0, i + 1 - WINDOW), i + 1), of)]).slice(WINDOW - 1);
const succeeded = ({ success }) => success;
const armOf = ({ arms }) => arms.find(({ experiment }) => experiment === trial.id)?.arm;
const inTrial = turns.filter(armOf);
const ofArm = (list, arm) => list.filter((one) => armOf(one) === arm);
/** How the turns went that the bridge has counted, in the form of the bridge's own figures. */
const checked = (arm) => {
  const counted = ofArm(inTrial.slice(0, trial.counted), arm);
  return { traces: counted.length, mean: share(counted, succeeded) };
};
const summary = {
  agent: agentId,
  scenario,
  checker: hasChecker,
  seed: SEED,
  status,
  reason: trial.reason,
  success_before: share(turns.slice(0, acceptedAt), succeeded),
  counted: trial.counted,
  control: trial.control,
  treatment: trial.treatment,
  success_after: share(turns.slice(decidedAt), succeeded),
  told_the_rule_after: share(prompted.slice(decidedAt), Boolean),
  timeline,
};
const isToldWrongly = (one, i) => armOf(one) !== undefined && (armOf(one) === 'treatment') !== prompted[i];
const toldWrongly = turns.flatMap((one, i) => (isToldWrongly(one, i) ? [`${i + 1} (${armOf(one)})`] : []));
if (toldWrongly.length > 0) console.log(`told the rule, or not, against its arm: turn ${toldWrongly.join(', ')} of ${turns.length}; the model was asked first ${prompted.length} times`);
const checks = {
  'the experiment ended as it should': OUTCOMES[scenario].includes(status),
  'the model was told the rule in the treated turns and in no other': toldWrongly.length === 0,
  'the bridge counted the outcomes': ['control', 'treatment'].every((arm) => JSON.stringify(checked(arm)) === JSON.stringify(trial[arm])),
  ...(scenario === 'good'
    ? { 'success rose': summary.success_after > summary.success_before, 'the rule stays, but for the hold-out': summary.told_the_rule_after > 0.8 }
    : { 'success recovered': summary.success_after > summary.treatment.mean, 'the rule is gone': summary.told_the_rule_after === 0 }),
};
mkdirSync(results, { recursive: true });
const name = `closed-loop-${agentId === 'openclaw' ? '' : `${agentId}-`}${scenario}${hasChecker ? '' : '-no-checker'}`;
writeFileSync(join(results, `${name}.json`), JSON.stringify({ ...summary, checks }, null, 2) + '\n');
writeFileSync(join(results, `${name}.png`), lineChart({
  xMax: turns.length,
  marks: timeline.map(({ turn: at }) => at),
  lines: [{ color: [31, 119, 180], points: curve(succeeded) }, { color: [255, 127, 14], points: curve(({ usedExec }) => usedExec) }],
}));
console.log(JSON.stringify(summary, null, 2));
for (const [what, holds] of Object.entries(checks)) console.log(holds ? 'holds ' : 'MISSED', what);
process.exit(Object.values(checks).every(Boolean) ? 0 : 1);
