import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { LightningClient, LightningIntegration } from '../../index.js';
import { startBridge, traceOf, withoutBridgeCommand } from '../bridge.js';
import { PATIENCE_MS, quick, until } from '../support.js';

const { armOf } = createRequire(import.meta.url)('../../lib/guidance.js');
const OTHER = { control: 'treatment', treatment: 'control' };

async function post(bridge, path, body = {}) {
  const response = await fetch(bridge.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...bridge.deciding }, body: JSON.stringify(body) });
  assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
}

/** A bridge with a running experiment: traces that call `exec` after a failed `read` go well, the others do not. */
async function bridgeWithExperiment(t) {
  const bridge = await startBridge();
  t.after(() => bridge.stop());
  const lightning = new LightningIntegration({ ...quick, bridgeUrl: bridge.url, agentId: 'arms', guidanceRefreshMs: 20 });
  t.after(() => lightning.close());
  for (let i = 0; i < 60; i++) {
    const isGood = i % 2 === 0;
    lightning.startSession(`s${i}`, `Read note ${i}.`);
    lightning.traceTool(`s${i}`, 'read', { path: `missing-${i}` }, undefined, { error: 'not found' });
    lightning.traceTool(`s${i}`, isGood ? 'exec' : 'read', {}, 'ok');
    lightning.traceTool(`s${i}`, 'read', { path: 'note' }, 'ok');
    lightning.endSession(`s${i}`, { success: isGood });
  }
  assert.equal(await lightning.flush(PATIENCE_MS), true);
  const { id } = await until(async () => {
    await post(bridge, '/optimize/run');
    const { suggestions } = await bridge.get('/optimize/suggestions');
    return suggestions.find(({ status }) => status === 'proposed');
  }, 'a suggestion');
  await post(bridge, `/optimize/suggestions/${id}/accept`, { mode: 'experiment' });
  const [experiment] = await until(async () => {
    const { experiments } = await bridge.get('/guidance?agent_id=arms');
    return experiments.length > 0 && experiments;
  }, 'the experiment');
  return { bridge, lightning, experiment };
}

test('arms_ofARealExperiment_areTheBridgesOwn_andWrongOnesCostOnlyThemselves', { skip: withoutBridgeCommand }, async (t) => {
  const { bridge, lightning, experiment } = await bridgeWithExperiment(t);
  await until(() => (lightning.startSession('new'), lightning.getGuidance('new').arms.length > 0), 'guidance in the cache');
  const ids = Array.from({ length: 30 }, (_, i) => lightning.startSession(`new-${i}`, 'Read the note.'));
  assert.equal(await lightning.flush(PATIENCE_MS), true);
  assert.deepEqual([lightning.counts().reduced, lightning.counts().rejected], [0, 0], 'client and bridge draw the same arms');
  for (const id of ids) assert.equal((await traceOf(bridge, id)).arms[0].arm, armOf(experiment, id));

  const client = new LightningClient({ ...quick, bridgeUrl: bridge.url });
  t.after(() => client.close());
  const stale = randomBytes(16).toString('hex');
  const arms = [{ experiment: experiment.id, arm: OTHER[armOf(experiment, stale)], applied: true }];
  client.enqueue(JSON.stringify({ type: 'session.start', trace_id: stale, session_key: 'stale', agent_id: 'arms', message: 'kept', arms }));
  client.enqueue(JSON.stringify({ type: 'tool.call', trace_id: stale, tool_name: 'read', call_id: 'c1' }));
  assert.equal(await client.flush(PATIENCE_MS), true);
  const trace = await traceOf(bridge, stale);
  assert.deepEqual([trace.message, trace.session_key, trace.tool_count, trace.arms ?? []], ['kept', 'stale', 1, []]);
  const { sent, reduced, rejected } = client.counts();
  assert.deepEqual({ sent, reduced, rejected }, { sent: 2, reduced: 1, rejected: 0 });
});
