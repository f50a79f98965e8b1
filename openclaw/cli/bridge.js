import { spawn } from 'node:child_process';
import { LightningClient } from '../index.js';
import { openclaw } from './openclaw.js';

/** A client for the bridge that the plugin talks to. */
export async function bridgeClient({ url }) {
  const config = await openclaw.get('plugins.entries.lightning.config').catch(() => undefined);
  const bridgeUrl = url ?? config?.url ?? process.env.LIGHTNING_BRIDGE_URL ?? 'http://127.0.0.1:8765';
  return { url: bridgeUrl, client: new LightningClient({ bridgeUrl, apiKey: config?.apiKey }) };
}

export async function stats(options, print) {
  const { client, url } = await bridgeClient(options);
  try {
    const { status, json } = await client.get('/stats');
    print(status === 200 ? JSON.stringify(json, null, 2) : `${url} answered ${status}`);
    return status === 200 ? 0 : 1;
  } finally {
    await client.close();
  }
}

/** Hands over to the bridge's own command. */
export function bridgeCommand(name) {
  const command = process.env.LIGHTNING_BIN || 'lightning';
  return () =>
    new Promise((resolve, reject) => {
      spawn(command, [name], { stdio: 'inherit' })
        .on('error', (error) => reject(error.code === 'ENOENT' ? new Error(`"${command}" was not found; install the bridge or set LIGHTNING_BIN`) : error))
        .on('close', (code) => resolve(code ?? 1));
    });
}
