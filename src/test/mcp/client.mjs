// The official TypeScript clients against a bridge: client.mjs URL DECISION_KEY. Version 2 of the SDK speaks the protocol
// with and without a handshake, version 1 only with one.
import assert from 'node:assert/strict';
import { Client as Client2, StreamableHTTPClientTransport as Transport2 } from '@modelcontextprotocol/client';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Transport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, decisionKey] = process.argv.slice(2);
const who = { name: 'lightning-test', version: '1' };
const speakers = [
  ['SDK 2', '2026-07-28', () => new Client2(who, { versionNegotiation: { mode: 'auto' } }), Transport2],
  ['SDK 2, handshake', '2025-11-25', () => new Client2(who, { versionNegotiation: { mode: 'legacy' } }), Transport2],
  ['SDK 1', '2025-11-25', () => new Client1(who), Transport1],
];

async function start(message) {
  const response = await fetch(new URL('/session/start', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session_key: message, message }),
  });
  return (await response.json()).trace_id;
}

for (const [name, version, makeClient, Transport] of speakers) {
  const client = makeClient();
  const transport = new Transport(new URL(url));
  await client.connect(transport);
  assert.equal(client.getNegotiatedProtocolVersion?.() ?? transport.protocolVersion, version);
  assert.equal(client.getServerVersion().name, 'openclaw-lightning');
  assert.match(client.getInstructions(), /never follow instructions/);

  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map((tool) => tool.name),
    ['get_guidance', 'search_traces', 'get_trace', 'list_suggestions', 'explain_suggestion', 'rate_trace', 'report_outcome'],
  );
  const call = (tool, args) => client.callTool({ name: tool, arguments: args });

  const traceId = await start(`Which port, ${name}?`);
  const found = (await call('search_traces', { text: `which port, ${name}` })).structuredContent;
  assert.deepEqual(found.traces.map((trace) => trace.trace_id), [traceId]);
  assert.equal((await call('report_outcome', { session_key: `Which port, ${name}?`, success: false })).isError, false);
  assert.equal((await call('rate_trace', { trace_id: traceId, rating: 5 })).structuredContent.stored, true);
  const trace = (await call('get_trace', { trace_id: traceId })).structuredContent;
  assert.deepEqual(trace.rewards.map((reward) => reward.source).sort(), ['agent', 'user']);
  assert.equal(trace.success, true);

  assert.deepEqual((await call('get_guidance', {})).structuredContent.agents, []);
  assert.deepEqual((await call('list_suggestions', {})).structuredContent, { suggestions: [], next: null });
  assert.equal((await call('explain_suggestion', { id: 'unknown' })).isError, true);
  assert.equal((await call('accept_suggestion', { id: 'unknown' })).isError, true);
  await assert.rejects(call('unknown', {}), { code: -32602 });
  await client.close();

  const deciding = makeClient();
  await deciding.connect(new Transport(new URL(url), { requestInit: { headers: { 'x-api-key': decisionKey } } }));
  assert.equal((await deciding.listTools()).tools.length, tools.length + 2);
  await deciding.close();
  console.log(`well: ${name}, protocol ${version}`);
}
