// The Vercel AI SDK. npm install ai @ai-sdk/openai zod, and openclaw-lightning from the bridge's folder npm/
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, stepCountIs, tool } from 'ai';
import { readFile } from 'node:fs/promises';
import { LightningIntegration } from 'openclaw-lightning';
import { z } from 'zod';

const lightning = new LightningIntegration({ agentId: 'vercel-ai' });
const traced = lightning.createMiddleware();
const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL });

async function answer(question, session) {
  const turn = { sessionKey: session, message: question };
  return traced(turn, async () => {
    // Without tracing a turn has no `lightning`, and the tools run as they are.
    const recorded = (name, execute) => (input) => turn.lightning?.withToolTrace(name, input, execute) ?? execute(input);
    const { text, totalUsage } = await generateText({
      model: openai.chat('gpt-5'),
      system: `You find out why builds fail.\n${turn.lightning?.guidance.text ?? ''}`,
      prompt: question,
      stopWhen: stepCountIs(5),
      tools: {
        read_log: tool({
          description: 'Reads a log of the build.',
          inputSchema: z.object({ path: z.string() }),
          execute: recorded('read_log', ({ path }) => readFile(path, 'utf8')),
        }),
        run_tests: tool({
          description: 'Runs the tests.',
          inputSchema: z.object({}),
          execute: recorded('run_tests', async () => '1 failed: port 8080 is taken'),
        }),
      },
    });
    turn.lightning?.emitReward({ tokensUsed: totalUsage.totalTokens });
    return text;
  });
}

console.log(await answer('Why does the build fail?', process.argv[2]));
