import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create } from '../../index.js';
import { startBridge, traceOf, withoutBridgeCommand } from '../bridge.js';
import { PATIENCE_MS } from '../support.js';

test('oddValues_intoARealBridge_areStoredWithoutARefusal', { skip: withoutBridgeCommand }, async (t) => {
  const bridge = await startBridge();
  t.after(() => bridge.stop());
  const lightning = create({ enabled: true, bridgeUrl: bridge.url, guidance: false });
  let deep = 'end';
  for (let i = 0; i < 10_000; i++) deep = { deep };
  const traceId = lightning.startSession(`half ${'\ud83d'}`, `cut ${'\ude00'}`, { nested: deep, id: 1n });
  lightning.traceTool(`half ${'\ud83d'}`, 'read', { kept: 1, deep, half: '\ud83d', nul: '\0', ['k'.repeat(9_000)]: 1 }, [deep, new Map([['password', 'x']])]);
  assert.equal(await lightning.flush(PATIENCE_MS), true);
  const { reduced, rejected } = lightning.counts();
  await lightning.close();
  assert.deepEqual({ reduced, rejected }, { reduced: 0, rejected: 0 });
  const trace = await traceOf(bridge, traceId);
  assert.deepEqual([trace.session_key, trace.message], ['half \ufffd', 'cut \ufffd']);
  const [{ params, result }] = trace.tool_calls;
  assert.deepEqual([params.kept, params.half, params.nul], [1, '\ufffd', '\0']);
  assert.deepEqual(result[1], { password: '[masked]' });
});
