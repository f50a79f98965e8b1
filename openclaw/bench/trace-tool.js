// What traceTool() costs the agent, beside JSON.stringify of the same params and beside an empty call, in one run.
//   node --expose-gc bench/trace-tool.js
import { LightningIntegration } from '../index.js';

const ROUNDS = 200;
const CALLS = 1_000;
const PARAMS = [
  { path: '/home/user/project/src/main/java/Example.java' },
  { command: 'ls -la', cwd: '/home/user/project', env: { LANG: 'C.UTF-8' }, timeout: 30, tags: ['a', 'b', 'c'] },
  { query: 'select * from flights where origin = ? and departure > ?', values: ['FRA', 1795332205220], limit: 100 },
  { path: 'notes.txt', content: 'All work and no play makes Jack a dull boy. '.repeat(40) },
];
const BARS = { medianFactor: 1.5, medianExtraUs: 1, p99Us: 20, offFactor: 20 };

const on = new LightningIntegration({ enabled: true, bridgeUrl: 'http://127.0.0.1:1', logger: { warn() {} } });
const off = new LightningIntegration({ enabled: false });
on.startSession('bench');
let sink = 0;
const empty = () => {};

/** The times of single calls in microseconds, over all rounds; the event loop turns between rounds, as an agent's does. */
async function times(call) {
  const measured = new Float64Array(ROUNDS * CALLS);
  for (let round = -20; round < ROUNDS; round++) {
    globalThis.gc?.();
    for (let i = 0; i < CALLS; i++) {
      const params = PARAMS[i % PARAMS.length];
      const startedAt = process.hrtime.bigint();
      call(params);
      const elapsed = Number(process.hrtime.bigint() - startedAt) / 1_000;
      if (round >= 0) measured[round * CALLS + i] = elapsed;
    }
    await new Promise(setImmediate);
  }
  return measured.sort();
}

/** Nanoseconds per call in a loop, for calls shorter than a clock's reading; in turns, so that both meet the same compiler. */
function loopNs(...calls) {
  const measured = calls.map(() => []);
  for (let round = 0; round < 21; round++) {
    calls.forEach((call, which) => {
      const startedAt = process.hrtime.bigint();
      for (let i = 0; i < 1_000_000; i++) call(PARAMS[i & 3]);
      measured[which].push(Number(process.hrtime.bigint() - startedAt) / 1_000_000);
    });
  }
  return measured.map((rounds) => rounds.sort((a, b) => a - b)[10]);
}

const quantile = (sorted, q) => sorted[Math.floor(sorted.length * q)];
const us = (value) => `${value.toFixed(2)} µs`;

const clock = await times(empty);
const stringify = await times((params) => { sink += JSON.stringify(params).length; });
const trace = await times((params) => on.traceTool('bench', 'read', params));
const median = { clock: quantile(clock, 0.5), stringify: quantile(stringify, 0.5), trace: quantile(trace, 0.5) };
const net = { stringify: median.stringify - median.clock, trace: median.trace - median.clock };
const limit = net.stringify * BARS.medianFactor + BARS.medianExtraUs;
const p99 = quantile(trace, 0.99);
const [emptyNs, offNs] = loopNs(empty, (params) => off.traceTool('bench', 'read', params));

const rows = [
  ['median of JSON.stringify', us(net.stringify), ''],
  ['median of traceTool', us(net.trace), `bar ${us(limit)}`, net.trace <= limit],
  ['p99 of traceTool', us(p99), `bar ${us(BARS.p99Us)}`, p99 <= BARS.p99Us],
  ['p99 of JSON.stringify', us(quantile(stringify, 0.99)), ''],
  ['empty call', `${emptyNs.toFixed(2)} ns`, ''],
  ['traceTool, switched off', `${offNs.toFixed(2)} ns`, `bar ${(emptyNs * BARS.offFactor).toFixed(2)} ns`, offNs <= emptyNs * BARS.offFactor],
];
for (const [what, value, bar, held] of rows) console.log(what.padEnd(26), value.padStart(10), bar.padStart(16), held === undefined ? '' : held ? 'holds' : 'MISSED');
console.log(`(${ROUNDS * CALLS} calls each, the clock's own ${us(median.clock)} taken off the medians; sink ${sink})`);
await on.close(0);
process.exitCode = rows.every(([, , , held]) => held !== false) ? 0 : 1;
