import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import defaultExport, { create, LightningIntegration } from '../../index.js';
import { answer, startFakeBridge } from '../fake-bridge.js';
import { keepingLogger, PATIENCE_MS, quick, until } from '../support.js';

let bridge;
let lightning;

beforeEach(async () => {
  bridge = await startFakeBridge();
  lightning = new LightningIntegration({ ...quick, bridgeUrl: bridge.url, logger: keepingLogger() });
});
afterEach(async () => {
  await lightning.close(100);
  await bridge.kill();
});

test('package_requiredOrImported_hasTheOriginalsExports', async () => {
  const required = createRequire(import.meta.url)('../../lib/index.js');
  assert.equal(required.LightningIntegration, LightningIntegration);
  assert.deepEqual([required.default, defaultExport], [LightningIntegration, LightningIntegration]);
  for (const make of [required.create, create]) {
    const made = make({ enabled: true, agentId: 'main' });
    assert.ok(made instanceof LightningIntegration && made.enabled);
    await made.close(0);
  }
});

test('environment_wordsForYes_switchOnAndOthersDoNot', async (t) => {
  t.after(() => delete process.env.ENABLE_AGENT_LIGHTNING);
  for (const [words, enabled] of [[['true', 'True', 'TRUE', '1', 'yes', ' on '], true], [['false', '0', 'no', 'off', '', 'ture'], false]]) {
    for (const word of words) {
      process.env.ENABLE_AGENT_LIGHTNING = word;
      const made = create();
      assert.equal(made.enabled, enabled, word);
      await made.close(0);
    }
  }
});

test('off_withDebug_saysSoOnceAProcess', () => {
  const script = `const { create } = require(${JSON.stringify(createRequire(import.meta.url).resolve('../../lib/index.js'))}); create(); create(); create({ enabled: false });`;
  const said = (debug) => execFileSync(process.execPath, ['-e', `console.warn = console.log; ${script}`], { env: { LIGHTNING_DEBUG: debug }, encoding: 'utf8' });
  assert.equal(said('1'), 'lightning: off, nothing is traced; ENABLE_AGENT_LIGHTNING=true or the option `enabled` switches it on\n');
  assert.equal(said('false'), '');
});

test('session_wholeTurn_arrivesAsOneTrace', async () => {
  const traceId = lightning.startSession('s1', 'hello', { agent_id: 'main', model: 'm', task_key: 't', prompt_version: 'p', user: 'u' });
  lightning.traceTool('s1', 'read', { path: 'a' }, { text: 'b' }, { durationMs: 12.4, callId: 'c1' });
  lightning.traceTool('s1', 'exec', { command: 'x' }, undefined, { error: new Error('not found') });
  lightning.emitReward('s1', { success: true, tokensUsed: 100, expectedTokens: 200, latencyMs: 1500.5, userRating: 4 });
  lightning.endSession('s1', { success: true });
  assert.equal(await lightning.flush(PATIENCE_MS), true);

  const events = [...bridge.events.values()];
  assert.match(traceId, /^[0-9a-f]{32}$/);
  assert.deepEqual(events.map((event) => [event.type, event.trace_id, event.session_key]),
    ['session.start', 'tool.call', 'tool.call', 'reward', 'session.end'].map((type) => [type, traceId, 's1']));
  const [start, read, exec, reward, end] = events.map(({ type, trace_id, session_key, timestamp, ...rest }) => rest);
  assert.deepEqual(start, { message: 'hello', agent_id: 'main', model: 'm', task_key: 't', prompt_version: 'p', metadata: { user: 'u' } });
  assert.deepEqual(read, { tool_name: 'read', call_id: 'c1', duration_ms: 12, params: { path: 'a' }, result: { text: 'b' } });
  assert.deepEqual({ ...exec, call_id: 'minted' }, { tool_name: 'exec', call_id: 'minted', error: 'not found', params: { command: 'x' } });
  assert.deepEqual({ ...reward, reward_id: 'minted' }, { success: true, tokens_used: 100, expected_tokens: 200, latency_ms: 1501, user_rating: 4, reward_id: 'minted' });
  assert.deepEqual(end, { success: true });
});

test('traceTool_paramsChangedAfterwards_sendsWhatTheyWere', async () => {
  const params = { list: [1] };
  lightning.traceTool('s1', 'read', params);
  params.list.push(2);
  await lightning.flush(PATIENCE_MS);
  assert.deepEqual(bridge.of('tool.call')[0].params, { list: [1] });
});

