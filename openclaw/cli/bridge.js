import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { LightningClient } from '../index.js';
import { startable } from './command.js';
import { openclaw } from './openclaw.js';

// What OpenClaw's command line shows in place of a secret.
const REDACTED = '__OPENCLAW_REDACTED__';

/**
 * A client for the bridge that the plugin talks to: { url, client, isKeyHidden }. OpenClaw shows the key in the plugin's
 * entry only to the plugin; the environment's key is the alternative.
 */
export async function bridgeClient({ url }) {
  const config = await openclaw.get('plugins.entries.lightning.config').catch(() => undefined);
  const bridgeUrl = url ?? config?.url ?? process.env.LIGHTNING_BRIDGE_URL ?? 'http://127.0.0.1:8765';
  const isKeyHidden = config?.apiKey === REDACTED;
  return { url: bridgeUrl, isKeyHidden, client: new LightningClient({ bridgeUrl, apiKey: isKeyHidden ? undefined : config?.apiKey }) };
}

/** The commands that are the bridge's own. */
export const BRIDGE_COMMANDS = ['start', 'stop', 'stats'];

/** Runs the bridge's own command with these options, and passes on its output and exit code. */
export function runBridgeCommand(args) {
  const command = process.env.LIGHTNING_BIN || 'lightning';
  return new Promise((resolve, reject) => {
    const start = startable(command, args);
    spawn(start.file, start.args, { ...start.options, stdio: 'inherit' })
      .on('error', (error) => reject(error.code === 'ENOENT' ? new Error(`"${command}" was not found; install the bridge or set LIGHTNING_BIN`) : error))
      .on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
