import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFakeBridge } from '../fake-bridge.js';
import { everythingSurvivesRestarts } from '../restarts.js';

test('fakeBridge_killedTenTimes_hasEveryEventExactlyOnce', async () => {
  let bridge = await startFakeBridge();
  const { port, events, url } = bridge;
  await everythingSurvivesRestarts({
    bridgeUrl: url,
    paceMs: 10,
    restart: async () => {
      await bridge.kill();
      bridge = await startFakeBridge({ port, events });
    },
    arrived: (traceIds) => new Map(traceIds.map((traceId) => {
      const ofTrace = [...events.values()].filter((event) => event.trace_id === traceId);
      assert.equal(ofTrace.filter(({ type }) => type !== 'tool.call').length, 2);
      return [traceId, ofTrace.filter(({ type }) => type === 'tool.call').map(({ call_id: id }) => id)];
    })),
  });
  await bridge.kill();
});
