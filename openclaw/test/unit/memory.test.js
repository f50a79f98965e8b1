import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

// In a process of its own, where the heap can be collected before it is measured, and warmed up, so that what the
// compiler keeps is not counted.
const SCRIPT = `
  import { LightningIntegration } from ${JSON.stringify(new URL('../../index.js', import.meta.url).href)};
  const [letter, bytesMax] = [process.argv[1], Number(process.argv[2])];
  const used = () => (gc(), gc(), process.memoryUsage().heapUsed + process.memoryUsage().external);
  async function fill(queueBytesMax, events) {
    const lightning = new LightningIntegration({ enabled: true, bridgeUrl: 'http://127.0.0.1:1', queueBytesMax, queueEventsMax: 1e6, logger: { warn() {} } });
    lightning.startSession('s1');
    const before = used();
    let most = 0;
    for (let i = 0; i < events; i++) {
      lightning.traceTool('s1', 'read', { path: 'file ' + i, text: letter.repeat(400) }, { lines: i });
      if (i % 10_000 === 9_999) {
        await new Promise(setImmediate);
        most = Math.max(most, used() - before);
      }
    }
    const counts = lightning.counts();
    await lightning.close(0);
    return { most, ...counts };
  }
  await fill(100_000, 20_000);
  console.log(JSON.stringify(await fill(bytesMax, 100_000)));
  process.exit();
`;

for (const [name, letter] of [['ascii', 'x'], ['latin', 'ü'], ['japanese', '語'], ['emoji', '🙂']]) {
  test(`bridgeAway_100000Events_${name}_staysWithinTheConfiguredBytes`, () => {
    const bytesMax = 16 * 1024 * 1024;
    const output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', SCRIPT, letter, String(bytesMax)]);
    const { most, queued_bytes: queued, queued_events: events, dropped } = JSON.parse(output);
    assert.equal(events + dropped, 100_001);
    assert.ok(queued > bytesMax * 0.9 && queued <= bytesMax, `the bound was reached: ${queued}`);
    assert.ok(most <= bytesMax, `heap grew by ${most}`);
  });
}
