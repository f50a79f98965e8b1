#!/usr/bin/env node
// The same sessions as events of the bridge's own or as spans of OpenTelemetry in protobuf, as fast as the bridge takes
// them; the clock stops when all their tool calls can be read. Bodies are made before the clock starts.
import { randomBytes } from "node:crypto";
import { commandLine } from "./command.js";
import { Client, sleep } from "./http.js";
import { span, spansRequest } from "./otlp.js";
import { batchBody, sessionOf } from "./sessions.js";

const options = commandLine(
  "post-calls",
  { calls: 20_000, batch: 50, connections: 8, seed: 1, spans: false },
  `usage: node load-tests/lib/post-calls.js [URL] [--calls N] [--batch 50] [--connections 8] [--spans]
Prints tool calls, seconds until they are stored, and tool calls a second.`,
);
const run = randomBytes(4).toString("hex");
const client = new Client(options.target, options.connections);
const START_NANOS = BigInt(Date.now() - 60_000) * 1_000_000n;

/** A root, and a call of a model before each tool call, as the libraries of agents export them: children first. */
function spansOf(session, index) {
  const { message } = session.events[0].fields;
  const calls = session.events.filter(({ type }) => type === "tool.call").map(({ fields }) => fields);
  const id = (i) => Buffer.from(`${index.toString(16)}-${i}`.padStart(8, "0").slice(-8));
  const traceId = Buffer.from(session.traceId, "hex");
  const at = (ms) => START_NANOS + BigInt(ms) * 1_000_000n;
  const root = id(0);
  const spans = calls.flatMap((call, i) => [
    span({ traceId, id: id(2 * i + 1), parent: root, name: "chat none", from: at(20 * i), to: at(20 * i + 9) }, {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "none",
      "gen_ai.usage.input_tokens": 100,
      "gen_ai.usage.output_tokens": 20,
      "gen_ai.input.messages": JSON.stringify([{ role: "user", parts: [{ type: "text", content: message }] }]),
    }),
    span({ traceId, id: id(2 * i + 2), parent: root, name: `execute_tool ${call.tool_name}`, from: at(20 * i + 10), to: at(20 * i + 19), error: call.error }, {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": call.tool_name,
      "gen_ai.tool.call.arguments": JSON.stringify(call.params),
      ...(call.result === undefined ? {} : { "gen_ai.tool.call.result": JSON.stringify(call.result) }),
    }),
  ]);
  const around = { traceId, id: root, name: "invoke_agent load-test", from: at(0), to: at(20 * calls.length) };
  return [
    ...spans,
    span(around, {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "load-test",
      "gen_ai.conversation.id": session.events[0].fields.session_key,
    }),
  ];
}

let calls = 0;
const bodies = [];
let waiting = [];
for (let index = 0; calls < options.calls; index++) {
  const session = sessionOf(run, options.seed, index);
  calls += session.events.filter(({ type }) => type === "tool.call").length;
  waiting.push(...(options.spans ? spansOf(session, index) : session.events));
  while (waiting.length >= options.batch || (calls >= options.calls && waiting.length > 0)) {
    const some = waiting.splice(0, options.batch);
    bodies.push(options.spans ? spansRequest(some) : Buffer.from(batchBody(some)));
  }
}

const stored = async () => (await client.json("/stats")).tool_calls.count;

async function post(body) {
  for (;;) {
    const { status, text, retryAfterMs } = options.spans
      ? await client.request("POST", "/v1/traces", body, "application/x-protobuf")
      : await client.request("POST", "/v1/events", body);
    if (status === 200) return;
    if (status !== 429) throw new Error(`a request was answered ${status}: ${text.slice(0, 300)}`);
    await sleep(retryAfterMs);
  }
}

const before = await stored();
const begin = performance.now();
bodies.reverse();
const sender = async () => {
  for (let body = bodies.pop(); body; body = bodies.pop()) await post(body);
};
await Promise.all(Array.from({ length: options.connections }, sender));
while ((await stored()) < before + calls) await sleep(20);
const seconds = (performance.now() - begin) / 1000;
client.close();
console.log(`${calls} ${seconds.toFixed(3)} ${(calls / seconds).toFixed(0)}`);
