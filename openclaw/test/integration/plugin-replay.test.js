import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBridge, traceOf, withoutBridgeCommand } from '../bridge.js';
import { loadPlugin, recording } from '../openclaw-host.js';
import { until } from '../support.js';

const NOTE = '/home/user/run/workspace/note.txt';
const MISSING = `File not found: ${NOTE}.does-not-exist.`;

/** Plays a recording through the plugin into a real bridge; the traces it then has, oldest first. */
async function replay(t, name, config) {
  const bridge = await startBridge();
  t.after(() => bridge.stop());
  const host = await loadPlugin({ url: bridge.url, ...config });
  for (const { hook, event, ctx } of recording(name)) host.fire(hook, event, ctx);
  await host.stop();
  const { traces } = await bridge.get('/traces');
  return Promise.all(traces.reverse().map(({ trace_id: id }) => traceOf(bridge, id)));
}

const calls = (trace) => trace.tool_calls.map(({ call_id, tool_name, params, result, error, duration_ms }) => ({ call_id, tool_name, params, result, error, duration_ms }));
const recordedCalls = (name, runId) => recording(name)
  .filter(({ hook, event }) => hook === 'after_tool_call' && (!runId || event.runId === runId))
  .map(({ event }) => ({ call_id: event.toolCallId, tool_name: event.toolName, params: event.params, result: event.result, error: event.error ?? null, duration_ms: event.durationMs }));

test('replay_chat_givesExactlyTheRecordedTraces', { skip: withoutBridgeCommand }, async (t) => {
  const traces = await replay(t, 'chat');
  // Both turns are replayed within a few milliseconds, so their order by start time says nothing.
  traces.sort((a, b) => a.tokens_used - b.tokens_used);
  assert.deepEqual(traces.map(({ message, session_key, agent_id, model, status, success, tokens_used, tool_count, tools_used }) =>
    ({ message, session_key, agent_id, model, status, success, tokens_used, tool_count, tools_used })),
  [['Read the note and tell me what it says.', 4108], ['And again please.', 4140]].map(([message, tokens]) => ({
    message, session_key: 'agent:main:main', agent_id: 'main', model: 'fake/fake-model', status: 'ended', success: true,
    tokens_used: tokens, tool_count: 3, tools_used: ['read', 'exec'],
  })));
  for (const [i, runId] of ['k1', 'k2'].entries()) {
    assert.deepEqual(calls(traces[i]), recordedCalls('chat', runId));
    assert.deepEqual(calls(traces[i]).map(({ error }) => error), [null, MISSING, null]);
    assert.deepEqual(traces[i].rewards.map(({ source, success }) => [source, success]), [['ended', true]]);
    const latency = recording('chat').find(({ hook, ctx }) => hook === 'agent_end' && ctx.runId === runId).event.durationMs;
    assert.equal(traces[i].latency_ms, latency);
  }
});

test('replay_local_givesExactlyTheRecordedTrace', { skip: withoutBridgeCommand }, async (t) => {
  const [trace, ...others] = await replay(t, 'local');
  assert.deepEqual(others, []);
  assert.deepEqual(calls(trace), recordedCalls('local'));
  assert.deepEqual([trace.status, trace.success, trace.tokens_used], ['ended', true, 4108]);
});

test('replay_captureMetadata_storesNoContent', { skip: withoutBridgeCommand }, async (t) => {
  const traces = await replay(t, 'chat', { capture: 'metadata' });
  assert.equal(traces.length, 2);
  for (const trace of traces) {
    assert.equal(trace.message, null);
    assert.deepEqual(calls(trace).map(({ tool_name, params, result, error }) => [tool_name, params, result, error]),
      [['read', null, null, null], ['read', null, null, 'failed'], ['exec', null, null, null]]);
  }
});

test('replay_outcomes_areTheTracesSuccess', { skip: withoutBridgeCommand }, async (t) => {
  const traces = await replay(t, 'outcomes');
  const named = (word) => traces.find(({ message }) => message.includes(`[[${word}]]`));
  const failed = ['m400', 'm500', 'cut', 'exit1', 'exit3', 'exit127', 'signal', 'callbad', 'callfail', 'loop', 'callloop', 'slow'];
  const fine = ['ok', 'm500once', 'm500tool', 'grep', 'pipe', 'call', 'sub'];
  assert.deepEqual([failed, fine].map((words) => words.map((word) => named(word).success)), [failed.map(() => false), fine.map(() => true)]);
  assert.deepEqual(['m500', 'cut', 'exit3', 'loop', 'ok'].map((word) => named(word).failure), ['model_http_500', 'model_stream', 'tool_error', 'loop', null]);
  assert.deepEqual(['exit3', 'grep'].map((word) => named(word).tool_calls.map(({ error, exit_code: code }) => [error, code])), [[['exit code 3', 3]], [[null, 1]]]);
  assert.ok(traces.every(({ status }) => status === 'ended'));
  const others = traces.filter(({ origin }) => origin !== 'user');
  assert.deepEqual(others.map(({ origin, success }) => [origin, success]).sort(), [['resume', true], ['schedule', true], ['subagent', true]]);
  assert.equal(others.filter(({ parent_trace_id: parent }) => parent === named('sub').trace_id).length, 2);
});

test('continuation_afterTheEnd_changesTheOutcomeOfTheTrace', { skip: withoutBridgeCommand }, async (t) => {
  const bridge = await startBridge();
  t.after(() => bridge.stop());
  const host = await loadPlugin({ url: bridge.url });
  const context = { runId: 'k1', sessionKey: 's', agentId: 'main' };
  const attempt = (prompt, stopReason, tokens) => {
    host.fire('before_prompt_build', { prompt }, context);
    host.fire('agent_end', { success: true, messages: [{ role: 'assistant', stopReason, errorMessage: '404 no such model' }] }, context);
    host.fire('llm_output', { usage: { total: tokens } }, context);
  };
  const only = async () => (await bridge.get('/traces')).traces;
  attempt('a question', 'error', 7);
  await until(async () => (await only())[0]?.status === 'ended', 'OpenClaw has given up');
  assert.deepEqual((await only()).map(({ success, tokens_used: tokens }) => [success, tokens]), [[false, 7]]);
  attempt('Continue the current task from the existing transcript, preserving completed work.', 'stop', 100);
  await host.stop();
  assert.deepEqual((await only()).map(({ message, status, success, tokens_used: tokens }) => [message, status, success, tokens]), [['a question', 'ended', true, 107]]);
});
