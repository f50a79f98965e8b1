import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { startFakeBridge } from '../fake-bridge.js';
import { FAULTS } from '../faults.js';
import { loadPlugin, recording } from '../openclaw-host.js';
import { until } from '../support.js';

let bridge;
let host;

const load = async (config) => (host = await loadPlugin({ url: bridge.url, ...config }));
const stored = (type) => bridge.of(type);
const context = (runId, more) => ({ runId, sessionKey: 'agent:main:main', agentId: 'main', modelProviderId: 'fake', modelId: 'm1', ...more });
const call = (runId, n, more) => host.fire('after_tool_call', { toolName: 'read', params: { n }, runId, toolCallId: `call_${n}`, durationMs: 5, ...more }, context(runId));
const end = (runId, more) => {
  host.fire('agent_end', { success: true, durationMs: 1200, messages: [], ...more }, context(runId));
  host.fire('llm_output', { runId, usage: { input: 90, output: 10, total: 100, cost: { total: 0.01 } } }, context(runId));
};
const turn = (runId, message = 'hello') => {
  const prompt = host.fire('before_prompt_build', { prompt: message }, context(runId));
  call(runId, 1);
  end(runId);
  return prompt;
};

beforeEach(async () => {
  bridge = await startFakeBridge();
});
afterEach(async () => {
  await host.stop();
  await bridge.kill();
});

test('register_alone_connectsToNothing', async () => {
  await load();
  assert.equal(Object.getOwnPropertySymbols(globalThis).some((symbol) => String(symbol).includes('openclaw-lightning')), false);
  assert.deepEqual([...host.instances.discovery.hooks.keys()], [...host.instances.full.hooks.keys()], 'every mode registers all hooks');
});

test('hooksThatCanBlockTheAgent_areNotUsed', async () => {
  await load();
  const hooks = [...host.instances.full.hooks.keys()];
  assert.deepEqual(hooks.filter((hook) => ['before_tool_call', 'before_agent_run', 'reply_payload_sending', 'before_agent_finalize'].includes(hook)), []);
  assert.deepEqual(host.instances.full.options.get('before_prompt_build'), { timeoutMs: 250 });
});

test('replay_chat_twoTurnsBecomeTwoTraces', async () => {
  await load();
  for (const { hook, event, ctx } of recording('chat')) host.fire(hook, event, ctx);
  await host.stop();
  const starts = stored('session.start');
  assert.deepEqual(starts.map(({ message, session_key, agent_id, model }) => ({ message, session_key, agent_id, model })), [
    { message: 'Read the note and tell me what it says.', session_key: 'agent:main:main', agent_id: 'main', model: 'fake/fake-model' },
    { message: 'And again please.', session_key: 'agent:main:main', agent_id: 'main', model: 'fake/fake-model' },
  ]);
  for (const [i, { callIds, durations, tokens, latency, modelMs }] of [
    { callIds: ['call_2', 'call_3', 'call_4'], durations: [59, 24, 258], tokens: 4108, latency: recordedLatency('k1'), modelMs: 216 },
    { callIds: ['call_6', 'call_7', 'call_8'], durations: [32, 15, 30], tokens: 4140, latency: recordedLatency('k2'), modelMs: 80 },
  ].entries()) {
    const of = (type) => stored(type).filter((event) => event.trace_id === starts[i].trace_id);
    const calls = of('tool.call');
    assert.deepEqual(calls.map(({ tool_name, call_id, duration_ms }) => [tool_name, call_id, duration_ms]),
      ['read', 'read', 'exec'].map((tool, n) => [tool, callIds[n], durations[n]]));
    assert.deepEqual(calls[0].params, { path: '/home/user/run/workspace/note.txt' });
    assert.equal(calls[0].result.content[0].text, 'hello from the fake turn\n');
    assert.deepEqual(calls.map(({ error }) => error), [undefined, 'File not found: /home/user/run/workspace/note.txt.does-not-exist.', undefined]);
    const [{ success, tokens_used, latency_ms, source }] = of('reward');
    assert.deepEqual({ success, tokens_used, latency_ms, source }, { success: true, tokens_used: tokens, latency_ms: latency, source: 'agent' });
    const [{ metadata, success: endSuccess }] = of('session.end');
    assert.equal(endSuccess, undefined);
    assert.deepEqual([metadata.run_id, metadata.tool_errors, metadata.model_calls, metadata.model_ms], [`k${i + 1}`, 1, 4, modelMs]);
  }
  assert.equal(bridge.events.size, 2 * 6);
});

