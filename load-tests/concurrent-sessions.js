#!/usr/bin/env node
// Can the bridge take your load? Many agents at once: each session starts, calls tools, gets its outcome and ends, then
// the next one begins. Afterwards every trace is read back through the API: what was answered must be there.
import { randomBytes } from "node:crypto";
import { commandLine, usageError } from "./lib/command.js";
import { Client, sleep } from "./lib/http.js";
import { Latencies } from "./lib/latency.js";
import { batchBody, sessionOf, singleBody } from "./lib/sessions.js";
import { verify } from "./lib/verify.js";

const NAME = "concurrent-sessions";
const HELP = `usage: node load-tests/concurrent-sessions.js [URL] [options]        URL: http://127.0.0.1:8765

  --sessions N        sessions at once (100)
  --total N           sessions in all (1000)
  --seconds N         no new session after that time (60)
  --think-ms N        mean time a session waits between two writes, 0 for none (500)
  --rate N            instead of --think-ms: writes a second of all sessions together
  --batch             a session's events go to /v1/events together, at most --batch-events of them (50) in one write
  --only-calls        only POST /tool/trace, as a server that stores nothing can take it; nothing is read back
  --warm-up-s N       seconds at the start whose latencies do not count (0)
  --retry-s N         how long a write is repeated, with the same ids, when nobody answers (0)
  --seed N            draws other sessions (1)
  --json              the figures as one line of JSON
  --allow-remote      load a machine that is not this one

A latency counts from when its write was due, whether or not the bridge had kept its session waiting until then. Without
think time nothing is due by the clock; then each wait that is longer than a session's mean pace is counted as often as
it kept the session from writing.
LIGHTNING_BRIDGE_API_KEY: the bridge's key, if it has one.

Exit code 0 when every write was answered and is there, 1 when not, 2 for wrong usage.`;

const options = commandLine(
  NAME,
  {
    sessions: 100,
    total: 1000,
    seconds: 60,
    "think-ms": 500,
    rate: 0,
    batch: false,
    "batch-events": 50,
    "only-calls": false,
    "warm-up-s": 0,
    "retry-s": 0,
    seed: 1,
    json: false,
  },
  HELP,
);
for (const name of ["sessions", "total", "batch-events"]) {
  if (!Number.isInteger(options[name]) || options[name] < 1) usageError(NAME, `--${name} must be 1 or more`);
}
if (options["batch-events"] > 1000) usageError(NAME, "--batch-events: a batch may have at most 1000 events");
if (options.batch && options["only-calls"]) usageError(NAME, "--batch and --only-calls exclude each other");

const pauseMs = options.rate > 0 ? (1000 * options.sessions) / options.rate : options["think-ms"];
const run = randomBytes(4).toString("hex");
const client = new Client(options.target, options.sessions);
const counts = { sessions: 0, writes: 0, events: 0, repeated: 0, failed: 0 };
const failures = new Map();
/** By session number: one byte an event, 1 where it was answered. */
const answered = [];
const waits = [];
const begin = performance.now();
let stopping = false;
process.once("SIGINT", () => (stopping = true));

/** One write of some events of a session. */
function writesOf(session) {
  const events = session.events.map((event, index) => ({ ...event, index }));
  if (!options.batch) {
    const alone = options["only-calls"] ? events.filter(({ type }) => type === "tool.call") : events;
    return alone.map((event) => ({ path: event.path, body: singleBody(event), events: [event] }));
  }
  const writes = [];
  for (let from = 0; from < events.length; from += options["batch-events"]) {
    const part = events.slice(from, from + options["batch-events"]);
    writes.push({ path: "/v1/events", body: batchBody(part), events: part });
  }
  return writes;
}

