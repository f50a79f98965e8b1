import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recording } from '../openclaw-host.js';
import { bridge, call, context, end, freshForEachTest, host, load, stored, turn } from '../plugin-fixture.js';
import { until } from '../support.js';

freshForEachTest();

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
    assert.deepEqual({ success, tokens_used, latency_ms, source }, { success: true, tokens_used: tokens, latency_ms: latency, source: 'ended' });
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

test('switchedOff_registersNothing', async () => {
  await load({ enabled: false });
  assert.equal(host.instances.full.hooks.size, 0);
  assert.deepEqual(host.logger.lines, []);
});

test('switchedOff_withDebug_saysWhyOnce', async (t) => {
  t.after(() => ['ENABLE_AGENT_LIGHTNING', 'LIGHTNING_DEBUG'].forEach((variable) => delete process.env[variable]));
  await load({ enabled: false, debug: true });
  assert.deepEqual(host.logger.lines, ['lightning: off, nothing is traced: `enabled` is false in its entry']);
  Object.assign(process.env, { ENABLE_AGENT_LIGHTNING: 'no', LIGHTNING_DEBUG: '1' });
  await load();
  assert.deepEqual(host.logger.lines, ['lightning: off, nothing is traced: ENABLE_AGENT_LIGHTNING is "no"']);
  process.env.ENABLE_AGENT_LIGHTNING = 'True';
  await load();
  assert.ok(host.instances.full.hooks.size > 0);
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
