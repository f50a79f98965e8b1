// What a warm turn of the real OpenClaw costs with the plugin, against one without it: the bridge up, down, hanging.
// One gateway each, all running at once; in each round each of them takes one turn, in random order.
//   OPENCLAW_TOOLS=/path LIGHTNING_BIN=/path/bin/lightning TURNS=40 node e2e/turn-cost.js [file]
// The times of each run are added to the file, and the report is over all runs in it: a few percent can only be seen
// in several runs, as each gateway process is a little faster or slower than the next for all its life. "off again" is
// a second gateway without the plugin: it shows how much of a difference chance alone makes.
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBridge } from '../test/bridge.js';
import { startFakeModel } from './fake-model.js';
import { inOwnNetwork, pack, startGateway } from './openclaw.js';
import { median, report } from './turn-cost-report.js';

inOwnNetwork();
const TURNS = Number(process.env.TURNS ?? 40);
const WARM_UP = 10;
const STEPS = [{ tool: 'read', args: { path: 'note.txt' } }, { tool: 'read', args: { path: 'missing.txt' } }, { tool: 'read', args: { path: 'note.txt' } }, { text: 'Done.' }];

const directory = mkdtempSync(join(tmpdir(), 'turn-cost-'));
const file = process.argv[2] ?? join(directory, 'turn-cost.jsonl');
const tarball = pack(directory);
const model = await startFakeModel(({ step }) => STEPS[Math.min(step, STEPS.length - 1)]);
const bridge = await startBridge();
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
  if (turn === 0) console.log('warm; from here on the machine should be quiet');
  for (const { gateway, times } of shuffled(gateways)) {
    const ms = await gateway.turn(`Turn ${turn}`);
    if (turn >= 0) times.push(ms);
  }
}
for (const { gateway } of gateways) await gateway.stop();
const { total_traces: traces } = await bridge.get('/stats');
model.stop();
hanging.close();
await bridge.stop();

const run = { at: new Date().toISOString(), cores: cpus().length, load: loadavg()[0], times: Object.fromEntries(gateways.map(({ name, times }) => [name, times])) };
console.log(`this run, ${TURNS} turns each: ${gateways.map(({ name, times }) => `${name} ${median(times).toFixed(1)} ms`).join(', ')}`);
console.log(`${traces} traces in the bridge, expected ${TURNS + WARM_UP}; folder: ${directory}`);
appendFileSync(file, JSON.stringify(run) + '\n');
const runs = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const held = report(runs, console.log);
process.exit(held && traces === TURNS + WARM_UP ? 0 : 1);

function shuffled(list) {
  const drawn = list.map((value) => ({ value, place: Math.random() }));
  return drawn.sort((a, b) => a.place - b.place).map(({ value }) => value);
}
