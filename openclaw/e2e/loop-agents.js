// The agents in which closed-loop.js plays. Each has `words`, its names of the two tools that the loop is about, whether
// its experiments count `bySession`, and start({ directory, bridgeHome, bridgeUrl, choose }) -> { turn(number), stop() }. choose({ number, step, told }) says
// what the model does next, { read: file }, { exec: command } or { text }; `told` is all that the model was told.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeClaudeCode } from './claude-code.js';
import { startFakeClaudeModel } from './fake-claude-model.js';
import { startFakeModel } from './fake-model.js';
import { pack, startGateway } from './openclaw.js';

const promptOf = (number) => `PROMPT ${number}: tell me what the note says.`;

const openclaw = {
  words: { read: 'read', exec: 'exec' },
  bySession: false,
  async start({ directory, bridgeUrl, choose }) {
    const model = await startFakeModel(({ turn: number, step, system: told }) => {
      const { read, exec, text } = choose({ number, step, told });
      return read ? { tool: 'read', args: { path: read } } : exec ? { tool: 'exec', args: { command: exec } } : { text };
    });
    const gateway = await startGateway({ directory, port: 19_901, modelPort: model.port, tarball: pack(directory), pluginConfig: { url: bridgeUrl, guidanceRefreshMs: 500 } });
    return {
      turn: (number) => gateway.turn(promptOf(number)),
      async stop() {
        if (!gateway.isRunning()) throw new Error('the gateway ended');
        await gateway.stop();
        model.stop();
      },
    };
  },
};

/** Each turn is a session of its own: what a hook tells stays in the session's history, so arms are drawn by session. */
const claudeCode = {
  words: { read: 'Read', exec: 'Bash' },
  bySession: true,
  async start({ directory, bridgeHome, choose }) {
    let agent;
    let number = 0;
    const model = await startFakeClaudeModel(({ step, text: told }) => {
      const { read, exec, text } = choose({ number, step, told });
      if (read) return { tool: 'Read', input: { file_path: join(agent.project, read) } };
      return exec ? { tool: 'Bash', input: { command: exec, description: 'look around' } } : { text };
    });
    agent = makeClaudeCode({ directory, modelPort: model.port, bridgeHome });
    writeFileSync(join(agent.project, 'note.txt'), 'hello from the fake turn\n');
    agent.lightning('connect', 'claude-code');
    return {
      turn: (next) => agent.turn(promptOf((number = next))),
      async stop() {
        model.stop();
      },
    };
  },
};

export const AGENTS = { openclaw, 'claude-code': claudeCode };
