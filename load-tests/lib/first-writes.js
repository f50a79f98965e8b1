#!/usr/bin/env node
// One client's first writes to a server that has just started: one connection, each write after the answer to the one before.
import http from "node:http";
import { commandLine } from "./command.js";
import { Latencies } from "./latency.js";

const options = commandLine(
  "first-writes",
  { writes: 2_000 },
  `usage: node load-tests/lib/first-writes.js [URL] [--writes 2000]
Prints writes a second, and p50, p99 and the greatest of their latencies in ms; the greatest is the first one's.`,
);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const url = new URL("/tool/trace", options.target);

function write(number) {
  const body = JSON.stringify({
    trace_id: ((number >> 3) + 1).toString(16).padStart(32, "0"),
    tool_name: "run_tests",
    params: { path: "tests/", filter: "leap days" },
    result: "x".repeat(200),
    duration_ms: 120,
    success: true,
  });
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    http.request(url, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => (response.statusCode === 200 ? resolve(performance.now() - from) : reject(new Error(`answered ${response.statusCode}`))));
    }).on("error", reject).end(body);
  });
}

const latencies = new Latencies();
const from = performance.now();
for (let number = 1; number <= options.writes; number++) latencies.record(await write(number));
const seconds = (performance.now() - from) / 1_000;
agent.destroy();
console.log(Math.round(options.writes / seconds), latencies.at(50).toFixed(2), latencies.at(99).toFixed(2), latencies.at(100).toFixed(2));