test('withToolTrace_givesBackResultAndErrorAndRecordsBoth', async () => {
  assert.equal(lightning.withToolTrace('s1', 'sync', { a: 1 }, (params) => params.a + 1), 2);
  assert.equal(await lightning.withToolTrace('s1', 'async', { a: 1 }, async ({ a }) => a + 2), 3);
  const failure = new Error('broken');
  assert.throws(() => lightning.withToolTrace('s1', 'throws', {}, () => { throw failure; }), failure);
  await assert.rejects(lightning.withToolTrace('s1', 'rejects', {}, async () => { throw failure; }), failure);
  await lightning.flush(PATIENCE_MS);
  assert.deepEqual(bridge.of('tool.call').map(({ tool_name, result, error }) => [tool_name, result, error]),
    [['sync', 2, undefined], ['async', 3, undefined], ['throws', undefined, 'broken'], ['rejects', undefined, 'broken']]);
  assert.ok(bridge.of('tool.call').every((event) => event.duration_ms >= 0));
});

test('traceTool_errorAsResult_isAnErrorAsIfItWereThrown', async () => {
  const failure = Object.assign(new RangeError('no such city'), { code: 'E7' });
  lightning.traceTool('s1', 'a', { city: 'x' }, failure);
  assert.equal(lightning.withToolTrace('s1', 'b', {}, () => failure), failure);
  assert.equal(await lightning.withToolTrace('s1', 'c', {}, async () => failure), failure);
  lightning.traceTool('s1', 'd', {}, failure, { error: 'given' });
  lightning.traceTool('s1', 'e', {}, [{ status: 'rejected', reason: failure }]);
  await lightning.flush(PATIENCE_MS);
  assert.deepEqual(bridge.of('tool.call').map(({ error, result }) => [error, result]), [
    ['no such city', undefined], ['no such city', undefined], ['no such city', undefined], ['given', undefined],
    [undefined, [{ status: 'rejected', reason: { name: 'RangeError', message: 'no such city', code: 'E7' } }]],
  ]);
});

test('session_toolCallAfterTheEnd_opensANewTraceAndARewardGoesToTheLast', async () => {
  const first = lightning.startSession('s1');
  lightning.endSession('s1');
  lightning.endSession('s1');
  lightning.emitReward('s1', { userRating: 5 });
  lightning.traceTool('s1', 'read');
  await lightning.flush(PATIENCE_MS);
  assert.equal(bridge.requests.map(({ body }) => body.split('session.end').length - 1).reduce((a, b) => a + b), 1);
  assert.equal(bridge.of('reward')[0].trace_id, first);
  assert.notEqual(bridge.of('tool.call')[0].trace_id, first);
});

test('emitReward_nothingGiven_sendsNothing', async () => {
  lightning.startSession('s1');
  lightning.emitReward('s1', {});
  lightning.emitReward('s1', { success: 'yes', value: NaN });
  await lightning.flush(PATIENCE_MS);
  assert.equal(bridge.of('reward').length, 0);
});

test('everyMethod_oddArguments_neverThrows', async () => {
  const circular = {};
  circular.self = circular;
  const odd = [undefined, null, NaN, 7n, '', 'x'.repeat(2_000_000), Symbol('s'), circular, [], () => {},
    { toJSON() { throw null; } }, Object.assign(new Error(), { message: 7 })];
  for (const value of odd) {
    lightning.startSession(value, value, value);
    lightning.traceTool(value, value, value, value, value);
    lightning.traceTool('s1', 'read', value, value, { error: value, durationMs: value, callId: value });
    lightning.emitReward(value, value);
    lightning.emitReward('s1', { value, source: value, rewardId: value, metadata: value });
    lightning.getGuidance(value);
    lightning.endSession(value, value);
  }
  assert.equal(await lightning.flush(PATIENCE_MS), true);
  assert.equal(bridge.of('tool.call').length, 2 * odd.length, 'no call was lost for an odd field');
});

test('captureMetadata_noContentLeavesTheProcess', async () => {
  const quiet = new LightningIntegration({ ...quick, bridgeUrl: bridge.url, capture: 'metadata' });
  quiet.startSession('s1', 'SECRET message');
  quiet.traceTool('s1', 'read', { path: 'SECRET params' }, 'SECRET result', { error: 'SECRET error' });
  assert.throws(() => quiet.withToolTrace('s1', 'exec', 'SECRET', () => { throw new Error('SECRET'); }));
  quiet.endSession('s1');
  await quiet.close(PATIENCE_MS);
  assert.ok(bridge.requests.every(({ body }) => !body.includes('SECRET')));
  assert.deepEqual(bridge.of('tool.call').map(({ tool_name, error }) => [tool_name, error]), [['read', 'failed'], ['exec', 'failed']]);
});

