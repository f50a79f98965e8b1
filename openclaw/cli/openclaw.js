import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { startable } from './command.js';

const TIMEOUT_MS = 120_000;
const OUTPUT_BYTES_MAX = 64 << 20;

/**
 * OpenClaw through its own command line, which finds its configuration, reads its JSON5 and validates what it writes. A
 * second parser here could only add mistakes.
 */
export const openclaw = {
  version: () => run('--version'),

  configFile: async () => unshortened(lastLine(await run('config', 'file'))),

  /** A configured value, or undefined when it is not set. */
  async get(path) {
    try {
      return jsonIn(await run('config', 'get', path, '--json'));
    } catch (error) {
      if (/Config path .*(unset|not found)/i.test(error.message)) return undefined;
      throw error;
    }
  },

  patch: (change) => runWithInput(JSON.stringify(change), 'config', 'patch', '--stdin'),

  install: (directory) => run('plugins', 'install', directory, '--force', '--accept-capabilities'),

  uninstall: (id) => run('plugins', 'uninstall', id, '--force'),

  /** What OpenClaw says about a plugin after loading it, or undefined when it has none of that id. */
  async inspect(id) {
    try {
      return jsonIn(await run('plugins', 'inspect', id, '--runtime', '--json'));
    } catch (error) {
      if (/Plugin not found/i.test(error.message)) return undefined;
      throw error;
    }
  },
};

const run = (...args) => runWithInput('', ...args);

async function runWithInput(input, ...args) {
  const command = process.env.OPENCLAW_BIN || 'openclaw';
  const start = startable(command, args);
  const promise = promisify(execFile)(start.file, start.args, { ...start.options, timeout: TIMEOUT_MS, maxBuffer: OUTPUT_BYTES_MAX });
  promise.child.stdin.on('error', () => {}); // a command that never reads its input
  promise.child.stdin.end(input);
  try {
    return (await promise).stdout;
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`"${command}" was not found; install OpenClaw or set OPENCLAW_BIN`);
    const broken = brokenConfiguration(error.stdout);
    if (broken) throw broken;
    // The reason is in the output, as JSON, or in the error output, which may also contain mere notices.
    const said = [error.stdout, error.stderr].filter(Boolean).join('\n').trim();
    throw new Error(`${command} ${args.join(' ')} failed: ${said || error.message}`);
  }
}

/** OpenClaw's configuration is invalid, so every command that needs it fails with the same message. */
export class BrokenConfiguration extends Error {}

function brokenConfiguration(output) {
  let answer;
  try {
    answer = jsonIn(output ?? '');
  } catch {
    return undefined;
  }
  if (!Array.isArray(answer?.issues) || answer.issues.length === 0) return undefined;
  const issues = answer.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new BrokenConfiguration(`${answer.error?.message ?? 'the configuration is invalid'}: ${issues}`);
}

/** The JSON in an output that may begin with human-readable lines. */
function jsonIn(output) {
  for (const { index } of output.matchAll(/^[[{"\-\dtfn]/gm)) {
    try {
      return JSON.parse(output.slice(index));
    } catch {
      // a human-readable line after all
    }
  }
  throw new Error(`no JSON in: ${output.slice(0, 200)}`);
}

/** OpenClaw prints its home's path as `~` or `$OPENCLAW_HOME`, which only a shell understands. */
function unshortened(file) {
  const home = process.env.OPENCLAW_HOME || homedir();
  return file.replace(/^(~|\$OPENCLAW_HOME)(?=[/\\])/, () => home);
}

function lastLine(output) {
  return output.trim().split('\n').at(-1);
}
