#!/usr/bin/env node
// Is /stats as fast with a million tool calls as with a thousand?
//
//   node load-tests/stats.mjs URL [CALLS]        default: 1,000,000; an empty bridge, please
//
// Bar: p99 with CALLS tool calls is at most twice that with 1,000. Exit code 1 when it is missed. Loopback only.
import http from "node:http";

const [url, callsMax = "1000000"] = process.argv.slice(2);
const target = new URL(url ?? "http://127.0.0.1:8765");
if (!["127.0.0.1", "localhost", "[::1]"].includes(target.hostname)) {
  console.error("stats: only a bridge on this machine is loaded");
  process.exit(2);
}
const agent = new http.Agent({ keepAlive: true });
const tools = ["read", "exec", "write", "web_search", "web_fetch"];
let stored = 0;

function request(path, method = "GET", payload = "") {
  const headers = payload ? { "content-type": "application/json", "content-length": Buffer.byteLength(payload) } : {};
  return new Promise((done, fail) => {
    const call = http.request(new URL(path, target), { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      response.on("end", () => (response.statusCode === 200 ? done(text) : fail(new Error(`${path}: ${response.statusCode} ${text}`))));
    });
    call.on("error", fail);
    call.end(payload);
  });
}

async function fillTo(calls) {
  while (stored < calls) {
    const events = [];
    for (; events.length < 500 && stored < calls; stored++) {
      events.push({ type: "tool.call", session_key: `s${stored % 997}`, tool_name: tools[stored % tools.length], duration_ms: 5 });
    }
    await request("/v1/events", "POST", JSON.stringify({ events }));
  }
}

async function p99() {
  const times = [];
  for (let n = 0; n < 3000; n++) {
    const from = performance.now();
    await request("/stats");
    if (n >= 1000) times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)];
}

async function measure(calls) {
  await fillTo(calls);
  const rounds = [];
  for (let round = 0; round < 5; round++) rounds.push(await p99());
  rounds.sort((a, b) => a - b);
  console.log(`/stats with ${calls} tool calls: p99 ${rounds[2].toFixed(2)} ms (median of 5 rounds of 2,000)`);
  return rounds[2];
}

await request("/stats");
const small = await measure(1000);
const large = await measure(Number(callsMax));
console.log(`ratio ${(large / small).toFixed(2)} (bar: at most 2)`);
agent.destroy();
process.exit(large <= 2 * small ? 0 : 1);