/** Whether it is stored; asked again while the bridge is full, and while nobody answers for as long as --retry-s. */
async function write({ path, body }) {
  for (let since = performance.now(); ; counts.repeated++) {
    let problem;
    let waitMs = 100;
    try {
      const { status, text, retryAfterMs } = await client.request("POST", path, body);
      if (status === 200) {
        const rejected = path === "/v1/events" ? JSON.parse(text).rejected : [];
        if (rejected.length === 0) return true;
        problem = `rejected: ${rejected[0].error}`;
      } else if (status === 429) {
        since = performance.now();
        waitMs = retryAfterMs;
      } else {
        problem = `status ${status}`;
      }
      if (problem && status < 500) since = -Infinity;
    } catch (error) {
      problem = error.code ?? error.message;
    }
    if (problem && performance.now() - since >= 1000 * options["retry-s"]) {
      failures.set(problem, (failures.get(problem) ?? 0) + 1);
      return false;
    }
    await sleep(waitMs);
  }
}

const outOfTime = () => stopping || performance.now() - begin >= 1000 * options.seconds;

/** Timers are a millisecond late at times; waiting for the rest of it by turns of the event loop would take a core. */
async function until(due) {
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) await sleep(Math.max(1, left));
}

/** Sessions one after another. Writes are due by the clock, and never two of one session are under way. */
async function agent(number) {
  let due = performance.now() + (pauseMs * number) / options.sessions;
  while (counts.sessions < options.total && !outOfTime()) {
    const index = counts.sessions++;
    const session = sessionOf(run, options.seed, index);
    const stored = (answered[index] = new Uint8Array(session.events.length));
    for (const { path, body, events } of writesOf(session)) {
      if (options["only-calls"] && outOfTime()) return;
      await until(due);
      const from = pauseMs > 0 ? due : performance.now();
      counts.writes++;
      if (await write({ path, body })) {
        const now = performance.now();
        if (from - begin >= 1000 * options["warm-up-s"]) waits.push(now - from);
        counts.events += events.length;
        for (const event of events) stored[event.index] = 1;
      } else {
        counts.failed++;
      }
      due += options.rate > 0 ? pauseMs : pauseMs * -Math.log(1 - Math.random());
    }
  }
}

function* expected() {
  for (let index = 0; index < answered.length; index++) {
    if (answered[index].some((byte) => byte === 1)) {
      yield { session: sessionOf(run, options.seed, index), answered: answered[index] };
    }
  }
}

await Promise.all(Array.from({ length: options.sessions }, (_, number) => agent(number)));
const seconds = (performance.now() - begin) / 1000;
const latencies = new Latencies();
const paceMs = pauseMs > 0 ? 0 : waits.reduce((sum, wait) => sum + wait, 0) / Math.max(1, waits.length);
for (const wait of waits) latencies.recordCorrected(wait, paceMs);
const found = options["only-calls"] ? null : await verify(client, expected());
client.close();

const ok = counts.failed === 0 && counts.writes > 0 && (found === null || found.missing === 0);
if (options.json) {
  const figures = { ...counts, seconds, latency_ms: latencies.figures(), verified: found, failures: [...failures], ok };
  console.log(JSON.stringify(figures));
} else {
  const { writes, events, repeated, failed } = counts;
  const pace = options.rate > 0 ? `${options.rate} writes a second wanted` : `think time ${options["think-ms"]} ms`;
  console.log(`${counts.sessions} sessions, ${options.sessions} at once, ${pace}, seed ${options.seed}, ${seconds.toFixed(1)} s`);
  console.log(`${events} events stored in ${writes} writes (${(writes / seconds).toFixed(0)} a second); repeated ${repeated}, failed ${failed}`);
  for (const [problem, count] of failures) console.log(`  ${count} x ${problem}`);
  if (failures.has("ECONNREFUSED")) console.log(`  nobody listens at ${options.target.origin}: is the bridge running (lightning run)?`);
  console.log(`latency of a write, ${paceMs > 0 ? "corrected for waits between" : "from when it was due"}: ${latencies}`);
  if (found) console.log(`read back: ${found.traces} traces, ${found.events} events as they were sent, ${found.missing} missing or different`);
  for (const example of found?.examples ?? []) console.log(`  ${example}`);
}
process.exit(ok ? 0 : 1);
