// What a warm turn of the real OpenClaw costs with the plugin, against one without it: the bridge up, down, hanging.
// One gateway each, all running at once; their turns take it in turns. "off again" shows how much chance alone makes.
//   OPENCLAW_TOOLS=/path LIGHTNING_BIN=/path/bin/lightning TURNS=40 node e2e/turn-cost.js
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBridge } from '../test/bridge.js';
import { startFakeBridge } from '../test/fake-bridge.js';
import { startFakeModel } from './fake-model.js';
import { inOwnNetwork, pack, startGateway } from './openclaw.js';

inOwnNetwork();
const TURNS = Number(process.env.TURNS ?? 40);
const WARM_UP = 8;
const BAR = 1.03;
const STEPS = [{ tool: 'read', args: { path: 'note.txt' } }, { tool: 'read', args: { path: 'missing.txt' } }, { tool: 'read', args: { path: 'note.txt' } }, { text: 'Done.' }];

const directory = mkdtempSync(join(tmpdir(), 'turn-cost-'));
const tarball = pack(directory);
const model = await startFakeModel(({ step }) => STEPS[Math.min(step, STEPS.length - 1)]);
const bridge = process.env.LIGHTNING_BIN ? await startBridge() : await startFakeBridge();
console.log(`bridge: ${process.env.LIGHTNING_BIN ?? 'the fake of the tests (LIGHTNING_BIN is not set)'}; folder: ${directory}`);
const hanging = net.createServer(() => {}).listen(0, '127.0.0.1');
await once(hanging, 'listening');

const variants = {
  off: undefined,
  up: { url: bridge.url },
  down: { url: 'http://127.0.0.1:1' },
  hanging: { url: `http://127.0.0.1:${hanging.address().port}` },
  'off again': undefined,
};
const gateways = [];
for (const [i, [name, pluginConfig]] of Object.entries(variants).entries()) {
  const options = { directory: join(directory, name.replace(' ', '-')), port: 19_801 + i, modelPort: model.port };
  gateways.push({ name, times: [], gateway: await startGateway({ ...options, ...(pluginConfig && { tarball, pluginConfig }) }) });
}
for (let turn = -WARM_UP; turn < TURNS; turn++) {
  // Each round begins with another one, so that none is always first after a pause.
  for (let i = 0; i < gateways.length; i++) {
    const { gateway, times } = gateways[(i + turn + WARM_UP) % gateways.length];
    const ms = await gateway.turn(`Turn ${turn}`);
    if (turn >= 0) times.push(ms);
  }
}
for (const { gateway } of gateways) await gateway.stop();
const { total_traces: traces } = await fetch(`${bridge.url}/stats`).then((response) => response.json());
model.stop();
hanging.close();
await (bridge.stop ?? bridge.kill)();

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
const base = median(gateways[0].times);
let held = traces === TURNS + WARM_UP;
for (const { name, times } of gateways) {
  const ratio = median(times) / base;
  const bar = name.startsWith('off') ? '' : ratio <= BAR ? 'holds' : 'MISSED';
  held &&= bar !== 'MISSED';
  console.log(name.padEnd(10), `median ${median(times).toFixed(1)} ms`, `ratio ${ratio.toFixed(3)}`, bar);
}
console.log(`${TURNS} turns each, bar ${BAR}; ${traces} traces in the bridge, expected ${TURNS + WARM_UP}`);
process.exit(held ? 0 : 1);
