import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ANSWERING_COMMANDS } from '../../plugin/exit-code.js';
import { ORIGINS } from '../../plugin/origin.js';
import { familyOf } from '../../plugin/task-key.js';
import { recording } from '../openclaw-host.js';
import { bridge, call, context, end, freshForEachTest, host, load, stored, turn } from '../plugin-fixture.js';
import { until } from '../support.js';

freshForEachTest();

const replay = () => recording('outcomes').forEach(({ hook, event, ctx }) => host.fire(hook, event, ctx));

/** What the bridge has of each trace, by the word in its message; of each run that no user asked for, by its origin. */
function traces() {
  const byName = {};
  for (const start of stored('session.start')) {
    const { trace_id: id, message, arms } = start;
    const of = (type) => stored(type).filter((event) => event.trace_id === id);
    const [{ metadata: end }] = of('session.end');
    const name = start.origin === 'user' ? message.match(/\[\[(\w+)\]\]/)[1] : start.origin;
    assert.equal(byName[name], undefined, `one trace of ${name}`);
    byName[name] = { id, start, end, arms, calls: of('tool.call'), rewards: of('reward'), verdict: of('reward').filter(({ source }) => source === 'ended').at(-1) };
  }
  return byName;
}

// The right outcome of each recorded turn: success, the class of failure, and the calls as tool or tool: error.
const RIGHT = {
  ok: [true, undefined, ['read']],
  m400: [false, 'model_http_400', []],
  m500: [false, 'model_http_500', []],
  m500once: [true, undefined, []],
  m500tool: [true, undefined, ['read']],
  cut: [false, 'model_stream', []],
  exit1: [false, 'tool_error', ['exec: exit code 1']],
  exit3: [false, 'tool_error', ['exec: exit code 3']],
  exit127: [false, 'tool_error', ['exec: /bin/bash: line 3: nosuchcommand: command not found']],
  signal: [false, 'tool_error', ['exec: failed']],
  grep: [true, undefined, ['exec']],
  pipe: [true, undefined, ['exec']],
  call: [true, undefined, ['session_status']],
  callbad: [false, 'tool_error', ['tool_call: Unknown tool id: nosuch. Use tool_search to find a tool, tool_describe to inspect it, then tool_call with the exact id or name.']],
  callfail: [false, 'tool_error', ['web_fetch: SECURITY NOTICE: The following content is from an EXTERNAL, UNTRUSTED source (e.g., email, webhook).']],
  loop: [false, 'loop', Array(12).fill('read')],
  callloop: [false, 'loop', Array(12).fill('session_status')],
  sub: [true, undefined, ['sessions_spawn', 'sessions_yield']],
  slow: [false, 'aborted', ['exec: Aborted']],
};

test('replay_everyKindOfEnd_hasItsOwnOutcomeInOneTrace', async () => {
  await load();
  replay();
  await host.stop();
  const { subagent, resume, schedule, ...users } = traces();
  assert.deepEqual(Object.fromEntries(Object.entries(users).map(([name, { verdict, calls }]) =>
    [name, [verdict.success, verdict.failure, calls.map(({ tool_name: tool, error }) => (error ? `${tool}: ${error}` : tool))]])), RIGHT);
  for (const [name, { end }] of Object.entries(users)) assert.equal(end.crashed, /^(m400|m500|cut|slow)$/.test(name), name);
  const exits = Object.fromEntries(['ok', 'exit3', 'exit127', 'grep'].map((name) => [name, users[name].calls.map(({ exit_code: code, exit_is_answer: isAnswer }) => [code, isAnswer])]));
  assert.deepEqual(exits, { ok: [[undefined, undefined]], exit3: [[3, undefined]], exit127: [[127, undefined]], grep: [[1, true]] });
  assert.deepEqual([users.m500.end.attempts, users.m500once.end.attempts, users.ok.end.attempts], [8, 2, undefined]);
  assert.deepEqual([users.exit1, users.grep, users.pipe].map(({ end }) => end.tool_errors), [1, 0, 0]);
  for (const { rewards } of [users.loop, users.callloop]) assert.equal(rewards.filter(({ reward_id: id }) => id === 'loop').length, 1);
});

test('replay_runsThatNoUserAskedFor_areMarkedAndLinked', async () => {
  await load();
  replay();
  await host.stop();
  const { sub, subagent, resume, schedule } = traces();
  for (const run of [subagent, resume, schedule]) {
    assert.equal(run.verdict.success, true);
    assert.ok(run.verdict.tokens_used > 0);
  }
  assert.deepEqual([subagent, resume].map(({ start }) => start.parent_trace_id), [sub.id, sub.id]);
  assert.equal(subagent.start.metadata.parent_session_key, stored('session.start').find(({ trace_id: id }) => id === sub.id).session_key);
  assert.equal(schedule.start.parent_trace_id, undefined);
});

