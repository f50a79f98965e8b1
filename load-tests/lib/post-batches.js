#!/usr/bin/env node
// Stores sessions as fast as the bridge takes them: batches over a few connections. The bodies are made before the clock
// starts, a round of them at a time, so that what is measured is the bridge and not this script.
import { randomBytes } from "node:crypto";
import { commandLine } from "./command.js";
import { Client, sleep } from "./http.js";
import { batchBody, sessionOf } from "./sessions.js";

const options = commandLine(
  "post-batches",
  { events: 200_000, traces: 0, batch: 50, connections: 8, seed: 1, small: false },
  `usage: node load-tests/lib/post-batches.js [URL] [--events N | --traces N] [--batch 50] [--connections 8] [--small]
Prints events, seconds and events a second. --small: two short calls a session, to fill a database with many traces.`,
);
const ROUND_BATCHES = 400;
const run = randomBytes(4).toString("hex");
const client = new Client(options.target, options.connections);
const sum = { events: 0, traces: 0, seconds: 0 };
const enough = () => (options.traces > 0 ? sum.traces >= options.traces : sum.events >= options.events);
let session = 0;
let leftOver = [];

function small(index) {
  const full = sessionOf(run, options.seed, index);
  const calls = full.events.filter(({ type }) => type === "tool.call").slice(0, 2);
  for (const { fields } of calls) {
    fields.params = { statement: fields.params.statement.slice(0, 60) };
    fields.result = fields.result.slice(0, 100);
    delete fields.error;
  }
  return [full.events[0], ...calls, ...full.events.slice(-2)];
}

function round() {
  const batches = [];
  while (batches.length < ROUND_BATCHES && !enough()) {
    leftOver.push(...(options.small ? small(session++) : sessionOf(run, options.seed, session++).events));
    sum.traces++;
    while (leftOver.length >= options.batch) {
      batches.push(Buffer.from(batchBody(leftOver.splice(0, options.batch))));
      sum.events += options.batch;
    }
  }
  if (enough() && leftOver.length > 0) {
    sum.events += leftOver.length;
    batches.push(Buffer.from(batchBody(leftOver.splice(0))));
  }
  return batches;
}

async function post(body) {
  for (;;) {
    const { status, text, retryAfterMs } = await client.request("POST", "/v1/events", body);
    if (status === 429) {
      await sleep(retryAfterMs);
      continue;
    }
    if (status !== 200 || JSON.parse(text).rejected.length > 0) throw new Error(`a batch was answered ${status}: ${text.slice(0, 300)}`);
    return;
  }
}

while (!enough()) {
  const batches = round();
  const begin = performance.now();
  const sender = async () => {
    for (let body = batches.pop(); body; body = batches.pop()) await post(body);
  };
  await Promise.all(Array.from({ length: options.connections }, sender));
  sum.seconds += (performance.now() - begin) / 1000;
}
client.close();
console.log(`${sum.events} ${sum.seconds.toFixed(3)} ${(sum.events / sum.seconds).toFixed(0)}`);
