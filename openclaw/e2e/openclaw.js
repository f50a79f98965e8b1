// The real OpenClaw for the scripts beside this file: on loopback only, in a network namespace of its own, with
// everything it writes in one folder.
//   OPENCLAW_TOOLS   the folder with Node 24 and OpenClaw, as the harness's run.sh installs it (about 840 MB)
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../test/support.js';

const TOKEN = 'e2e-token-0123456789abcdef';
const READY_MS = 120_000;
export const packageDir = fileURLToPath(new URL('..', import.meta.url));

function tools(path) {
  if (!process.env.OPENCLAW_TOOLS) throw new Error('OPENCLAW_TOOLS is not set; see the head of openclaw/e2e/openclaw.js');
  return join(process.env.OPENCLAW_TOOLS, path);
}

/** Runs the calling script again in a network namespace with nothing but loopback, and ends this process with its code. */
export function inOwnNetwork() {
  if (process.env.E2E_IN_NAMESPACE) return;
  const inside = ['bash', '-c', 'ip link set lo up; exec "$@"', 'run', process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync('unshare', ['-rn', ...inside], { stdio: 'inherit', env: { ...process.env, E2E_IN_NAMESPACE: '1' } });
  process.exit(status ?? 1);
}

/** Packs this package as it would be published; the tarball's path. */
export function pack(directory) {
  const output = execFileSync('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: packageDir, encoding: 'utf8' });
  return join(directory, output.trim().split('\n').at(-1));
}

/**
 * A gateway with the plugin from `tarball` installed and configured, or without any. Resolves once it is ready, with
 * turn(message) -> milliseconds, ask(message, signal) -> { status, text } whatever the status, and stop().
 */
export async function startGateway({ directory, port, modelPort, tarball, pluginConfig }) {
  for (const folder of ['home', 'state', 'workspace']) mkdirSync(join(directory, folder), { recursive: true });
  writeFileSync(join(directory, 'workspace/note.txt'), 'hello from the fake turn\n');
  const configPath = join(directory, 'openclaw.json');
  writeFileSync(configPath, JSON.stringify(gatewayConfig(directory, port, modelPort)));
  const node = tools('node24/node_modules/node/bin/node');
  const env = {
    ...process.env,
    HOME: join(directory, 'home'),
    OPENCLAW_HOME: join(directory, 'home'),
    OPENCLAW_STATE_DIR: join(directory, 'state'),
    OPENCLAW_CONFIG_PATH: configPath,
    OPENCLAW_GATEWAY_TOKEN: TOKEN,
    OPENCLAW_NO_AUTO_UPDATE: '1',
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
    PATH: `${join(node, '..')}:${process.env.PATH}`,
  };
  const openclaw = (args, input) => execFileSync(node, [tools('app/node_modules/openclaw/openclaw.mjs'), ...args], { env, input, stdio: ['pipe', 'ignore', 'pipe'] });
  if (tarball) {
    openclaw(['plugins', 'install', `npm-pack:${tarball}`, '--force', '--accept-capabilities'], '');
    const lightning = { enabled: true, hooks: { allowConversationAccess: true }, config: pluginConfig };
    openclaw(['config', 'patch', '--stdin'], JSON.stringify({ plugins: { allow: ['lightning'], entries: { lightning } } }));
  }

  const log = join(directory, 'gateway.log');
  const output = openSync(log, 'w');
  const child = spawn(node, [tools('app/node_modules/openclaw/openclaw.mjs'), 'gateway', 'run'], { env, stdio: ['ignore', output, output] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await until(() => {
    if (child.exitCode !== null) throw new Error(`the gateway ended, see ${log}`);
    return readFileSync(log, 'utf8').includes('[gateway] ready');
  }, `the gateway is ready, see ${log}`, READY_MS);

  return {
    log,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async ask(message, signal) {
      const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ model: 'openclaw', messages: [{ role: 'user', content: message }] }),
        signal,
      });
      return { status: response.status, text: await response.text() };
    },
    async turn(message) {
      const startedAt = performance.now();
      const { status, text } = await this.ask(message);
      if (status !== 200) throw new Error(`turn answered ${status}: ${text.slice(0, 500)}, see ${log}`);
      return performance.now() - startedAt;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function gatewayConfig(directory, port, modelPort) {
  const model = { id: 'fake-model', name: 'Fake', reasoning: false, input: ['text'], contextWindow: 128000, maxTokens: 4096, cost: { input: 1, output: 2, cacheRead: 0.1, cacheWrite: 0 } };
  return {
    gateway: { mode: 'local', port, bind: 'loopback', auth: { mode: 'token', token: TOKEN }, http: { endpoints: { chatCompletions: { enabled: true } } } },
    update: { checkOnStart: false },
    telemetry: { enabled: false },
    logging: { file: join(directory, 'openclaw.log') },
    agents: { defaults: { workspace: join(directory, 'workspace'), skipBootstrap: true, model: { primary: 'fake/fake-model' } } },
    models: {
      mode: 'replace',
      catalogRefresh: { enabled: false },
      providers: { fake: { baseUrl: `http://127.0.0.1:${modelPort}/v1`, apiKey: 'sk-fake', api: 'openai-completions', models: [model] } },
    },
  };
}
