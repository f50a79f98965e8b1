#!/usr/bin/env node
// Does the optimizer delay writes? The same load twice: single writes (latency.mjs) beside batches of traces. The first time
// the traces stay open, so that the optimizer has nothing to do; the second time each ends, so that it learns all the time.
// The events are as many both times.
//
//   sh load-tests/optimizer.sh [--rate 500] [--traces 100] [--seconds 15]
//   node load-tests/optimizer.mjs URL …          (a bridge that is running)
//
// Bars: while it learns p50 <= 2 ms and p99 <= 10 ms as without it (latency.mjs), all answered 200, and it did run.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const options = { rate: 500, traces: 100, seconds: 15, known: 4000 };
const [url, ...rest] = process.argv.slice(2);
for (let i = 0; i < rest.length; i += 2) {
  const name = rest[i].replace(/^--/, "");
  if (!(name in options)) throw new Error(`unknown option ${rest[i]}`);
  options[name] = Number(rest[i + 1]);
}
const BATCH = 20;
let made = 0;

function trace(ends) {
  const trace_id = (++made).toString(16).padStart(32, "0");
  const call = (tool_name, more) => ({ type: "tool.call", trace_id, tool_name, params: { query: `SELECT ${made}` }, ...more });
  const looks = made % 2 === 0;
  return [
    { type: "session.start", trace_id, session_key: `s${made}`, agent_id: "sql", task_key: `task-${made % 40}`,
      message: `how many customers are there in region ${made % 7}` },
    call("select", { error: "Error executing query: no such table" }),
    call(looks ? "show" : "select"),
    call("select"),
    ends ? { type: "session.end", trace_id, success: (made * 7) % 10 < (looks ? 8 : 3) } : call("select"),
  ];
}

async function store(count, ends) {
  const events = Array.from({ length: count }, () => trace(ends)).flat();
  const answer = await fetch(`${url}/v1/events`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ events }) });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
}

const optimizer = async () => (await (await fetch(`${url}/stats`)).json()).optimizer;

async function caughtUp(traces) {
  for (let state = await optimizer(); state.analyzed_traces < traces || state.waiting_traces > 0; state = await optimizer()) {
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

function latency() {
  const script = fileURLToPath(new URL("latency.mjs", import.meta.url));
  return new Promise((done) =>
    execFile(process.execPath, [script, url, "--rate", options.rate, "--seconds", options.seconds], (error, out) =>
      done({ held: !error, line: out.trim(), ms: [...out.matchAll(/p(50|99) ([\d.]+) ms/g)].map((found) => Number(found[2])) })));
}

/** Latency of single writes while traces come in. */
async function measure(ends) {
  let over = false;
  const feeding = (async () => {
    for (let due = performance.now(); !over; due += (1000 * BATCH) / options.traces) {
      await store(BATCH, ends);
      await new Promise((wait) => setTimeout(wait, Math.max(0, due - performance.now())));
    }
  })();
  const before = await optimizer();
  const result = await latency();
  const after = await optimizer();
  over = true;
  await feeding;
  const { held, line, ms } = result;
  console.log(`${ends ? "learning" : "idle"}: ${line}`);
  return { held, p50: ms[0], p99: ms[1], runs: after.runs - before.runs, learned: after.analyzed_traces - before.analyzed_traces };
}

for (let i = 0; i < options.known; i += 200) await store(200, true);
await caughtUp(options.known);
const idle = await measure(false);
const busy = await measure(true);
console.log(`while it learns: ${busy.runs} runs over ${busy.learned} new traces with ${options.known} known before`
  + ` (idle: ${idle.runs} runs); p50 ${(busy.p50 / idle.p50).toFixed(2)} and p99 ${(busy.p99 / idle.p99).toFixed(2)} times that of the idle one`);
process.exit(busy.held && idle.held && busy.runs > options.seconds && busy.learned > 0 ? 0 : 1);
