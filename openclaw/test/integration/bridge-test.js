// The endpoints of the bridge, each as a client in the field calls it.
//   npm test        against the bridge at LIGHTNING_BRIDGE_URL, or one started from LIGHTNING_BIN
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { findBridge, noBridge } from '../bridge.js';

const bridge = await findBridge();
after(() => bridge?.stop());
const options = { skip: bridge ? false : noBridge };
const key = () => `bridge-test-${randomBytes(6).toString('hex')}`;

async function post(path, body) {
  const { LIGHTNING_BRIDGE_API_KEY: apiKey } = process.env;
  const response = await fetch(bridge.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

async function accepted(path, body) {
  const { status, json } = await post(path, body);
  assert.equal(status, 200, JSON.stringify(json));
  assert.equal(json.success, true);
  return json;
}

test('health_isHealthy', options, async () => {
  const health = await bridge.get('/health');
  assert.equal(health.status, 'healthy');
  assert.equal(health.service, 'agent-lightning-bridge');
  assert.equal(health.tracing_enabled, true);
  assert.ok(Number.isInteger(health.uptime) && health.uptime >= 0);
});

test('session_startToolRewardEnd_isStoredAsOneTrace', options, async () => {
  const session = key();
  const start = await accepted('/session/start', { session_key: session, message: 'hello' });
  assert.match(start.trace_id, /^[0-9a-f]{32}$/);
  assert.deepEqual([start.session_key, start.session_id, start.enabled], [session, session, true]);

  const call = await accepted('/tool/trace', { session_key: session, tool_name: 'read', params: { a: 1 }, result: 'text', duration_ms: 12 });
  assert.deepEqual([call.traced, call.tool_name, call.trace_id], [true, 'read', start.trace_id]);
  const reward = await accepted('/reward/emit', { session_key: session, success: true, tokens_used: 10, expected_tokens: 20 });
  assert.deepEqual([reward.rewarded, reward.reward, reward.trace_id], [true, 1.1, start.trace_id]);
  const end = await accepted('/session/end', { session_key: session, success: true });
  assert.deepEqual([end.ended, end.trace_id, end.tool_calls], [true, start.trace_id, 1]);

  const trace = await bridge.get(`/traces/${start.trace_id}`);
  assert.deepEqual([trace.session_key, trace.message, trace.status, trace.success, trace.tokens_used], [session, 'hello', 'ended', true, 10]);
  const [stored] = trace.tool_calls;
  assert.deepEqual([stored.tool_name, stored.params, stored.result, stored.error, stored.duration_ms], ['read', { a: 1 }, 'text', null, 12]);
});

test('reward_olderName_isTheSame', options, async () => {
  const session = key();
  await accepted('/session/start', { session_id: session });
  assert.equal((await accepted('/session/reward', { session_id: session, success: false })).reward, -0.5);
});

test('write_repeatedWithItsIds_isStoredOnce', options, async () => {
  const traceId = randomBytes(16).toString('hex');
  const call = { trace_id: traceId, tool_name: 'read', call_id: 'c1' };
  await accepted('/tool/trace', call);
  await accepted('/tool/trace', call);
  assert.equal((await bridge.get(`/traces/${traceId}`)).tool_count, 1);
});

test('secret_inParams_isMasked', options, async () => {
  const traceId = randomBytes(16).toString('hex');
  await accepted('/tool/trace', { trace_id: traceId, tool_name: 'login', params: { user: 'u', password: 'hunter2' } });
  assert.deepEqual((await bridge.get(`/traces/${traceId}`)).tool_calls[0].params, { user: 'u', password: '[masked]' });
});

test('events_inABatch_badOnesAreNamedAndTheRestIsStored', options, async () => {
  const traceId = randomBytes(16).toString('hex');
  const { status, json } = await post('/v1/events', { events: [
    { type: 'session.start', trace_id: traceId, session_key: key() },
    { type: 'tool.call', trace_id: traceId, call_id: 'c1' },
    { type: 'tool.call', trace_id: traceId, call_id: 'c2', tool_name: 'read' },
  ] });
  assert.deepEqual([status, json.accepted, json.rejected.length], [200, 2, 1]);
  assert.deepEqual([json.rejected[0].index, json.rejected[0].field], [1, 'tool_name']);
  assert.equal((await bridge.get(`/traces/${traceId}`)).tool_count, 1);
});

test('badRequest_isAProblemThatNamesTheField', options, async () => {
  for (const body of ['', '{', '[]', '{"session_key":"x"}']) {
    const { status, json } = await post('/tool/trace', body);
    assert.deepEqual([status, json.status, json.success], [400, 400, false]);
    assert.equal(typeof json.error, 'string');
  }
  assert.equal((await post('/tool/trace', { session_key: key() })).json.field, 'tool_name');
  assert.equal((await post('/nowhere', {})).status, 404);
});

test('stats_countWhatWasWritten', options, async () => {
  const before = await bridge.get('/stats');
  await accepted('/session/start', { session_key: key() });
  const after = await bridge.get('/stats');
  assert.ok(after.total_traces >= before.total_traces + 1);
  assert.ok(after.total_sessions >= before.total_sessions + 1);
  for (const field of ['avg_latency_ms', 'success_rate']) assert.ok(field in after);
});

test('suggestions_areAList', options, async () => {
  const { suggestions, analyzed_traces: analyzed } = await bridge.get('/optimize/suggestions');
  assert.ok(Array.isArray(suggestions));
  assert.ok(Number.isInteger(analyzed));
});

test('guidance_hasRulesAndExperiments', options, async () => {
  const { rules, experiments } = await bridge.get('/guidance?agent_id=bridge-test');
  assert.ok(Array.isArray(rules) && Array.isArray(experiments));
});
