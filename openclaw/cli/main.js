import { parseArgs } from 'node:util';
import { BRIDGE_COMMANDS, runBridgeCommand } from './bridge.js';
import { doctor, status } from './checks.js';
import { setup, uninstall } from './setup.js';

const USAGE = `Usage: openclaw-lightning <command> [options]

  setup       install the plugin into OpenClaw, grant it the conversation hooks, and verify that
  status      show the bridge, the plugin, the last trace and anything that is blocked
  doctor      show only problems, each with a remedy; exit code 1 if there are any
  uninstall   remove the plugin from OpenClaw
  start       start the bridge        (runs "lightning start")
  stop        stop the bridge         (runs "lightning stop")
  stats       the bridge's figures    (runs "lightning stats")

  --url URL             the bridge's address (default: the plugin's configuration, LIGHTNING_BRIDGE_URL, http://127.0.0.1:8765)
  --capture MODE        for setup: full (default) or metadata
  --yes                 change without asking
start, stop and stats take the options of the bridge's command and exit with its exit code.

The commands "openclaw" and "lightning" must be on the PATH; OPENCLAW_BIN and LIGHTNING_BIN override them.`;

const COMMANDS = { setup, uninstall, status, doctor };
const OPTIONS = { url: { type: 'string' }, capture: { type: 'string' }, yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };

/** Runs one command. Returns 0 when done, 1 after a failure or problem, 2 for wrong usage, or the bridge command's code. */
export async function main(args, print = console.log) {
  if (BRIDGE_COMMANDS.includes(args[0])) return attempt(args[0], print, () => runBridgeCommand(args));
  let options;
  let positionals;
  try {
    ({ values: options, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true }));
  } catch (error) {
    print(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    print(USAGE);
    return 0;
  }
  const [name, ...others] = positionals;
  if (!Object.hasOwn(COMMANDS, name ?? '') || others.length > 0) {
    print(USAGE);
    return 2;
  }
  return attempt(name, print, () => COMMANDS[name](options, print));
}

async function attempt(name, print, command) {
  try {
    return await command();
  } catch (error) {
    print(`openclaw-lightning ${name}: ${error.message}`);
    return 1;
  }
}