test('middleware_turns_areRewardedAndEndedEvenWhenTheyOverlap', async () => {
  const middleware = lightning.createMiddleware();
  const turn = (message) => ({ sessionKey: 's1', message, metadata: { agent_id: 'main' } });
  const [a, b] = [turn('a'), turn('b')];
  const results = await Promise.allSettled([
    middleware(a, async () => {
      await new Promise(setImmediate);
      a.lightning.traceTool('read', { of: 'a' });
      return 'done';
    }),
    middleware(b, async () => {
      b.lightning.traceTool('read', { of: 'b' });
      throw new Error('failed');
    }),
  ]);
  await lightning.flush(PATIENCE_MS);
  assert.deepEqual(results.map(({ status }) => status), ['fulfilled', 'rejected']);
  for (const [{ message, lightning: { traceId } }, success] of [[a, true], [b, false]]) {
    const events = [...bridge.events.values()].filter((event) => event.trace_id === traceId);
    assert.deepEqual(events.map(({ type }) => type), ['session.start', 'tool.call', 'reward', 'session.end']);
    assert.equal(events[0].message, message);
    assert.deepEqual(events[1].params, { of: message });
    assert.equal(events[2].success, success);
  }
});

test('switchedOff_everyMethodIsANoOp', async () => {
  const off = new LightningIntegration({ bridgeUrl: bridge.url, enabled: false });
  assert.equal(off.startSession('s1', 'x'), null);
  off.traceTool('s1', 'read', {});
  off.emitReward('s1', { success: true });
  off.endSession('s1');
  assert.equal(off.withToolTrace('s1', 'read', 2, (x) => x * 2), 4);
  assert.equal(off.getGuidance('s1').text, '');
  assert.equal(await off.createMiddleware()({}, async () => 'done'), 'done');
  assert.equal(await off.checkHealth(), null);
  assert.equal(await off.getStats(), null);
  assert.equal(await off.flush(), true);
  assert.equal(await off.close(), true);
  assert.equal(bridge.requests.length, 0);
});

test('getStats_andHealth_giveTheBridgesAnswer', async () => {
  lightning.startSession('s1');
  await lightning.flush(PATIENCE_MS);
  assert.deepEqual(await lightning.getStats(), { total_traces: 1 });
  assert.equal((await lightning.checkHealth()).status, 'healthy');
  await bridge.kill();
  assert.equal(await lightning.getStats(), null);
  assert.equal(await lightning.checkHealth(), null);
  bridge = await startFakeBridge();
});

test('checkHealth_bridgeThatCannotStoreOrIsNone_isFalsy', async () => {
  for (const answered of [[200, { status: 'unhealthy' }], [503, { status: 'unhealthy' }], [200, '<html>'], [404, {}]]) {
    bridge.fault = (_, response) => (answer(response, ...answered), true);
    assert.equal(await lightning.checkHealth(), null, JSON.stringify(answered));
  }
});

test('guidance_onceCached_isGivenWithTheArmThatIsSent', async () => {
  bridge.guidance = { version: 1, rules: [{ id: 'r1', text: 'Always.' }],
    experiments: [{ id: 'e1', key: 'k1', unit: 'trace', probability: 1, rules: [{ id: 'r2', text: 'Tried.' }] },
      { id: 'e2', key: 'k2', unit: 'trace', probability: 0, rules: [{ id: 'r3', text: 'Not now.' }] }] };
  lightning.startSession('s1');
  assert.equal(lightning.getGuidance('s1').text, '', 'the first trace does not wait');
  await until(() => (lightning.startSession('s2'), lightning.getGuidance('s2').text), 'guidance in the cache');
  assert.equal(lightning.getGuidance('s2').text, 'Learned from earlier sessions:\n- Always.\n- Tried.');
  await lightning.flush(PATIENCE_MS);
  assert.deepEqual(bridge.of('session.start').at(-1).arms,
    [{ experiment: 'e1', arm: 'treatment', applied: true }, { experiment: 'e2', arm: 'control', applied: true }]);
  assert.equal(bridge.of('session.start')[0].arms, undefined);
});
