#!/usr/bin/env node
// Does /health answer in time while clients post batches as large as they may be? The polls come from a thread of their own, so
// that posting does not delay them.
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { commandLine } from "./lib/command.js";
import { Client, sleep } from "./lib/http.js";
import { Latencies } from "./lib/latency.js";

const CLIENTS = 8;
const BATCH_BYTES = 4 << 20;
const BAR_MS = 50;
const POLL_MS = 20;

async function poll({ url, seconds }) {
  const client = new Client(new URL(url), 1);
  const latencies = new Latencies();
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const from = performance.now();
    const { status } = await client.request("GET", "/health");
    if (status !== 200) throw new Error(`/health answered ${status}`);
    latencies.record(performance.now() - from);
    await sleep(POLL_MS);
  }
  client.close();
  parentPort.postMessage(latencies.figures());
}

function fullBatch() {
  const text = "lorem ipsum dolor sit amet ".repeat(150);
  const events = [];
  for (let bytes = 20; events.length < 1000; ) {
    const event = JSON.stringify({ type: "tool.call", session_key: `s${events.length % 10}`, tool_name: "exec", result: text });
    bytes += event.length + 1;
    if (bytes > BATCH_BYTES) break;
    events.push(event);
  }
  return Buffer.from(`{"events":[${events}]}`);
}

async function post({ target, seconds }, counts) {
  const client = new Client(target, 1);
  const body = fullBatch();
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const { status, retryAfterMs } = await client.request("POST", "/v1/events", body);
    counts[status] = (counts[status] ?? 0) + 1;
    if (status === 429) await sleep(retryAfterMs);
  }
  client.close();
}

if (isMainThread) {
  const options = commandLine(
    "health",
    { seconds: 60 },
    `usage: node load-tests/health.js [URL] [--seconds 60]
Eight clients post full batches (4 MiB, 1,000 events) one after another, and wait as Retry-After says when refused.
Bar: p99 of /health at most ${BAR_MS} ms, every answer 200 or 429. Exit code 1 when it is missed.`,
  );
  const counts = {};
  const polls = new Promise((done, fail) =>
    new Worker(new URL(import.meta.url), { workerData: { url: options.target.href, seconds: options.seconds } })
      .on("message", done)
      .on("error", fail),
  );
  await Promise.all([polls, ...Array.from({ length: CLIENTS }, () => post(options, counts))]);
  const { p50, p99, count } = await polls;
  const batches = JSON.stringify(counts);
  console.log(`/health p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (bar ${BAR_MS}) in ${count} polls; batches by status: ${batches}`);
  const known = Object.keys(counts).every((status) => status === "200" || status === "429");
  process.exit(p99 <= BAR_MS && known && counts[200] > 0 ? 0 : 1);
} else {
  await poll(workerData);
}
