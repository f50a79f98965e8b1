import { parseArgs } from 'node:util';
import { bridgeCommand, stats } from './bridge.js';
import { doctor, status } from './checks.js';
import { setup, uninstall } from './setup.js';

const USAGE = `Usage: openclaw-lightning <command> [options]

  setup       install the plugin into OpenClaw, grant it the conversation hooks, verify
  status      the bridge, the plugin, the last trace, and what is blocked
  doctor      the same with what to do about it; exit code 1 when something is wrong
  start       start the bridge   (runs "lightning start")
  stop        stop the bridge    (runs "lightning stop")
  stats       print the bridge's figures
  uninstall   take the plugin out of OpenClaw again

  --url URL             the bridge's address (default: the plugin's configuration, LIGHTNING_BRIDGE_URL, http://127.0.0.1:8765)
  --capture MODE        for setup: full (default) or metadata
  --yes                 change without asking

The commands "openclaw" and "lightning" are looked up on the PATH; OPENCLAW_BIN and LIGHTNING_BIN name others.`;

const COMMANDS = { setup, uninstall, status, doctor, stats, start: bridgeCommand('start'), stop: bridgeCommand('stop') };
const OPTIONS = { url: { type: 'string' }, capture: { type: 'string' }, yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };

/** Runs one command; its exit code: 0 done, 1 failed or something is wrong, 2 misused. */
export async function main(args, print = console.log) {
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
  try {
    return await COMMANDS[name](options, print);
  } catch (error) {
    print(`openclaw-lightning ${name}: ${error.message}`);
    return 1;
  }
}
