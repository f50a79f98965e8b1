import http from 'node:http';
import { once } from 'node:events';
import { until } from './support.js';

/**
 * The other end of the network, for what a real bridge will not do on demand: answer with an error, with garbage, by
 * halves or never. It takes the four event types, checks them against the contract, and stores each identity once.
 *
 * `fault(request, response)` may answer instead of it; returning true says that it did.
 */
export async function startFakeBridge({ port = 0, fault = () => false, events = new Map(), guidance } = {}) {
  const state = { events, requests: [], fault, guidance };
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    state.requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (await state.fault(request, response, body)) return;
    route(state, request, response, body);
  });
  server.on('clientError', (_, socket) => socket.destroy());
  // A port that is wanted again may be another connection's own for a moment.
  await until(() => listening(server, port), `port ${port} is free`);
  return Object.assign(state, {
    port: server.address().port,
    url: `http://127.0.0.1:${server.address().port}`,
    of: (type) => [...events.values()].filter((event) => event.type === type),
    disconnect: () => server.closeAllConnections(),
    /** Ends every connection, as a killed process does. */
    async kill() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function listening(server, port) {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error.code === 'EADDRINUSE') return false;
    throw error;
  }
}

export function answer(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

function route(state, request, response, body) {
  const [path] = request.url.split('?');
  switch (`${request.method} ${path}`) {
    case 'GET /health':
      return answer(response, 200, { status: 'healthy', uptime: 1, service: 'agent-lightning-bridge' });
    case 'GET /stats':
      return answer(response, 200, { total_traces: new Set([...state.events.values()].map((event) => event.trace_id)).size });
    case 'GET /guidance':
      if (request.headers['if-none-match'] === '"g1"') return answer(response, 304, '');
      return answer(response, 200, state.guidance ?? { version: 1, rules: [], experiments: [] }, { etag: '"g1"' });
    case 'POST /v1/events':
      return store(state, response, body);
    default:
      return answer(response, 404, problem(404, 'unknown route'));
  }
}

function store(state, response, body) {
  let events;
  try {
    ({ events } = JSON.parse(body));
  } catch (error) {
    return answer(response, 400, problem(400, error.message));
  }
  if (!Array.isArray(events)) return answer(response, 400, problem(400, 'events is missing', 'events'));
  if (events.length > 1000 || Buffer.byteLength(body) > 4 << 20) return answer(response, 413, problem(413, 'too large'));
  const rejected = [];
  events.forEach((event, index) => {
    const field = firstBadField(event);
    if (field) rejected.push({ index, error: `${field} is not acceptable`, field });
    else if (!state.events.has(identityOf(event))) state.events.set(identityOf(event), event);
  });
  answer(response, 200, { success: true, accepted: events.length - rejected.length, rejected });
}

export function identityOf(event) {
  return [event.trace_id, event.type, event.call_id ?? event.reward_id].join(' ');
}

function problem(status, detail, field) {
  return { type: 'about:blank', status, detail, success: false, error: detail, ...(field && { field }) };
}

const isName = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 256;
const isNumber = (value) => typeof value === 'number' && value >= 0;
const isText = (value) => typeof value === 'string';
const isObject = (value) => typeof value === 'object' && !Array.isArray(value);
const FIELDS = {
  type: (value) => ['session.start', 'tool.call', 'reward', 'session.end'].includes(value),
  trace_id: (value) => /^(?!0+$)[0-9a-f]{32}$/.test(value),
  session_key: isName,
  tool_name: isName,
  call_id: isName,
  reward_id: isName,
  agent_id: isName,
  model: isName,
  task_key: isName,
  prompt_version: isName,
  origin: (value) => ['user', 'retry', 'subagent', 'review', 'resume', 'schedule'].includes(value),
  parent_trace_id: (value) => /^[0-9a-f]{32}$/.test(value),
  failure: (value) => /^[A-Za-z][\w.-]{0,63}$/.test(value),
  exit_code: Number.isInteger,
  exit_is_answer: (value) => typeof value === 'boolean',
  timestamp: (value) => Number.isInteger(value) && value > Date.UTC(2000, 0) && value < Date.now() + 86_400_000,
  duration_ms: Number.isInteger,
  latency_ms: isNumber,
  tokens_used: isNumber,
  expected_tokens: isNumber,
  user_rating: (value) => value >= 1 && value <= 5,
  value: (value) => value >= -1 && value <= 1,
  success: (value) => typeof value === 'boolean',
  source: (value) => ['user', 'checker', 'client', 'agent', 'heuristic', 'ended'].includes(value),
  message: isText,
  error: isText,
  params: (value) => depth(value) <= 64,
  result: (value) => depth(value) <= 64,
  metadata: isObject,
  arms: (value) => value.every(({ experiment, arm }) => isName(experiment) && ['control', 'treatment'].includes(arm)),
};
const REQUIRED = { 'session.start': [], 'tool.call': ['tool_name', 'call_id'], reward: ['reward_id'], 'session.end': [] };

function firstBadField(event) {
  for (const field of ['type', 'trace_id', ...(REQUIRED[event.type] ?? [])]) if (event[field] === undefined) return field;
  // Strict where the bridge is lenient: a field that nobody reads is a mistake of the client.
  return Object.keys(event).find((field) => !FIELDS[field]?.(event[field]));
}

function depth(value) {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
}
