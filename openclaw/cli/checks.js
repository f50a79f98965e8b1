import { bridgeClient } from './bridge.js';
import { BrokenConfiguration, openclaw } from './openclaw.js';

const CONVERSATION_HOOKS = ['before_prompt_build', 'agent_end', 'llm_output'];

export async function status(options, print) {
  for (const { name, ok, detail } of await allChecks(options)) print(`${ok ? 'ok     ' : 'PROBLEM'} ${name}: ${detail}`);
  return 0;
}

export async function doctor(options, print) {
  const checks = await allChecks(options);
  const problems = failures(checks);
  for (const { name, detail, remedy } of problems) print(`${name}: ${detail}\n  -> ${remedy}`);
  if (problems.length === 0) print(`All ${checks.length} checks passed.`);
  return problems.length === 0 ? 0 : 1;
}

export const failures = (checks) => checks.filter(({ ok }) => !ok);

async function allChecks(options) {
  return [...(await pluginChecks()), ...(await bridgeChecks(options))];
}

/** What OpenClaw itself reports about the plugin, as a list of { name, ok, detail, remedy }. */
export async function pluginChecks() {
  const remedy = 'run: openclaw-lightning setup';
  let report;
  try {
    report = await openclaw.inspect('lightning');
  } catch (error) {
    return [error instanceof BrokenConfiguration
      ? { name: 'configuration', ok: false, detail: error.message, remedy: 'fix the file where the error says, or run: openclaw doctor --fix; setup keeps a backup beside it, named .before-lightning-…' }
      : { name: 'OpenClaw', ok: false, detail: error.message, remedy: 'install OpenClaw, or name its command in OPENCLAW_BIN' }];
  }
  if (!report) return [{ name: 'plugin', ok: false, detail: 'not installed', remedy }];
  const hooks = (report.typedHooks ?? []).map(({ name }) => name);
  const missing = CONVERSATION_HOOKS.filter((hook) => !hooks.includes(hook));
  const { status: state, error, activationReason } = report.plugin ?? {};
  return [
    { name: 'plugin', ok: state === 'loaded', detail: [state, error ?? activationReason].filter(Boolean).join(', '), remedy },
    {
      name: 'conversation hooks',
      ok: missing.length === 0,
      detail: missing.length === 0 ? 'granted' : `OpenClaw withholds ${missing.join(', ')}; traces get no message, outcome, tokens or guidance`,
      remedy,
    },
  ];
}

async function bridgeChecks(options) {
  const { client, url, isKeyHidden } = await bridgeClient(options);
  try {
    const health = await client.health();
    const isUp = health.status === 'healthy';
    const bridge = { name: 'bridge', ok: isUp, detail: `${url}: ${health.status}${health.error ? `, ${health.error}` : ''}`, remedy: 'run: openclaw-lightning start' };
    return isUp ? [bridge, await lastTraceCheck(client, isKeyHidden)] : [bridge];
  } finally {
    await client.close();
  }
}

/** Also shows whether the key is right, because health needs none. */
async function lastTraceCheck(client, isKeyHidden) {
  const { status: code, json } = await client.get('/traces?limit=1');
  const [trace] = json?.traces ?? [];
  return {
    name: 'last trace',
    ok: code === 200,
    detail: code !== 200 ? `status ${code}` : trace ? `${new Date(trace.start_time).toISOString()}, session ${trace.session_key}, ${trace.status}` : 'none yet',
    remedy: code === 401 ? keyRemedy(isKeyHidden) : "read the bridge's log",
  };
}

function keyRemedy(isKeyHidden) {
  return isKeyHidden
    ? 'OpenClaw hides the apiKey of the plugin entry from this command; to check it, set LIGHTNING_BRIDGE_API_KEY to the same key'
    : 'set LIGHTNING_BRIDGE_API_KEY, or apiKey in the plugin entry';
}
