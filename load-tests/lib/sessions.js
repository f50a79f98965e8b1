// Sessions of realistic shape, each made from a seed and its number alone: what was sent can be made again to compare.
import { createHash } from "node:crypto";

export const CALLS_MAX = 12;

/**
 * Measured on the 3,302 recorded traces of ../shared/traces (200 of tau-bench, 3,102 of InterCode), 2026-11-22: values at
 * these shares of all, in UTF-8 bytes of message, params and result as JSON; calls per trace, cut at CALLS_MAX.
 */
const SHARES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];
const MESSAGE_BYTES = [18, 42, 53, 66, 82, 101, 114, 144, 186, 238];
const PARAMS_BYTES = [2, 27, 36, 82, 148, 217, 269, 427, 936, 2461];
const RESULT_BYTES = [2, 8, 41, 72, 216, 605, 786, 1792, 28905, 87364];
const CALLS = [1, 1, 1, 5, 10, 10, 10, 11, 12, 12];
const ERROR_SHARE = 0.28;
const SUCCESS_SHARE = 0.58;

const TOOLS = ["select", "show", "desc", "submit", "get_user_details", "search_direct_flight", "read", "exec", "web_search"];
const WORDS =
  "the flight select name from airport where city order by count user booking class economy seat reservation show id of " +
  "table column value rows found no such error near line file path list build test result status updated payment";
const PATHS = {
  "session.start": "/session/start",
  "tool.call": "/tool/trace",
  reward: "/reward/emit",
  "session.end": "/session/end",
};

/** Numbers from 0 to 1, the same for the same seed (xorshift, 32 bits). */
function random(seed) {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const POOL = (() => {
  const next = random(7);
  const words = WORDS.split(" ");
  let pool = "";
  while (pool.length < 200_000) pool += words[Math.floor(next() * words.length)] + " ";
  return pool;
})();

/** A value of a distribution given by its values at SHARES; between two of them its logarithm grows evenly. */
function draw(next, values) {
  const share = next();
  const upper = SHARES.findIndex((at) => at >= share) || 1;
  const part = (share - SHARES[upper - 1]) / (SHARES[upper] - SHARES[upper - 1]);
  return Math.round(values[upper - 1] * (values[upper] / values[upper - 1]) ** part);
}

function text(next, bytes) {
  const length = Math.max(0, bytes);
  const from = Math.floor(next() * (POOL.length - length));
  return POOL.slice(from, from + length);
}

/**
 * The session of that number: { traceId, sessionKey, success, calls, events }. An event is { type, path, fields }: what
 * goes to `path` alone, or with its type into a batch. All have ids, so each may be sent again. `run` makes the ids those
 * of this run alone.
 */
export function sessionOf(run, seed, index) {
  const digest = createHash("sha256").update(`${run}|${seed}|${index}`).digest();
  const traceId = digest.toString("hex").slice(0, 32);
  const next = random(digest.readUInt32LE(16));
  const sessionKey = `load-${run}-${index}`;
  const identity = { trace_id: traceId, session_key: sessionKey };
  const calls = Array.from({ length: Math.min(CALLS_MAX, draw(next, CALLS)) }, (_, i) => callOf(next, i));
  const success = next() < SUCCESS_SHARE;
  const event = (type, fields) => ({ type, path: PATHS[type], fields: { ...identity, ...fields } });
  const events = [
    event("session.start", { message: text(next, draw(next, MESSAGE_BYTES)), agent_id: "load-test", model: "none" }),
    ...calls.map((call) => event("tool.call", call)),
    event("reward", { reward_id: "outcome", success, tokens_used: 100 + Math.floor(next() * 5000) }),
    event("session.end", {}),
  ];
  return { traceId, sessionKey, success, calls, events };
}

function callOf(next, index) {
  const params = { statement: text(next, draw(next, PARAMS_BYTES) - '{"statement":""}'.length) };
  const result = text(next, draw(next, RESULT_BYTES) - '""'.length);
  const call = {
    call_id: String(index),
    tool_name: TOOLS[Math.floor(next() * TOOLS.length)],
    params,
    result,
    duration_ms: Math.floor(next() * 2000),
  };
  if (next() < ERROR_SHARE) call.error = result.slice(0, 500) || "it failed";
  return call;
}

/** The body of one event sent alone. */
export const singleBody = (event) => JSON.stringify(event.fields);

/** The body of a batch. */
export const batchBody = (events) => `{"events":[${events.map(({ type, fields }) => JSON.stringify({ type, ...fields })).join(",")}]}`;
