// Is what was answered there, and as it was sent? Asked through the API, as any client would.
import { sleep } from "./http.js";

/** Fields of text; the others are JSON. */
const TEXTS = new Set(["message", "error"]);
const AT_ONCE = 16;
const ATTEMPTS = 20;

/**
 * Reads each trace back. `expected` gives { session, answered } with `answered[i]` true where the answer to event i
 * came. Answers { traces, events, missing, examples }: what was found, and what was answered and is not there.
 */
export async function verify(client, expected) {
  const found = { traces: 0, events: 0, missing: 0, examples: [] };
  const queue = expected[Symbol.iterator]();
  const reader = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await verifyOne(client, next.value, found);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return found;
}

async function verifyOne(client, { session, answered }, found) {
  const trace = await readWhole(client, `/traces/${session.traceId}`);
  if (trace) found.traces++;
  session.events.forEach((event, i) => {
    if (!answered[i]) return;
    const wrong = trace ? difference(trace, event) : "no such trace";
    if (!wrong) {
      found.events++;
      return;
    }
    found.missing++;
    if (found.examples.length < 5) found.examples.push(`trace ${session.traceId}, ${event.type} ${event.fields.call_id ?? ""}: ${wrong}`);
  });
}

/** With all pages of its lists; null for 404. */
async function readWhole(client, path) {
  const trace = await read(client, path);
  for (const [list, cursor, next] of [["tool_calls", "calls_cursor", "next_calls"], ["rewards", "rewards_cursor", "next_rewards"]]) {
    for (let page = trace; page?.[next];) {
      page = await read(client, `${path}?${cursor}=${page[next]}`);
      trace[list].push(...page[list]);
    }
  }
  return trace;
}

/** Null for 404. A bridge that restarts or is busy is asked again. */
async function read(client, path) {
  for (let attempt = 1; ; attempt++) {
    try {
      const { status, text } = await client.request("GET", path);
      if (status === 200) return JSON.parse(text);
      if (status === 404) return null;
      throw new Error(`GET ${path} answered ${status}`);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(500);
    }
  }
}

/** What of the event is not in the trace as it was sent; null when all is. */
function difference(trace, { type, fields }) {
  switch (type) {
    case "session.start":
      return same(trace, "message", fields.message) && trace.agent_id === fields.agent_id ? null : "another message";
    case "session.end":
      return trace.status === "ended" ? null : `status ${trace.status}`;
    case "reward": {
      const stored = trace.rewards.filter((reward) => reward.reward_id === fields.reward_id);
      return stored.length === 1 && stored[0].success === fields.success ? null : `${stored.length} rewards`;
    }
    default: {
      const stored = trace.tool_calls.filter((call) => call.call_id === fields.call_id);
      if (stored.length !== 1) return `stored ${stored.length} times`;
      const differing = ["tool_name", "params", "result", "error", "duration_ms"].filter(
        (name) => !same(stored[0], name, fields[name]),
      );
      return differing.length === 0 ? null : `another ${differing.join(", ")}`;
    }
  }
}

/** Whether a field came back as it was sent, or cut at capture.field_bytes_max, which keeps how long it was as stored. */
function same(stored, name, sent) {
  const json = JSON.stringify(sent ?? null);
  if (stored[`${name}_cut`]) return stored[name].bytes === Buffer.byteLength(TEXTS.has(name) ? sent : json);
  return JSON.stringify(stored[name] ?? null) === json;
}
