import { afterEach, beforeEach } from 'node:test';
import { startFakeBridge } from './fake-bridge.js';
import { loadPlugin } from './openclaw-host.js';

// The plugin in a stand-in for OpenClaw, in front of a fake bridge; both are new for each test of a file.

export let bridge;
export let host;

export const load = async (config) => (host = await loadPlugin({ url: bridge.url, ...config }));
export const stored = (type) => bridge.of(type);
export const context = (runId, more) => ({ runId, sessionKey: 'agent:main:main', agentId: 'main', modelProviderId: 'fake', modelId: 'm1', ...more });
export const call = (runId, n, more) => host.fire('after_tool_call', { toolName: 'read', params: { n }, runId, toolCallId: `call_${n}`, durationMs: 5, ...more }, context(runId));
export const end = (runId, more) => {
  host.fire('agent_end', { success: true, durationMs: 1200, messages: [], ...more }, context(runId));
  host.fire('llm_output', { runId, usage: { input: 90, output: 10, total: 100, cost: { total: 0.01 } } }, context(runId));
};
export const turn = (runId, message = 'hello') => {
  const prompt = host.fire('before_prompt_build', { prompt: message }, context(runId));
  call(runId, 1);
  end(runId);
  return prompt;
};

export function freshForEachTest() {
  beforeEach(async () => {
    bridge = await startFakeBridge();
  });
  afterEach(async () => {
    await host.stop();
    await bridge.kill();
  });
}
