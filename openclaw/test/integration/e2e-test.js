// The client and its middleware against a real bridge.
//   npm test        against the bridge at LIGHTNING_BRIDGE_URL, or one started from LIGHTNING_BIN
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { LightningIntegration } from '../../index.js';
import { findBridge, noBridge, traceOf } from '../bridge.js';
import { PATIENCE_MS } from '../support.js';

const bridge = await findBridge();
const lightning = new LightningIntegration({ enabled: bridge !== undefined, bridgeUrl: bridge?.url, agentId: 'e2e-test', requestTimeoutMs: PATIENCE_MS });
after(async () => {
  await lightning.close();
  await bridge?.stop();
});
const options = { skip: bridge ? false : noBridge };
const key = () => `e2e-test-${randomBytes(6).toString('hex')}`;

test('session_wholeTurn_isReadBackAsItWasWritten', options, async () => {
  const session = key();
  const traceId = lightning.startSession(session, 'hello', { model: 'm', task_key: 't', user: 'u' });
  lightning.traceTool(session, 'read', { path: 'a' }, { text: 'ä🙂' }, { durationMs: 12, callId: 'c1' });
  lightning.traceTool(session, 'exec', { command: 'x' }, undefined, { error: 'not found', callId: 'c2' });
  lightning.emitReward(session, { success: true, tokensUsed: 100, expectedTokens: 200, latencyMs: 1500, userRating: 4 });
  lightning.endSession(session, { success: true });
  assert.equal(await lightning.flush(PATIENCE_MS), true);

  const trace = await traceOf(bridge, traceId);
  const { session_key, message, agent_id, model, task_key, status, success, tokens_used, latency_ms, tools_used, tool_count } = trace;
  assert.deepEqual({ session_key, message, agent_id, model, task_key, status, success, tokens_used, latency_ms, tools_used, tool_count },
    { session_key: session, message: 'hello', agent_id: 'e2e-test', model: 'm', task_key: 't', status: 'ended', success: true,
      tokens_used: 100, latency_ms: 1500, tools_used: ['read', 'exec'], tool_count: 2 });
  assert.deepEqual(trace.metadata, { user: 'u' });
  assert.deepEqual(trace.tool_calls.map(({ call_id, params, result, error, duration_ms }) => [call_id, params, result, error, duration_ms]),
    [['c1', { path: 'a' }, { text: 'ä🙂' }, null, 12], ['c2', { command: 'x' }, null, 'not found', null]]);
  assert.deepEqual(trace.rewards.map(({ reward, source, user_rating }) => [reward, source, user_rating]), [[1.4, 'client', 4]]);
});

test('middleware_aroundATurn_recordsItWhole', options, async () => {
  const turn = { sessionKey: key(), message: 'do it' };
  const result = await lightning.createMiddleware()(turn, async () =>
    turn.lightning.withToolTrace('add', { a: 1, b: 2 }, async ({ a, b }) => a + b));
  assert.equal(result, 3);
  await lightning.flush(PATIENCE_MS);
  const trace = await traceOf(bridge, turn.lightning.traceId);
  assert.deepEqual([trace.status, trace.success, trace.tool_calls[0].result], ['ended', true, 3]);
});

test('manySessions_atOnce_allArriveWhole', options, async () => {
  const ids = Array.from({ length: 50 }, (_, s) => {
    const session = key();
    const traceId = lightning.startSession(session, `message ${s}`);
    for (let i = 0; i < 20; i++) lightning.traceTool(session, 'read', { i });
    lightning.endSession(session, { success: s % 2 === 0 });
    return traceId;
  });
  assert.equal(await lightning.flush(PATIENCE_MS), true);
  for (const [s, traceId] of ids.entries()) {
    const trace = await traceOf(bridge, traceId);
    assert.deepEqual([trace.tool_count, trace.success, trace.tool_calls.map(({ params }) => params.i)], [20, s % 2 === 0, Array.from({ length: 20 }, (_, i) => i)]);
  }
});

test('paramsNestedTooDeeply_areKeptAsDeepAsTheBridgeTakesThem', options, async () => {
  let params = 1;
  for (let i = 0; i < 100; i++) params = [params];
  const [deep, other] = [key(), key()];
  const deepId = lightning.startSession(deep);
  const otherId = lightning.startSession(other);
  lightning.traceTool(deep, 'deep', params);
  lightning.traceTool(other, 'other', { a: 1 });
  assert.equal(await lightning.flush(PATIENCE_MS), true);
  let kept = '[too deep]';
  for (let i = 0; i < 60; i++) kept = [kept];
  const calls = async (traceId) => (await traceOf(bridge, traceId)).tool_calls.map(({ tool_name: tool, params: stored }) => [tool, stored]);
  assert.deepEqual([await calls(deepId), await calls(otherId)], [[['deep', kept]], [['other', { a: 1 }]]]);
  const { rejected, reduced } = lightning.counts();
  assert.deepEqual({ rejected, reduced }, { rejected: 0, reduced: 0 });
});

test('healthAndStats_answer', options, async () => {
  assert.equal((await lightning.checkHealth()).status, 'healthy');
  assert.ok((await lightning.getStats()).total_traces > 0);
});