function recordedLatency(runId) {
  return recording('chat').find(({ hook, ctx }) => hook === 'agent_end' && ctx.runId === runId).event.durationMs;
}

test('replay_local_noServiceAndNoSessionHooks_isSentByItself', async () => {
  await load();
  for (const { hook, event, ctx } of recording('local')) host.fire(hook, event, ctx);
  await until(() => stored('session.end').length === 1, 'the trace arrives without a flush');
  assert.equal(stored('tool.call').length, 3);
  assert.equal(stored('reward')[0].tokens_used, 4108);
});

test('replay_captureMetadata_sendsNoContent', async () => {
  await load({ capture: 'metadata' });
  for (const { hook, event, ctx } of recording('chat')) host.fire(hook, event, ctx);
  await host.stop();
  for (const { body } of bridge.requests) assert.doesNotMatch(body, /note|hello|File not found|again|workspace/);
  assert.deepEqual(stored('tool.call').map(({ error }) => error ?? null), [null, 'failed', null, null, 'failed', null]);
});

test('secondTurn_historyOfTheFirst_isNotSentAgain', async () => {
  await load();
  for (const { hook, event, ctx } of recording('chat')) host.fire(hook, event, ctx);
  await host.stop();
  assert.equal(bridge.requests.map(({ body }) => body).join('').split('Read the note').length - 1, 1);
});

test('runId_usedAgain_opensANewTrace', async () => {
  await load();
  turn('k1', 'first');
  turn('k1', 'second');
  await host.stop();
  assert.deepEqual(stored('session.start').map(({ message }) => message), ['first', 'second']);
  assert.equal(new Set([...bridge.events.values()].map((event) => event.trace_id)).size, 2);
  assert.equal(stored('session.end').length, 2);
});

test('agentEnd_outputNeverComes_isFinishedAnyway', async () => {
  await load();
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  host.fire('agent_end', { success: false, error: 'model gone', durationMs: 10 }, context('k1'));
  await until(() => stored('session.end').length, 'the end');
  assert.equal(stored('reward')[0].success, false);
  assert.equal(stored('session.end')[0].metadata.crashed, true);
  host.fire('llm_output', { usage: { total: 7 } }, context('k1'));
  await until(() => stored('reward').some(({ tokens_used }) => tokens_used === 7), 'late tokens');
  assert.equal(stored('session.end').length, 1);
});

test('agentEnd_lastToolCallFailed_isNoSuccess', async () => {
  await load();
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  call('k1', 1);
  call('k1', 2, { error: 'no' });
  end('k1');
  await host.stop();
  assert.equal(stored('reward')[0].success, false);
  assert.equal(stored('session.end')[0].metadata.crashed, false);
});

test('toolCall_afterTheEnd_stillBelongsToItsTrace', async () => {
  await load();
  turn('k1');
  call('k1', 2);
  await host.stop();
  assert.equal(new Set([...bridge.events.values()].map((event) => event.trace_id)).size, 1);
  assert.equal(stored('tool.call').length, 2);
});

test('conversationHooksWithheld_callsAreTracedAndTheUserIsTold', async () => {
  await load();
  for (const { hook, event, ctx } of recording('chat')) {
    if (!['before_prompt_build', 'agent_end', 'llm_output'].includes(hook)) host.fire(hook, event, ctx);
  }
  await host.stop();
  assert.equal(stored('tool.call').length, 6);
  assert.equal(stored('session.start').length, 2);
  assert.equal(stored('session.end').length, 2, 'closed by the end of the session');
  assert.equal(host.logger.lines.filter((line) => line.includes('openclaw-lightning setup')).length, 1);
});

