import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { armOf, GuidanceCache } = createRequire(import.meta.url)('../../lib/guidance.js');

// Computed with Python: int.from_bytes(hmac.new(key, trace_id, sha256).digest()[:8], 'big') / 2**64
const VECTORS = [
  { key: 'experiment-key-1', traceId: '4bf92f3577b34da6a3ce929d0e0e4736', u: 0.9218901541719229 },
  { key: 'experiment-key-1', traceId: '0af7651916cd43dd8448eb211c80319c', u: 0.4457060083477198 },
  { key: 'schlüssel', traceId: '4bf92f3577b34da6a3ce929d0e0e4736', u: 0.21605843823728266 },
];

test('armOf_isTheFormulaOfTheContract', () => {
  for (const { key, traceId, u } of VECTORS) {
    assert.equal(armOf({ key, unit: 'trace', probability: u + 1e-12 }, traceId, 's'), 'treatment');
    assert.equal(armOf({ key, unit: 'trace', probability: u - 1e-12 }, traceId, 's'), 'control');
  }
});

test('armOf_unitSession_dependsOnTheSessionOnly', () => {
  const arms = (unit) => new Set(Array.from({ length: 64 }, (_, i) => armOf({ key: 'k', unit, probability: 0.5 }, i.toString(16).padStart(32, '0'), 'main')));
  assert.equal(arms('session').size, 1);
  assert.equal(arms('trace').size, 2);
});

test('cache_unchanged_asksWithTheETagAndKeepsWhatItHas', async () => {
  const asked = [];
  const answers = [
    { status: 200, headers: { etag: '"1"' }, json: { rules: [{ id: 'r', text: 'Rule.' }], experiments: [] } },
    { status: 304, headers: {}, json: undefined },
    { status: 200, headers: {}, json: { rules: 'garbage' } },
  ];
  const client = { get: async (path, { headers }) => (asked.push(headers?.['if-none-match']), answers.shift() ?? Promise.reject(new Error('away'))) };
  const cache = new GuidanceCache(client, 0);
  const texts = [];
  for (let i = 0; i < 6; i++) {
    texts.push(cache.forTrace({ traceId: 'a', sessionKey: 's' }).text);
    await new Promise(setImmediate);
  }
  assert.deepEqual(texts, ['', ...Array(5).fill('Learned from earlier sessions:\n- Rule.')]);
  assert.deepEqual(asked.slice(0, 3), [undefined, '"1"', '"1"']);
});

test('cache_experimentThatReplaces_tellsTheTreatedTheEditAndTheOthersTheRule', async () => {
  const [spared, treated] = VECTORS; // u of 0.92 and 0.45
  const json = {
    rules: [{ id: 'old', text: 'Old.' }, { id: 'other', text: 'Other.' }],
    experiments: [{ id: 'e', key: 'experiment-key-1', unit: 'trace', probability: 0.5, rules: [{ id: 'new', text: 'New.' }], replaces: ['old'] }],
  };
  const cache = new GuidanceCache({ get: async () => ({ status: 200, headers: {}, json }) }, 1e9);
  cache.forTrace({ traceId: spared.traceId, sessionKey: 's' });
  await new Promise(setImmediate);
  const told = ({ traceId }) => cache.forTrace({ traceId, sessionKey: 's' }).rules.map(({ id }) => id);
  assert.deepEqual(told(spared), ['old', 'other']);
  assert.deepEqual(told(treated), ['other', 'new']);
});

test('cache_manyPairs_isBounded', async () => {
  let asked = 0;
  const cache = new GuidanceCache({ get: async () => (asked++, { status: 304, headers: {} }) }, 1e9);
  for (let i = 0; i < 1_000; i++) cache.forTrace({ agentId: `a${i}`, traceId: 'a' });
  cache.forTrace({ agentId: 'a999', traceId: 'a' });
  assert.equal(asked, 1_000, 'the newest is kept');
  cache.forTrace({ agentId: 'a0', traceId: 'a' });
  assert.equal(asked, 1_001, 'the oldest is not');
});
