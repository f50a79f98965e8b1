import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { LightningClient } from '../../index.js';
import { answer, identityOf, startFakeBridge } from '../fake-bridge.js';
import { FAULTS } from '../faults.js';
import { keepingLogger, PATIENCE_MS, quick, until } from '../support.js';

const TRACE = 'a'.repeat(32);
let bridge;
let client;
let logger;

const call = (id, more = {}) =>
  JSON.stringify({ type: 'tool.call', trace_id: TRACE, tool_name: 'read', call_id: `c${id}`, timestamp: Date.now(), ...more });
const connect = (options) => (client = new LightningClient({ ...quick, logger, ...options, bridgeUrl: options?.bridgeUrl ?? bridge.url }));
const arrivedIds = () => bridge.of('tool.call').map((event) => event.call_id);

beforeEach(async () => {
  bridge = await startFakeBridge();
  logger = keepingLogger();
});
afterEach(async () => {
  await client.close(50);
  await bridge.kill();
});

test('events_queuedTogether_travelInOneRequestOverOneConnection', async () => {
  const ports = new Set();
  bridge.fault = (request) => void ports.add(request.socket.remotePort);
  connect();
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 100; i++) client.enqueue(call(`${round}-${i}`));
    assert.equal(await client.flush(PATIENCE_MS), true);
  }
  assert.equal(bridge.events.size, 500);
  assert.equal(bridge.requests.length, 5);
  assert.equal(ports.size, 1);
});

test('bridge_absentThenStarted_getsEverythingAfterOneWarning', async () => {
  const { port } = bridge;
  await bridge.kill();
  connect();
  for (let i = 0; i < 50; i++) client.enqueue(call(i));
  await until(() => client.counts().away, 'the client knows');
  assert.equal(await client.flush(100), false);
  bridge = await startFakeBridge({ port });
  await until(() => client.counts().sent === 50, 'all sent, without anyone asking');
  assert.equal(logger.lines.length, 1);
  assert.match(logger.lines[0], /does not answer.*up to 50000 events wait/);
  assert.equal(client.counts().away, false);
});

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`fault_${name}_nothingIsLostOrDoubled`, async () => {
    let left = 3;
    bridge.fault = (request, response) => left > 0 && (left--, fault(request, response));
    // Where no answer ever comes, only this ends the waiting; a slow answer that is given up is one more repetition.
    connect({ requestTimeoutMs: name === 'hanging' ? 300 : PATIENCE_MS });
    for (let i = 0; i < 20; i++) client.enqueue(call(i));
    await until(() => left === 0, 'the fault was seen');
    await until(() => client.counts().queued_events === 0, 'all is answered');
    assert.deepEqual(arrivedIds(), Array.from({ length: 20 }, (_, i) => `c${i}`));
    assert.equal(client.counts().sent, 20);
    assert.ok(logger.lines.length <= 1, logger.lines.join('\n'));
  });
}

test('retryAfter_isHonoured', async () => {
  const times = [];
  bridge.fault = (_, response) => {
    times.push(performance.now());
    if (times.length === 1) answer(response, 429, {}, { 'retry-after': '1' });
    return times.length === 1;
  };
  connect();
  client.enqueue(call(1));
  assert.equal(await until(() => bridge.events.size, 'arrived'), 1);
  assert.ok(times[1] - times[0] >= 990, `sent again after ${times[1] - times[0]} ms`);
});

test('batch_refusedAsAWhole_isHalvedAndOnlyTheCulpritIsGivenUp', async () => {
  bridge.fault = (_, response, body) => body.includes('poison') && (answer(response, 400, { success: false, error: 'bad' }), true);
  connect();
  for (let i = 0; i < 33; i++) client.enqueue(call(i, i === 21 ? { tool_name: 'poison' } : {}));
  assert.equal(await client.flush(PATIENCE_MS), true);
  assert.equal(bridge.events.size, 32);
  assert.deepEqual([client.counts().sent, client.counts().rejected], [32, 1]);
});

test('event_refusedForAnOptionalField_isSentWithoutIt', async () => {
  connect();
  let deep = 1;
  for (let i = 0; i < 100; i++) deep = [deep];
  client.enqueue(call(1, { params: deep, duration_ms: 'long', result: 'kept' }));
  client.enqueue(call(2, { tool_name: '' }));
  assert.equal(await client.flush(PATIENCE_MS), true);
  assert.deepEqual(bridge.of('tool.call').map((event) => Object.keys(event)), [['type', 'trace_id', 'tool_name', 'call_id', 'timestamp', 'result']]);
  const { sent, reduced, rejected } = client.counts();
  assert.deepEqual({ sent, reduced, rejected }, { sent: 1, reduced: 2, rejected: 1 });
});

for (const field of ['arms', 'arms[0].arm']) {
  test(`start_refusedFor_${field}_isStoredWithoutArmsAndNothingIsDroppedForIt`, async () => {
    const waiting = [];
    bridge.fault = (request, response, body) => {
      const { events } = JSON.parse(body || '{}');
      const index = events?.findIndex(({ arms }) => arms) ?? -1;
      if (index < 0) return false;
      if (waiting.length === 0) for (let i = 0; i < 3; i++) client.enqueue(waiting[i] = call(`while-${i}`));
      for (const [i, event] of events.entries()) if (i !== index) bridge.events.set(identityOf(event), event);
      return answer(response, 200, { success: true, accepted: events.length - 1, rejected: [{ index, error: 'assigns this trace to control', field }] }), true;
    };
    connect({ queueEventsMax: 6, lingerMs: 50 });
    client.enqueue(JSON.stringify({ type: 'session.start', trace_id: TRACE, message: 'kept', arms: [{ experiment: 'e1', arm: 'treatment', applied: true }] }));
    client.enqueue(call(1));
    client.enqueue(call(2));
    await until(() => waiting.length === 3, 'the queue is full while the batch is in flight');
    assert.equal(await client.flush(PATIENCE_MS), true);
    assert.deepEqual(bridge.of('session.start').map(({ message, arms }) => [message, arms]), [['kept', undefined]]);
    assert.deepEqual(arrivedIds().sort(), ['c1', 'c2', 'cwhile-0', 'cwhile-1', 'cwhile-2']);
    const { sent, reduced, rejected, dropped } = client.counts();
    assert.deepEqual({ sent, reduced, rejected, dropped }, { sent: 6, reduced: 1, rejected: 0, dropped: 0 });
  });
}

