import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBridge, traceOf, withoutBridgeCommand } from '../bridge.js';
import { everythingSurvivesRestarts } from '../restarts.js';
import { until } from '../support.js';

/** Another test's bridge may have been given the port meanwhile; it is free again when that test ends. */
async function startsOn(bridge) {
  try {
    await bridge.start();
    return true;
  } catch (error) {
    if (!/is taken by/.test(error.message)) throw error;
    return false;
  }
}

test('realBridge_killedTenTimes_hasEveryEventExactlyOnce', { skip: withoutBridgeCommand, timeout: 300_000 }, async (t) => {
  const bridge = await startBridge();
  t.after(() => bridge.stop());
  await everythingSurvivesRestarts({
    bridgeUrl: bridge.url,
    paceMs: 200, // a restart may take seconds, and what is written meanwhile has to fit into the queue
    restart: async () => {
      await bridge.kill();
      await until(() => startsOn(bridge), 'the port is free');
    },
    arrived: async (traceIds) => {
      const stored = new Map();
      for (const traceId of traceIds) {
        const trace = await traceOf(bridge, traceId);
        assert.deepEqual([trace.status, trace.success], ['ended', true]);
        stored.set(traceId, trace.tool_calls.map(({ call_id: id }) => id));
      }
      return stored;
    },
  });
});