test('replay_captureMetadata_keepsTheClassesAndNoText', async () => {
  await load({ capture: 'metadata' });
  replay();
  await host.stop();
  assert.deepEqual(new Set(stored('reward').map(({ failure }) => failure)),
    new Set([undefined, 'model_http_400', 'model_http_500', 'model_stream', 'tool_error', 'loop', 'aborted']));
  assert.deepEqual(new Set(stored('tool.call').map(({ error }) => error)), new Set([undefined, 'failed', 'exit code 1', 'exit code 3']));
  for (const { body } of bridge.requests) assert.doesNotMatch(body, /fake says|nosuch|SECURITY|Do it/);
});

const rules = { version: 1, rules: [{ id: 'r1', text: 'Look first.' }], experiments: [{ id: 'e1', key: 'k', unit: 'trace', probability: 1, rules: [] }] };
const internal = {
  subagent: [{ prompt: '[Subagent Context] You are running as a subagent' }, { sessionKey: 'agent:main:subagent:1' }],
  review: [{ prompt: 'Skill review. Distill' }, { sessionKey: 'agent:main:internal-session-effects:skill-workshop-review:1' }],
  schedule: [{ prompt: 'Follow the heartbeat' }, { trigger: 'heartbeat', sessionKey: 'agent:main:main' }],
  resume: [{ prompt: '[System] Your previous turn was interrupted by a gateway restart' }, { sessionKey: 'agent:main:main' }],
};

async function withGuidance(config) {
  bridge.guidance = rules;
  await load(config);
  await until(() => turn('warm')?.appendSystemContext, 'guidance in the cache');
}

test('guidance_isForTheUsersRunsAndForWhatGoesOnWithThem', async () => {
  await withGuidance();
  const told = Object.entries(internal).map(([origin, [event, more]]) => [origin, host.fire('before_prompt_build', event, context(`run-${origin}`, more))?.appendSystemContext !== undefined]);
  await host.stop();
  assert.deepEqual(told, [['subagent', false], ['review', false], ['schedule', false], ['resume', true]]);
  const starts = stored('session.start').filter(({ origin }) => origin !== 'user');
  assert.deepEqual(starts.map(({ origin, arms }) => [origin, arms]), Object.keys(internal).map((origin) => [origin, undefined]));
});

test('learnFrom_otherOrigins_areToldAndTakePart', async () => {
  await withGuidance({ learnFrom: ['user', 'subagent'] });
  const [event, more] = internal.subagent;
  assert.match(host.fire('before_prompt_build', event, context('child', more)).appendSystemContext, /Look first/);
  host.fire('agent_end', { success: true, messages: [] }, context('child', more));
  host.fire('llm_output', {}, context('child', more));
  await host.stop();
  assert.equal(stored('session.start').at(-1).arms[0].experiment, 'e1');
});

test('modelError_thenAnotherMessageOfTheUser_endsTheTraceAtOnce', async () => {
  await load();
  const failed = { success: true, messages: [{ role: 'assistant', stopReason: 'error', errorMessage: '503 overloaded' }] };
  host.fire('before_prompt_build', { prompt: 'first' }, context('k1'));
  host.fire('agent_end', failed, context('k1'));
  host.fire('llm_output', {}, context('k1'));
  await until(() => stored('reward').length, 'the failure is said at once');
  assert.deepEqual(stored('session.end'), [], 'OpenClaw may try again');
  turn('k2', 'second');
  await host.stop();
  assert.deepEqual(stored('reward').map(({ failure }) => failure), ['model_http_503', undefined]);
  assert.deepEqual(stored('session.end').map(({ metadata }) => [metadata.run_id, metadata.closed_by]), [['k1', undefined], ['k2', undefined]]);
});

test('modelError_thatAnotherModelMayMend_endsAfterTwoSeconds', async () => {
  await load();
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  host.fire('agent_end', { success: true, messages: [] }, context('k1'));
  host.fire('llm_output', { lastAssistant: { role: 'assistant', stopReason: 'error', errorMessage: '401 no key' } }, context('k1'));
  await until(() => stored('session.end').length, 'the end');
  assert.equal(stored('reward')[0].failure, 'model_http_401', 'llm_output alone says so too');
});

