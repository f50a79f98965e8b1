// The real Codex for the scripts beside this file, with a home and a project of its own in one folder.
//   CLIENTS_APP   the folder into which ../shared/clients/harness/run.sh has installed Codex and Node 24
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { CLIENTS_APP, LIGHTNING_BIN } = process.env;

/**
 * `lightning(...words)` runs a command as its user and returns what it printed; `turn(prompt)` plays the first prompt of
 * a session, and `turn(prompt, { again: true })` the next of the last one. Resolves with { result, ms, shown }.
 */
export function makeCodex({ directory, modelPort, bridgeHome, bridgeKey }) {
  const codex = join(CLIENTS_APP ?? '', 'node_modules/.bin/codex');
  if (!LIGHTNING_BIN || !existsSync(codex)) throw new Error('LIGHTNING_BIN and CLIENTS_APP have to be set; see the head of openclaw/e2e/codex-cli.js');
  const home = join(directory, 'user');
  const project = join(home, 'project');
  for (const folder of [project, join(home, '.codex')]) mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', project]);
  writeFileSync(
    join(home, '.codex/config.toml'),
    `model = "a-model"
model_provider = "fake"
approval_policy = "never"
sandbox_mode = "danger-full-access"
check_for_update_on_startup = false

[analytics]
enabled = false

[model_providers.fake]
name = "fake"
base_url = "http://127.0.0.1:${modelPort}/v1"
wire_api = "responses"
env_key = "FAKE_KEY"
`,
  );
  const env = {
    ...process.env,
    HOME: home,
    CODEX_HOME: join(home, '.codex'),
    LIGHTNING_HOME: bridgeHome,
    LIGHTNING_BRIDGE_API_KEY: bridgeKey,
    PATH: `${join(CLIENTS_APP, 'node_modules/.bin')}:${process.env.PATH}`,
    FAKE_KEY: 'not-a-key',
  };
  return {
    home,
    project,
    lightning: (...words) => execFileSync(LIGHTNING_BIN, words, { env, encoding: 'utf8' }),
    async turn(prompt, { again = false } = {}) {
      // Its user trusts the hooks once, in a dialogue that only a terminal shows.
      const words = ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--dangerously-bypass-hook-trust'];
      const from = performance.now();
      const child = spawn(codex, [...words, ...(again ? ['resume', '--last'] : []), prompt], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const output = [];
      const errors = [];
      child.stdout.on('data', (chunk) => output.push(chunk));
      child.stderr.on('data', (chunk) => errors.push(chunk));
      const code = await new Promise((resolve) => child.on('close', resolve));
      const said = { result: Buffer.concat(output).toString().trim(), ms: performance.now() - from, shown: Buffer.concat(errors).toString() };
      if (code !== 0) throw new Error(`Codex ended with ${code}: ${said.result} ${said.shown}`);
      return said;
    },
  };
}
