import http from 'node:http';
import { once } from 'node:events';

/**
 * A server of OpenAI's Responses interface, streamed. `choose({ step, prompt, text })` gives the next { command } for a
 * shell, or { text }; `step` counts the results since the user's last message, and `text` is all that the model was told.
 */
export async function startFakeCodexModel(choose) {
  let answers = 0;
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (!request.url.startsWith('/v1/responses')) {
      response.setHeader('content-type', 'application/json');
      return response.end('{"models":[],"data":[]}');
    }
    const { input = [], tools = [] } = JSON.parse(Buffer.concat(chunks));
    const last = input.findLastIndex((item) => item.role === 'user');
    const step = input.slice(last + 1).filter(({ type }) => /call_output$/.test(type)).length;
    const next = choose({ step, prompt: JSON.stringify(input[last]?.content ?? ''), text: JSON.stringify(input) });
    answer(response, ++answers, next, tools.map(({ name, type }) => name ?? type));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, stop: () => (server.closeAllConnections(), server.close()) };
}

/** The shell has had three names and as many forms of its arguments. */
const SHELLS = {
  exec_command: (cmd) => ({ cmd }),
  shell_command: (command) => ({ command }),
  shell: (command) => ({ command: ['bash', '-lc', command] }),
};

function answer(response, id, { command, text }, tools) {
  const name = Object.keys(SHELLS).find((shell) => tools.includes(shell)) ?? 'shell';
  const item = command
    ? { type: 'function_call', id: `fc_${id}`, call_id: `call_${id}`, name, arguments: JSON.stringify(SHELLS[name](command)), status: 'completed' }
    : { type: 'message', id: `msg_${id}`, role: 'assistant', status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] };
  const usage = { input_tokens: 100, input_tokens_details: { cached_tokens: 0 }, output_tokens: 20, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 120 };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  send('response.created', { response: { id: `resp_${id}`, status: 'in_progress', output: [] } });
  send('response.output_item.added', { output_index: 0, item });
  send('response.output_item.done', { output_index: 0, item });
  send('response.completed', { response: { id: `resp_${id}`, status: 'completed', output: [item], usage } });
  response.end();
}
