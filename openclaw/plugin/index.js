import { saysYes } from '../lib/settings.js';
import { sayOnce, sharedRecorder, stopSharedRecorder } from './shared.js';

// Hooks that OpenClaw awaits cost the user's time; this one answers from memory, and may not take longer if it fails to.
const PROMPT_TIMEOUT_MS = 250;

/**
 * OpenClaw evaluates this module more than once in one process and fires some hooks in one instance, the others in
 * another. So each instance registers everything, and all of them share one recorder, made by the first event.
 */
export default {
  id: 'lightning',
  name: 'Lightning',
  description: 'Traces runs for the Lightning bridge and adds learned guidance to the prompt.',

  register(api) {
    const off = reasonToBeOff(api.pluginConfig);
    if (off) {
      sayOff(api, off);
      return;
    }
    const on = (hook, method, options) =>
      api.on(hook, (event, context) => guarded(api, () => sharedRecorder(api)[method](event ?? {}, context ?? {})), options);

    on('before_prompt_build', 'promptBuilding', { timeoutMs: PROMPT_TIMEOUT_MS });
    on('model_call_ended', 'modelCallEnded');
    on('after_tool_call', 'toolCallEnded');
    on('agent_end', 'agentEnded');
    on('llm_output', 'outputReceived');
    on('message_received', 'messageReceived');
    on('session_end', 'sessionEnded');
    on('subagent_spawned', 'subagentSpawned');

    api.registerCommand({
      name: 'rate',
      description: 'Rate the last answer: good, bad, or 1 to 5.',
      acceptsArgs: true,
      requireAuth: true,
      handler: async (context) => ({ text: guarded(api, () => sharedRecorder(api).rated(context)) ?? 'The rating could not be recorded.' }),
    });
    // stop() runs last at a shutdown: what still waits is sent then.
    api.registerService({ id: 'lightning', start() {}, stop: () => stopSharedRecorder() });
  },
};

function reasonToBeOff(config) {
  const { ENABLE_AGENT_LIGHTNING: flag } = process.env;
  if (config?.enabled === false) return '`enabled` is false in its entry';
  return flag === undefined || saysYes(flag) ? undefined : `ENABLE_AGENT_LIGHTNING is "${flag}"`;
}

function sayOff(api, reason) {
  if (api.pluginConfig?.debug || saysYes(process.env.LIGHTNING_DEBUG)) sayOnce(api.logger, `lightning: off, nothing is traced: ${reason}`);
}

/** A bug in here is logged; it never reaches the agent's run. */
function guarded(api, action) {
  try {
    return action();
  } catch (error) {
    api.logger?.error?.(`lightning: ${error?.stack ?? error}`);
    return undefined;
  }
}