test('loop_sameCallTooOften_isReportedOnce', async () => {
  await load({ loopRepeatsMax: 3 });
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  for (let i = 0; i < 3; i++) call('k1', 'same');
  call('k1', 'other');
  for (let i = 0; i < 9; i++) call('k1', 'same');
  await host.stop();
  const [loop, ...others] = stored('reward');
  assert.deepEqual(others, []);
  assert.deepEqual([loop.source, loop.success, loop.metadata], ['heuristic', false, { loop: { tool_name: 'read', repeats: 4 } }]);
});

test('nextMessage_isAHintWithItsOwnSource', async () => {
  await load();
  const say = (content) => host.fire('message_received', { content, sessionKey: 'agent:main:main' }, {});
  say('thanks');
  turn('k1');
  say("No, that's wrong");
  turn('k2');
  say('Thank you!');
  turn('k3');
  say('Now read the other file.');
  await host.stop();
  const hints = stored('reward').filter(({ source }) => source === 'heuristic');
  const traces = stored('session.start').map(({ trace_id }) => trace_id);
  assert.deepEqual(hints.map(({ trace_id, success }) => [traces.indexOf(trace_id), success]), [[0, false], [1, true]]);
});

test('nextMessage_feedbackOff_isNotRead', async () => {
  await load({ feedback: false });
  turn('k1');
  host.fire('message_received', { content: 'perfect', sessionKey: 'agent:main:main' }, {});
  await host.stop();
  assert.deepEqual(stored('reward').map(({ source }) => source), ['agent']);
});

test('rateCommand_ratesTheLastAnswer', async () => {
  await load();
  const rate = async (args) => (await host.command('rate', { sessionKey: 'agent:main:main', args })).text;
  assert.match(await rate('good'), /no answer/);
  turn('k1');
  assert.match(await rate('excellent'), /Usage/);
  for (const args of ['good', ' BAD ', '3', '4']) assert.match(await rate(args), /Rated/);
  await host.stop();
  assert.deepEqual(stored('reward').filter(({ source }) => source === 'user').map(({ user_rating, success }) => [user_rating, success]),
    [[5, true], [1, false], [3, undefined], [4, true]]);
});

test('guidance_onceCached_isAppendedAndItsArmSent', async () => {
  bridge.guidance = { version: 1, rules: [{ id: 'r1', text: 'Look first.' }],
    experiments: [{ id: 'e1', key: 'secret', unit: 'trace', probability: 0.5, rules: [{ id: 'r2', text: 'Then jump.' }] }] };
  await load();
  assert.equal(turn('cold'), undefined, 'the first turn does not wait');
  await until(() => bridge.requests.some(({ url }) => url.startsWith('/guidance')), 'asked for in the background');
  assert.equal(bridge.requests.find(({ url }) => url.startsWith('/guidance')).url, '/guidance?agent_id=main&model=fake%2Fm1');
  await until(() => turn('warm')?.appendSystemContext, 'guidance in the cache');
  const prompts = Array.from({ length: 40 }, (_, i) => turn(`w${i}`));
  await host.stop();
  const arms = stored('session.start').slice(-40).map((event) => event.arms[0].arm);
  assert.equal(new Set(arms).size, 2, 'both arms occur in one session');
  prompts.forEach((prompt, i) => {
    assert.deepEqual(Object.keys(prompt), ['appendSystemContext']);
    assert.equal(prompt.appendSystemContext.includes('Then jump.'), arms[i] === 'treatment');
    assert.ok(prompt.appendSystemContext.includes('Look first.'));
  });
});

