import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFakeBridge } from '../fake-bridge.js';
import { everythingSurvivesRestarts } from '../restarts.js';

test('fakeBridge_killedTenTimes_hasEveryEventExactlyOnce', async () => {
  let bridge = await startFakeBridge();
  const { port, events, url } = bridge;
  await everythingSurvivesRestarts(
    url,
    async () => {
      await bridge.kill();
      bridge = await startFakeBridge({ port, events });
    },
    (traceIds) => new Map(traceIds.map((traceId) => {
      const ofTrace = [...events.values()].filter((event) => event.trace_id === traceId);
      assert.deepEqual([ofTrace[0].type, ofTrace.at(-1).type].sort(), ['session.end', 'session.start']);
      return [traceId, ofTrace.filter(({ type }) => type === 'tool.call').map(({ call_id: id }) => id)];
    })),
  );
  await bridge.kill();
});
