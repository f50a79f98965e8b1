#!/usr/bin/env node
// Does /health answer in time while clients post batches as large as they may be?
//
//   node load-tests/health.mjs URL [SECONDS]        default: 60
//
// Eight clients post full batches (4 MiB, 1,000 events) one after another and wait as Retry-After says when refused.
// The polls come from a thread of their own, so that posting does not delay them.
// Bar: p99 of /health at most 50 ms, every answer 200 or 429. Exit code 1 when it is missed. Loopback only.
import http from "node:http";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const CLIENTS = 8;
const BATCH_BYTES = 4 << 20;
const BAR_MS = 50;

function exchange(url, options, body) {
  return new Promise((done, fail) => {
    const request = http.request(url, options, (response) => {
      response.resume().on("end", () => done(response));
    });
    request.on("error", fail).end(body);
  });
}

async function poll({ url, seconds }) {
  const agent = new http.Agent({ keepAlive: true });
  const times = [];
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const from = performance.now();
    const { statusCode } = await exchange(new URL("/health", url), { agent });
    if (statusCode !== 200) throw new Error(`/health answered ${statusCode}`);
    times.push(performance.now() - from);
    await new Promise((next) => setTimeout(next, 20));
  }
  parentPort.postMessage(times.sort((a, b) => a - b));
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

async function post(url, seconds, counts) {
  const agent = new http.Agent({ keepAlive: true });
  const body = fullBatch();
  const headers = { "content-type": "application/json", "content-length": body.length };
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const { statusCode, headers: answer } = await exchange(new URL("/v1/events", url), { method: "POST", agent, headers }, body);
    counts[statusCode] = (counts[statusCode] ?? 0) + 1;
    if (statusCode === 429) await new Promise((next) => setTimeout(next, Number(answer["retry-after"]) * 1000));
  }
  agent.destroy();
}

if (isMainThread) {
  const [url = "http://127.0.0.1:8765", seconds = "60"] = process.argv.slice(2);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname)) {
    console.error("health: only a bridge on this machine is loaded");
    process.exit(2);
  }
  const counts = {};
  const times = new Promise((done, fail) =>
    new Worker(new URL(import.meta.url), { workerData: { url, seconds: Number(seconds) } }).on("message", done).on("error", fail),
  );
  await Promise.all(Array.from({ length: CLIENTS }, () => post(url, Number(seconds), counts)));
  const sorted = await times;
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(1);
  console.log(`/health p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (bar ${BAR_MS}) in ${sorted.length} polls; batches by status: ${JSON.stringify(counts)}`);
  const known = Object.keys(counts).every((status) => status === "200" || status === "429");
  process.exit(Number(at(0.99)) <= BAR_MS && known && counts[200] > 0 ? 0 : 1);
} else {
  await poll(workerData);
}