test('guidance_garbage_neverReachesThePrompt', async () => {
  const asked = () => bridge.requests.filter(({ url }) => url.startsWith('/guidance')).length;
  bridge.guidance = { version: 1, rules: [{ id: 'r1', text: { evil: true } }], experiments: [] };
  await load({ guidanceRefreshMs: 100 });
  // The second question comes after the first answer has been read.
  await until(() => (assert.equal(turn('k1'), undefined), asked() >= 2), 'asked twice');
  assert.equal(turn('k2'), undefined);
});

test('promptBuilding_repeatedInOneRun_startsOneTraceWithTheSameGuidance', async () => {
  await load();
  const build = () => host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  build();
  build();
  end('k1');
  await host.stop();
  assert.equal(bridge.requests.map(({ body }) => body).join('').split('session.start').length - 1, 1);
});

test('handlerWithABug_isLoggedAndReturnsNothing', async () => {
  await load();
  const event = { get runId() { throw new Error('odd event'); } };
  for (const hook of host.instances.discovery.hooks.keys()) assert.equal(host.fire(hook, event, null), undefined);
  assert.ok(host.logger.lines.some((line) => line.includes('odd event')));
});

test('switchedOff_registersNothing', async () => {
  await load({ enabled: false });
  assert.equal(host.instances.full.hooks.size, 0);
});

test('apiKey_ofTheEntryOrTheEnvironment_isSent', async (t) => {
  process.env.LIGHTNING_BRIDGE_API_KEY = 'from the environment';
  t.after(() => delete process.env.LIGHTNING_BRIDGE_API_KEY);
  for (const [config, key] of [[{}, 'from the environment'], [{ apiKey: 'of the entry' }, 'of the entry']]) {
    bridge.requests.length = 0;
    await load(config);
    turn('k1');
    await host.stop();
    assert.deepEqual([...new Set(bridge.requests.map(({ headers }) => headers.authorization))], [`Bearer ${key}`]);
  }
});

test('stopOfTheService_sendsWhatWaitsOrLeavesItInTheSpool', async () => {
  const spoolFile = join(mkdtempSync(join(tmpdir(), 'spool-')), 'events.jsonl');
  await load({ spoolFile });
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  await host.stopServices();
  await load({ spoolFile });
  turn('k2');
  await until(() => stored('session.end').length === 2, 'the ends of both');
  assert.deepEqual(stored('session.end').map(({ metadata }) => metadata.closed_by), ['shutdown', undefined]);
});

test('stopOfTheService_bridgeHangs_endsAnyway', async () => {
  bridge.fault = FAULTS.hanging;
  await load();
  turn('k1');
  await host.stopServices();
  assert.equal(bridge.requests.some(({ url }) => url === '/v1/events'), true);
});

test('stop_thenNewEvents_startsAnew', async () => {
  await load();
  turn('k1');
  await host.stop();
  turn('k2');
  await until(() => stored('session.end').length === 2, 'both traces');
});

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`fault_${name}_theGatewayGoesOnAndNothingIsLost`, async () => {
    let seen = 0;
    bridge.fault = (request, response) => (seen++, fault(request, response));
    await load({ guidanceRefreshMs: 100 });
    for (const { hook, event, ctx } of recording('chat')) assert.equal(host.fire(hook, event, ctx), undefined);
    await until(() => seen >= 2, 'the fault met events and guidance');
    assert.equal(turn('k3'), undefined, 'no garbage in the prompt');
    bridge.fault = () => false;
    bridge.disconnect();
    await host.stop();
    assert.equal(bridge.events.size, 12 + 4);
    assert.ok(host.logger.lines.length <= 1, host.logger.lines.join('\n'));
  });
}

for (const [name, time] of [['backToTheSeventies', 1e9], ['intoTheFuture', 5e12]]) {
  test(`clockJumps_${name}_nothingIsLost`, async (t) => {
    await load();
    turn('before');
    t.mock.method(Date, 'now', () => time);
    turn('after');
    await host.stop();
    assert.equal(stored('session.end').length, 2);
    assert.equal(stored('tool.call').length, 2);
  });
}