test('continuation_longAfterTheEnd_belongsToTheSameTrace', async () => {
  await load();
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  host.fire('agent_end', { success: true, messages: [{ role: 'assistant', stopReason: 'error', errorMessage: '404' }] }, context('k1'));
  host.fire('llm_output', {}, context('k1'));
  await until(() => stored('session.end').length, 'the end');
  host.fire('before_prompt_build', { prompt: 'Continue the current task from the existing transcript, preserving' }, context('k1'));
  call('k1', 1);
  end('k1');
  await host.stop();
  assert.deepEqual(stored('session.start').map(({ message }) => message), ['x']);
  assert.deepEqual(stored('reward').map(({ reward_id: id, success }) => [id, success]), [['ended', false], ['ended-2', true]]);
});

test('conversationHooksWithheld_failedModelCall_isAFailure', async () => {
  await load();
  call('k1', 1);
  host.fire('model_call_ended', { runId: 'k1', outcome: 'error', failureKind: 'terminated' }, context('k1'));
  call('k2', 1);
  host.fire('model_call_ended', { runId: 'k2', outcome: 'completed' }, context('k2'));
  await host.stop();
  assert.deepEqual(stored('reward').map(({ success, failure }) => [success, failure]), [[false, 'model_stream']]);
});

test('loop_inARunThatNoUserAskedFor_isItsFailure', async () => {
  await load({ loopRepeatsMax: 2 });
  const [event, more] = internal.subagent;
  host.fire('before_prompt_build', event, context('k1', more));
  for (let i = 0; i < 5; i++) call('k1', 'same');
  end('k1');
  await host.stop();
  assert.deepEqual(stored('reward').map(({ source, failure }) => [source, failure]), [['heuristic', 'loop'], ['ended', 'loop']]);
});

test('rating_afterAHeartbeat_goesToTheUsersAnswer', async () => {
  await load();
  turn('k1');
  const [event, more] = internal.schedule;
  host.fire('before_prompt_build', event, context('beat', more));
  end('beat');
  await host.command('rate', { sessionKey: 'agent:main:main', args: 'good' });
  await host.stop();
  const { trace_id: id } = stored('reward').find(({ source }) => source === 'user');
  assert.equal(stored('session.start').find((start) => start.trace_id === id).origin, 'user');
});

test('taskKey_pattern_isReadFromTheMessage', async () => {
  for (const [taskKey, keys] of [['^(\\w+):', ['deploy', undefined]], ['[A-Z]+-\\d+', ['OPS-7', undefined]]]) {
    bridge.events.clear();
    await load({ taskKey });
    turn('k1', 'deploy: see OPS-7');
    turn('k2', 'hello');
    await host.stop();
    assert.deepEqual(stored('session.start').map(({ task_key: key }) => key), keys);
  }
  await load({ taskKey: '(' });
  turn('k1', 'deploy: x');
  assert.match(host.logger.lines[0], /taskKey is not a pattern/);
});

test('taskFamilies_ofUsersMessages_areSent', async () => {
  await load();
  for (const [n, message] of ['deploy 1', 'deploy 2', 'hello'].entries()) turn(`k${n}`, message);
  await host.stop();
  assert.deepEqual(stored('session.start').map(({ task_key: key }) => key), [undefined, familyOf('deploy 1'), undefined]);
});

for (const config of [{ taskFamilies: false }, { capture: 'metadata' }]) {
  test(`taskFamilies_${Object.keys(config)[0]}_sendsNone`, async () => {
    await load(config);
    for (const n of [1, 2, 3]) turn(`k${n}`, 'deploy');
    await host.stop();
    assert.deepEqual(stored('session.start').map(({ task_key: key }) => key), [undefined, undefined, undefined]);
  });
}

test('answeringCommands_ofTheSettings_replaceTheList', async () => {
  await load({ answeringCommands: ['make -q', 'mycheck'] });
  for (const [n, command] of ['mycheck all', 'grep a b'].entries()) call('k1', n, { toolName: 'exec', params: { command }, result: { details: { exitCode: 1 } } });
  await host.stop();
  assert.deepEqual(stored('tool.call').map(({ error }) => error), [undefined, 'exit code 1']);
});

test('defaults_ofTheManifest_areTheCodes', () => {
  const { properties } = JSON.parse(readFileSync(new URL('../../openclaw.plugin.json', import.meta.url), 'utf8')).configSchema;
  assert.deepEqual(properties.answeringCommands.default, ANSWERING_COMMANDS);
  assert.deepEqual(properties.learnFrom.items.enum, ORIGINS);
});
