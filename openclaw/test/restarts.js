import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { LightningIntegration } from '../index.js';
import { keepingLogger, quick, until } from './support.js';

const SESSIONS = 100;
const RESTARTS = 10;

/**
 * 100 sessions write, each about every `paceMs`, while the bridge is killed and started again ten times. `restart()` does both on
 * the same port, `arrived()` tells what is stored in the end: a map from trace id to the calls' ids, as often as
 * they are stored. Every event within the queue's bounds must be there exactly once.
 */
export async function everythingSurvivesRestarts({ bridgeUrl, paceMs, restart, arrived }) {
  const logger = keepingLogger();
  const lightning = new LightningIntegration({ ...quick, bridgeUrl, logger });
  const expected = new Map();
  let writing = true;
  const sessions = Array.from({ length: SESSIONS }, async (_, s) => {
    const traceId = lightning.startSession(`restarts-${s}`, `message ${s}`);
    const calls = [];
    expected.set(traceId, calls);
    for (let i = 0; writing; i++) {
      const callId = `${s}-${i}`;
      lightning.traceTool(`restarts-${s}`, 'read', { i }, 'ok', { callId });
      calls.push(callId);
      await sleep(paceMs * (0.5 + Math.random()));
    }
    lightning.endSession(`restarts-${s}`, { success: true });
  });

  try {
    for (let i = 0; i < RESTARTS; i++) {
      const sentBefore = lightning.counts().sent;
      await until(() => lightning.counts().sent > sentBefore, 'events flow');
      await restart();
    }
  } finally {
    writing = false; // else a failure would keep this process for ever
    await Promise.all(sessions);
  }
  await until(() => lightning.counts().queued_events === 0, 'all is answered');

  const { dropped, rejected } = lightning.counts();
  await lightning.close();
  assert.deepEqual({ dropped, rejected }, { dropped: 0, rejected: 0 });
  const stored = await arrived([...expected.keys()]);
  for (const [traceId, calls] of expected) assert.deepEqual([...stored.get(traceId)].sort(), [...calls].sort());
  assert.ok(logger.lines.length <= 1, logger.lines.join('\n'));
}
