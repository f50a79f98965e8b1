#!/usr/bin/env node
// The same tool calls of about 400 bytes to any of the servers of rivals.sh, as it takes them.
import { randomBytes } from "node:crypto";
import { commandLine } from "./command.js";
import { Client, sleep } from "./http.js";
import { span, spansRequest } from "./otlp.js";

const options = commandLine(
  "rival-calls",
  { as: "tools", calls: 2_000, connections: 1, batch: 1, headers: "", attributes: "", kill: "" },
  `usage: node load-tests/lib/rival-calls.js [URL] [--as tools|events|spans] [--calls 2000] [--connections 1] [--batch 1]
--headers and --attributes: NAME=VALUE,... for each request and each span. --kill PID,...: ended by SIGKILL at the last answer.
Prints tool calls a second, from the first request to the last answer.`,
);
const CALLS_A_TRACE = 8;
const TRIES_MAX = 600;
const pairs = (text) => Object.fromEntries(text.split(",").filter(Boolean).map((pair) => pair.split("=")));
const attributes = pairs(options.attributes);
const client = new Client(options.target, options.connections, pairs(options.headers));
const run = randomBytes(12).toString("hex");
const START_NANOS = BigInt(Date.now()) * 1_000_000n;

/** What an exporter sends of one call; spans have no result that is not text. */
function spanOf(number, call) {
  const from = START_NANOS + BigInt(number) * 1_000_000n;
  const around = { traceId: Buffer.from(call.trace_id, "hex"), id: Buffer.from(run.slice(0, 8) + number.toString(16).padStart(8, "0"), "hex") };
  return span({ ...around, name: `execute_tool ${call.tool_name}`, from, to: from + 120_000_000n }, {
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": call.tool_name,
    "gen_ai.tool.call.arguments": JSON.stringify(call.params),
    "gen_ai.tool.call.result": call.result,
    ...attributes,
  });
}

const callOf = (number) => ({
  trace_id: run + Math.floor(number / CALLS_A_TRACE).toString(16).padStart(8, "0"),
  tool_name: "run_tests",
  params: { path: "tests/", filter: "leap days" },
  result: "x".repeat(200),
  duration_ms: 120,
  success: true,
});

const FORMS = {
  tools: { path: "/tool/trace", type: "application/json", body: ([number]) => JSON.stringify(callOf(number)) },
  events: {
    path: "/v1/events",
    type: "application/json",
    body: (numbers) => JSON.stringify({ events: numbers.map((number) => ({ type: "tool.call", ...callOf(number), success: undefined })) }),
  },
  spans: {
    path: "/v1/traces",
    type: "application/x-protobuf",
    body: (numbers) => spansRequest(numbers.map((number) => spanOf(number, callOf(number)))),
  },
};
const form = FORMS[options.as];

/** As an exporter does it: who has no room now is asked again. */
async function post(body) {
  for (let tries = 1; ; tries++) {
    const { status, text } = await client.request("POST", form.path, body, form.type);
    if (status === 200) return;
    if ((status !== 429 && status !== 503) || tries === TRIES_MAX) throw new Error(`answered ${status}: ${text.slice(0, 200)}`);
    await sleep(100);
  }
}

/** Each connection sends whole traces, as an agent does. The bodies are there before the clock starts. */
const shares = Array.from({ length: options.connections }, () => []);
for (let number = 0; number < options.calls; number += CALLS_A_TRACE) {
  const share = shares[Math.floor(number / CALLS_A_TRACE) % shares.length];
  for (let call = number; call < Math.min(number + CALLS_A_TRACE, options.calls); call++) share.push(call);
}
const bodies = shares.map((numbers) => {
  const requests = [];
  for (let at = 0; at < numbers.length; at += options.batch) requests.push(form.body(numbers.slice(at, at + options.batch)));
  return requests;
});

const begin = performance.now();
await Promise.all(
  bodies.map(async (requests) => {
    for (const body of requests) await post(body);
  }),
);
const seconds = (performance.now() - begin) / 1_000;
for (const pid of options.kill.split(",").filter(Boolean)) {
  try {
    process.kill(Number(pid), "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // a helper of the server that had ended
  }
}
client.close();
console.log((options.calls / seconds).toFixed(0));
