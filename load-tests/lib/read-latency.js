#!/usr/bin/env node
// How long the reading endpoints take, on several bridges in turns: p99 of each endpoint and bridge, one line each.
import { commandLine } from "./command.js";
import { Client } from "./http.js";
import { Latencies } from "./latency.js";

const PATHS = ["/stats", "/traces", "/optimize/suggestions"];
const WARM_UP = 500;

const options = commandLine(
  "read-latency",
  { urls: "", rounds: 5, requests: 2000 },
  `usage: node load-tests/lib/read-latency.js --urls URL,URL,... [--rounds 5] [--requests 2000]
Prints for each URL and endpoint: place of the URL, path, median of the rounds' p50 and p99 in ms, least and greatest p99.`,
);
const clients = options.urls.split(",").map((url) => {
  const { target } = commandLine("read-latency", {}, "", [url]);
  return new Client(target, 1);
});

async function get(client, path) {
  const from = performance.now();
  const { status } = await client.request("GET", path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
  return performance.now() - from;
}

/** One request to each in turn, again and again, so that all of them meet the same moments of the machine. */
async function round(path, requests) {
  const latencies = clients.map(() => new Latencies());
  for (let n = 0; n < requests; n++) {
    for (const [i, client] of clients.entries()) latencies[i].record(await get(client, path));
  }
  return latencies.map((one) => one.figures());
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

for (const path of PATHS) {
  await round(path, WARM_UP);
  const rounds = [];
  for (let n = 0; n < options.rounds; n++) rounds.push(await round(path, options.requests));
  for (const i of clients.keys()) {
    const p99 = rounds.map((round) => round[i].p99);
    const ms = [median(rounds.map((round) => round[i].p50)), median([...p99]), Math.min(...p99), Math.max(...p99)];
    console.log(i, path, ...ms.map((value) => value.toFixed(3)));
  }
}
for (const client of clients) client.close();
