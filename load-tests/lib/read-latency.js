#!/usr/bin/env node
// How long reading takes, on several bridges in turns: p99 of each read and bridge, one line each.
import { randomBytes } from "node:crypto";
import { commandLine } from "./command.js";
import { Client } from "./http.js";
import { Latencies } from "./latency.js";

const CALLS = 500;
const LONG_TRACE = randomBytes(16).toString("hex");

/** A call of the page and a search: so long at the most. */
const CALL_MS = 50;
const SEARCH_MS = 300;

/** A read with a limit in ms, for its p95, looks at more the more there is, up to a limit of its own; without one it takes no longer. */
const READS = [
  { path: "/stats" },
  { path: "/traces" },
  { path: "/traces?limit=200", ms: CALL_MS },
  { path: `/traces/${LONG_TRACE}`, name: `a trace of ${CALLS} calls` },
  { path: "/sessions" },
  { path: "/optimize/suggestions" },
  { path: "/series", ms: CALL_MS },
  { path: "/series?days=365", ms: CALL_MS },
  { path: "/failures", ms: CALL_MS },
  { path: "/tools", ms: CALL_MS },
  { path: "/traces?q=flight", ms: SEARCH_MS },
  { path: "/traces?q=nobody%20wrote%20this", ms: SEARCH_MS },
];

const WARM_UP = 500;
/** A round of slow reads ends sooner, but not before its 99th percentile means something. */
const ROUND_MS = 4_000;
const REQUESTS_MIN = 200;

const options = commandLine(
  "read-latency",
  { urls: "", rounds: 5, requests: 2000 },
  `usage: node load-tests/lib/read-latency.js --urls URL,URL,... [--rounds 5] [--requests 2000]
Stores a trace of ${CALLS} calls in each bridge. Prints for each read and URL, with tabs between: place of the URL, the read,
median of the rounds' p50, p95 and p99 in ms, least and greatest p99, and its limit in ms or -.`,
);
const clients = options.urls.split(",").map((url) => {
  const { target } = commandLine("read-latency", {}, "", [url]);
  return new Client(target, 1);
});

async function storeLongTrace(client) {
  const calls = Array.from({ length: CALLS }, (_, i) => ({
    type: "tool.call",
    trace_id: LONG_TRACE,
    call_id: String(i),
    tool_name: "run_tests",
    params: { path: "tests/", filter: `leap days ${i}` },
    result: "x".repeat(200),
    duration_ms: 120,
  }));
  const events = [{ type: "session.start", trace_id: LONG_TRACE, message: "a long one" }, ...calls, { type: "session.end", trace_id: LONG_TRACE }];
  const { status, text } = await client.request("POST", "/v1/events", JSON.stringify({ events }));
  if (status !== 200 || JSON.parse(text).rejected.length > 0) throw new Error(`the long trace was answered ${status}: ${text.slice(0, 200)}`);
}

async function get(client, path) {
  const from = performance.now();
  const { status } = await client.request("GET", path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
  return performance.now() - from;
}

/** One request to each in turn, again and again, so that all of them meet the same moments of the machine. */
async function round(path, requests) {
  const latencies = clients.map(() => new Latencies());
  const begin = performance.now();
  for (let n = 0; n < requests && (n < REQUESTS_MIN || performance.now() - begin < ROUND_MS); n++) {
    for (const [i, client] of clients.entries()) latencies[i].record(await get(client, path));
  }
  return latencies.map((one) => ({ p50: one.at(50), p95: one.at(95), p99: one.at(99) }));
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

for (const client of clients) await storeLongTrace(client);
for (const { path, name = `GET ${path}`, ms: limit = "-" } of READS) {
  await round(path, WARM_UP);
  const rounds = [];
  for (let n = 0; n < options.rounds; n++) rounds.push(await round(path, options.requests));
  for (const i of clients.keys()) {
    const of = (percentile) => rounds.map((round) => round[i][percentile]);
    const ms = [median(of("p50")), median(of("p95")), median(of("p99")), Math.min(...of("p99")), Math.max(...of("p99"))];
    console.log([i, name, ...ms.map((value) => value.toFixed(3)), limit].join("\t"));
  }
}
for (const client of clients) client.close();
