// The real Claude Code for the scripts beside this file, with a home and a project of its own in one folder.
//   CLIENTS_APP   the folder into which ../shared/clients/harness/run.sh has installed Claude Code and Node 24
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { CLIENTS_APP, LIGHTNING_BIN } = process.env;

/**
 * Its settings are still without hooks. `project` is the folder it works in; `lightning(...words)` runs a command as
 * its user and returns what it printed; `turn(prompt, ...more)` plays one prompt of a session that ends with it, or of
 * the last one with `--continue`, and resolves with { result, ms, shown }.
 */
export function makeClaudeCode({ directory, modelPort, bridgeHome }) {
  const claude = join(CLIENTS_APP ?? '', 'node_modules/.bin/claude');
  if (!LIGHTNING_BIN || !existsSync(claude)) throw new Error('LIGHTNING_BIN and CLIENTS_APP have to be set; see the head of openclaw/e2e/claude-code.js');
  const home = join(directory, 'user');
  const project = join(home, 'project');
  for (const folder of [project, join(home, '.claude')]) mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', project]);
  writeFileSync(join(home, '.claude/settings.json'), '{\n  "model": "opus"\n}\n');
  const env = {
    ...process.env,
    HOME: home,
    LIGHTNING_HOME: bridgeHome,
    PATH: `${join(CLIENTS_APP, 'node_modules/.bin')}:${process.env.PATH}`,
    ANTHROPIC_BASE_URL: `http://127.0.0.1:${modelPort}`,
    ANTHROPIC_API_KEY: 'not-a-key',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    IS_SANDBOX: '1',
  };
  return {
    home,
    project,
    lightning: (...words) => execFileSync(LIGHTNING_BIN, words, { env, encoding: 'utf8' }),
    turn(prompt, ...more) {
      const child = spawn(claude, ['-p', prompt, ...more, '--permission-mode', 'bypassPermissions', '--output-format', 'json'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const output = [];
      const errors = [];
      child.stdout.on('data', (chunk) => output.push(chunk));
      child.stderr.on('data', (chunk) => errors.push(chunk));
      return new Promise((resolve, reject) => {
        child.on('close', () => {
          try {
            const said = JSON.parse(Buffer.concat(output));
            if (said.is_error) throw new Error('the turn failed');
            resolve({ result: said.result, ms: said.duration_ms, shown: Buffer.concat(errors).toString() });
          } catch (error) {
            reject(new Error(`${error.message}: ${Buffer.concat([...output, ...errors])}`));
          }
        });
      });
    },
  };
}
