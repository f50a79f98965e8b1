import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FAULTS } from '../faults.js';
import { recording } from '../openclaw-host.js';
import { bridge, call, context, end, freshForEachTest, host, load, stored, turn } from '../plugin-fixture.js';
import { until } from '../support.js';

freshForEachTest();

test('handlerWithABug_isLoggedAndReturnsNothing', async () => {
  await load();
  const event = { get runId() { throw new Error('odd event'); } };
  for (const hook of host.instances.discovery.hooks.keys()) assert.equal(host.fire(hook, event, null), undefined);
  assert.ok(host.logger.lines.some((line) => line.includes('odd event')));
});

test('stopOfTheService_sendsWhatWaitsOrLeavesItInTheSpool', async () => {
  const spoolFile = join(mkdtempSync(join(tmpdir(), 'spool-')), 'events.jsonl');
  await load({ spoolFile });
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  await host.stopServices();
  await load({ spoolFile });
  turn('k2');
  await until(() => stored('session.end').length === 2, 'the ends of both');
  assert.deepEqual(stored('session.end').map(({ metadata }) => metadata.closed_by), ['shutdown', undefined]);
});

test('stopOfTheService_bridgeHangs_endsAnyway', async () => {
  bridge.fault = FAULTS.hanging;
  await load();
  turn('k1');
  await host.stopServices();
  assert.equal(bridge.requests.some(({ url }) => url === '/v1/events'), true);
});

test('stop_thenNewEvents_startsAnew', async () => {
  await load();
  turn('k1');
  await host.stop();
  turn('k2');
  await until(() => stored('session.end').length === 2, 'both traces');
});

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`fault_${name}_theGatewayGoesOnAndNothingIsLost`, async () => {
    let seen = 0;
    bridge.fault = (request, response) => (seen++, fault(request, response));
    await load({ guidanceRefreshMs: 100 });
    for (const { hook, event, ctx } of recording('chat')) assert.equal(host.fire(hook, event, ctx), undefined);
    await until(() => seen >= 2, 'the fault met events and guidance');
    assert.equal(turn('k3'), undefined, 'no garbage in the prompt');
    bridge.fault = () => false;
    bridge.disconnect();
    await host.stop();
    assert.equal(bridge.events.size, 12 + 4);
    assert.ok(host.logger.lines.length <= 1, host.logger.lines.join('\n'));
  });
}

for (const [name, time] of [['backToTheSeventies', 1e9], ['intoTheFuture', 5e12]]) {
  test(`clockJumps_${name}_nothingIsLost`, async (t) => {
    await load();
    turn('before');
    t.mock.method(Date, 'now', () => time);
    turn('after');
    await host.stop();
    assert.equal(stored('session.end').length, 2);
    assert.equal(stored('tool.call').length, 2);
  });
}
