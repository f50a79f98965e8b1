import http from 'node:http';
import { once } from 'node:events';

/**
 * A chat-completions server. `choose({ turn, step, system, prompt, messages })` gives the next { tool, args } or
 * { text }, an error as { status }, or half an answer as { cut }; `turn` counts user turns, `step` the tool results so
 * far within it.
 */
export async function startFakeModel(choose) {
  let requests = 0;
  let turns = 0;
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (!request.url.endsWith('/chat/completions')) {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ object: 'list', data: [{ id: 'fake-model', object: 'model' }] }));
    }
    const { model, messages } = JSON.parse(Buffer.concat(chunks));
    const lastUser = messages.findLastIndex(isUserTurn);
    const step = messages.slice(lastUser + 1).filter(({ role }) => role === 'tool').length;
    if (step === 0) turns++;
    const system = messages.filter(({ role }) => role === 'system').map(({ content }) => textOf(content)).join('\n');
    stream(response, model, ++requests, choose({ turn: turns, step, system, prompt: textOf(messages[lastUser]?.content), messages }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, stop: () => (server.closeAllConnections(), server.close()) };
}

/** OpenClaw appends one more user message with internal context to every request: not a turn of the user. */
export function isUserTurn({ role, content }) {
  return role === 'user' && !textOf(content).includes('BEGIN_OPENCLAW_INTERNAL_CONTEXT');
}

export function textOf(content) {
  return typeof content === 'string' ? content : JSON.stringify(content ?? '');
}

function stream(response, model, id, { tool, args, text, status, cut }) {
  if (status) {
    response.writeHead(status, { 'content-type': 'application/json' });
    return response.end(JSON.stringify({ error: { message: `fake says ${status}`, type: 'fake_error' } }));
  }
  const base = { id: `chatcmpl-${id}`, object: 'chat.completion.chunk', created: Math.floor(Date.now() / 1000), model };
  const delta = tool
    ? { role: 'assistant', tool_calls: [{ index: 0, id: `call_${id}`, type: 'function', function: { name: tool, arguments: JSON.stringify(args) } }] }
    : { role: 'assistant', content: text ?? cut };
  const usage = { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (cut) {
    response.write(`data: ${JSON.stringify({ ...base, choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`, () => setTimeout(() => response.destroy(), 50));
    return undefined;
  }
  for (const chunk of [
    { ...base, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...base, choices: [{ index: 0, delta: {}, finish_reason: tool ? 'tool_calls' : 'stop' }] },
    { ...base, choices: [], usage },
  ]) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  return response.end('data: [DONE]\n\n');
}
