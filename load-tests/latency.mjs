#!/usr/bin/env node
// Single writes at a steady rate, open loop: an event is due by the clock, whether or not earlier ones were answered,
// and its latency counts from when it was due (so a stall is not hidden by the requests that it kept from being sent).
//
//   node load-tests/latency.mjs URL [--rate 1000] [--sessions 100] [--seconds 20]
//
// Bars: p50 <= 2 ms, p99 <= 10 ms, all answered 200. Exit code 1 when one is missed. Loopback only.
import http from "node:http";

const options = { rate: 1000, sessions: 100, seconds: 20, p50: 2, p99: 10 };
const [url, ...rest] = process.argv.slice(2);
for (let i = 0; i < rest.length; i += 2) {
  const name = rest[i].replace(/^--/, "");
  if (!(name in options)) fail(`unknown option ${rest[i]}`);
  options[name] = Number(rest[i + 1]);
}
const target = new URL(url ?? fail("which URL? e.g. http://127.0.0.1:8765"));
if (!["127.0.0.1", "localhost", "[::1]"].includes(target.hostname)) fail("only a bridge on this machine is loaded");

function fail(message) {
  console.error(`latency: ${message}`);
  process.exit(2);
}

const agent = new http.Agent({ keepAlive: true, maxSockets: options.sessions });
const latencies = [];
const failures = new Map();

function body(n) {
  return JSON.stringify({
    session_key: `latency-${n % options.sessions}`,
    tool_name: "web_search",
    params: { query: "how to configure vert.x jdbc client with sqlite", count: 10, n },
    result: { status: "ok", items: [{ title: "Vert.x JDBC", url: "https://example.org/a" }] },
    duration_ms: 123,
  });
}

function send(n, due) {
  return new Promise((done) => {
    const payload = body(n);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(payload) };
    const failed = (why) => done(failures.set(why, (failures.get(why) ?? 0) + 1));
    const request = http.request(target, { path: "/tool/trace", method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => {
        if (response.statusCode !== 200) return failed(`status ${response.statusCode}`);
        latencies.push(performance.now() - due);
        done();
      });
    });
    request.on("error", (error) => failed(error.code ?? error.message));
    request.end(payload);
  });
}

async function run(seconds, count) {
  const start = performance.now();
  const total = seconds * options.rate;
  const pending = [];
  for (let n = 0; n < total; ) {
    const due = start + (n * 1000) / options.rate;
    if (performance.now() >= due) pending.push(send(count + n++, due));
    else await new Promise((tick) => setTimeout(tick, 1)); // spinning would take a core from the bridge
  }
  await Promise.all(pending);
  return total;
}

const warm = await run(5, 0);
latencies.length = 0;
await run(options.seconds, warm);
agent.destroy();
latencies.sort((a, b) => a - b);
const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
const line = [0.5, 0.9, 0.99, 0.999].map((share) => `p${share * 100} ${at(share).toFixed(2)} ms`).join(", ");
console.log(`${latencies.length} writes at ${options.rate}/s from ${options.sessions} sessions: ${line}, max ${at(1).toFixed(2)} ms`);
for (const [why, count] of failures) console.log(`not stored: ${count} x ${why}`);
process.exit(failures.size === 0 && at(0.5) <= options.p50 && at(0.99) <= options.p99 ? 0 : 1);
