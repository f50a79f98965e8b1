import http from 'node:http';
import { once } from 'node:events';
import { textOf } from './fake-model.js';

/**
 * A server of Anthropic's Messages interface. `choose({ step, prompt, text })` gives the next { tool, input } or
 * { text }; `step` counts the tool results since the user's last message, and `text` is all that the model was told.
 */
export async function startFakeClaudeModel(choose) {
  let answers = 0;
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (!request.url.startsWith('/v1/messages') || request.url.includes('count_tokens')) {
      response.setHeader('content-type', 'application/json');
      return response.end('{"input_tokens":1,"data":[]}');
    }
    const { model, messages, tools = [], stream } = JSON.parse(Buffer.concat(chunks));
    const isResult = ({ content }) => Array.isArray(content) && content.some(({ type }) => type === 'tool_result');
    const isPrompt = (message) => message.role === 'user' && !isResult(message);
    // Claude Code sends what hooks add, and reminders of its own, as user messages too.
    const prompts = messages.filter(isPrompt).flatMap(({ content }) => (typeof content === 'string' ? [content] : content.map(textOf)));
    const prompt = prompts.findLast((text) => /PROMPT/.test(text)) ?? '';
    const from = messages.findLastIndex((message) => isPrompt(message) && /PROMPT/.test(JSON.stringify(message.content)));
    const step = messages.slice(from + 1).filter(isResult).length;
    const next = tools.length === 0 ? { text: 'A title' } : choose({ step, prompt, text: JSON.stringify(messages) });
    answer(response, model, ++answers, next, stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, stop: () => (server.closeAllConnections(), server.close()) };
}

function answer(response, model, id, { tool, input, text }, isStream) {
  const block = tool ? { type: 'tool_use', id: `toolu_${id}`, name: tool, input } : { type: 'text', text };
  const usage = { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
  const message = { id: `msg_${id}`, type: 'message', role: 'assistant', model, stop_sequence: null, usage };
  const reason = tool ? 'tool_use' : 'end_turn';
  if (!isStream) {
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify({ ...message, content: [block], stop_reason: reason }));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  const delta = tool ? { type: 'input_json_delta', partial_json: JSON.stringify(input) } : { type: 'text_delta', text };
  send('message_start', { message: { ...message, content: [], stop_reason: null } });
  send('content_block_start', { index: 0, content_block: tool ? { ...block, input: {} } : { ...block, text: '' } });
  send('content_block_delta', { index: 0, delta });
  send('content_block_stop', { index: 0 });
  send('message_delta', { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 20 } });
  send('message_stop', {});
  response.end();
}