test('event_refusedWithoutNamingAField_isSentWithoutItsJson', async () => {
  bridge.fault = (_, response, body) => body.includes('params') && (answer(response, 400, { success: false, error: 'too deep' }), true);
  connect();
  client.enqueue(call(1, { params: [[[]]], error: 'kept' }));
  assert.equal(await client.flush(PATIENCE_MS), true);
  assert.deepEqual(bridge.of('tool.call').map(({ params, error }) => [params, error]), [[undefined, 'kept']]);
});

test('originalBridge_withoutBatches_getsSingleRequests', async () => {
  const paths = [];
  bridge.fault = (request, response, body) => {
    if (request.url === '/v1/events') return answer(response, 404, { success: false, error: 'unknown' }), true;
    if (request.method !== 'POST') return false;
    paths.push([request.url, JSON.parse(body).trace_id, JSON.parse(body).type]);
    return answer(response, 200, { success: true }), true;
  };
  connect();
  for (const type of ['session.start', 'tool.call', 'reward', 'session.end']) client.enqueue(JSON.stringify({ type, trace_id: TRACE }));
  assert.equal(await client.flush(PATIENCE_MS), true);
  assert.deepEqual(paths, ['/session/start', '/tool/trace', '/reward/emit', '/session/end'].map((path) => [path, TRACE, undefined]));
});

test('notABridgeAtAll_everything404_keepsTheEvents', async () => {
  bridge.fault = (_, response) => (answer(response, 404, 'nothing here'), true);
  connect();
  client.enqueue(call(1));
  await until(() => bridge.requests.length > 5, 'several attempts');
  assert.equal(client.counts().queued_events, 1);
});

test('apiKey_isSentWithEveryRequest', async () => {
  connect({ apiKey: 'k' });
  client.enqueue(call(1));
  await client.flush(PATIENCE_MS);
  await client.get('/stats');
  assert.ok(bridge.requests.every(({ headers }) => headers.authorization === 'Bearer k'));
});

test('apiKey_ofTheEnvironment_isUsedUnlessAnotherIsGiven', async (t) => {
  process.env.LIGHTNING_BRIDGE_API_KEY = 'from the environment';
  t.after(() => delete process.env.LIGHTNING_BRIDGE_API_KEY);
  connect();
  await client.get('/stats');
  await client.close();
  connect({ apiKey: 'given' });
  await client.get('/stats');
  assert.deepEqual(bridge.requests.map(({ headers }) => headers.authorization), ['Bearer from the environment', 'Bearer given']);
});

test('bridgeUrl_withAPath_keepsIt', async () => {
  bridge.fault = (request, response) => (answer(response, 200, { accepted: 1, rejected: [] }), true);
  connect({ bridgeUrl: `${bridge.url}/lightning/` });
  client.enqueue(call(1));
  await client.flush(PATIENCE_MS);
  assert.equal(bridge.requests[0].url, '/lightning/v1/events');
});

test('bridgeUrl_unusable_isReplacedWithAWarning', async () => {
  connect({ bridgeUrl: 'not a url' });
  assert.match(logger.lines[0], /bridgeUrl is not usable/);
});

test('spool_processEndsWithABridgeAway_theNextOneSendsTheRest', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'spool-')), 'events.jsonl');
  const { port } = bridge;
  await bridge.kill();
  connect({ spoolFile: file });
  for (let i = 0; i < 30; i++) client.enqueue(call(i));
  await client.close(10);
  writeFileSync(file, readFileSync(file, 'utf8') + '{"type":"tool.call","cut off');

  bridge = await startFakeBridge({ port });
  connect({ spoolFile: file });
  await until(() => bridge.events.size === 30, 'the rest arrives');
  await client.flush(PATIENCE_MS);
  client.enqueue(call('new'));
  await client.flush(PATIENCE_MS);
  assert.equal(bridge.events.size, 31);
  assert.equal(client.counts().rejected, 0);
  assert.equal(readFileSync(file, 'utf8'), '');
});

test('spool_bridgeAwayForLong_staysBounded', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'spool-')), 'events.jsonl');
  connect({ bridgeUrl: 'http://127.0.0.1:1', spoolFile: file, queueBytesMax: 10_000 });
  for (let round = 0; round < 50; round++) {
    for (let i = 0; i < 20; i++) client.enqueue(call(`${round}-${i}`));
    await until(() => existsSync(file) && readFileSync(file, 'utf8').includes(`c${round}-19"`), 'written down');
    assert.ok(readFileSync(file).length <= 20_000 + 20 * 200);
  }
});

test('spool_placeNotWritable_tracingGoesOn', async () => {
  connect({ spoolFile: '/proc/nowhere/events.jsonl' });
  client.enqueue(call(1));
  assert.equal(await client.flush(PATIENCE_MS), true);
});
