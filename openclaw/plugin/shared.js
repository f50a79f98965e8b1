import { LightningClient } from '../index.js';
import { GuidanceCache } from '../lib/guidance.js';
import { Recorder } from './recorder.js';

const KEY = Symbol.for('openclaw-lightning.recorder');
const SAID = Symbol.for('openclaw-lightning.said');

/** The process's one recorder; registering the plugin alone opens no connection and starts no timer. */
export function sharedRecorder(api) {
  return (globalThis[KEY] ??= createRecorder(api.pluginConfig ?? {}, api.logger));
}

/** Says something once a process, in whichever of the module's instances. */
export function sayOnce(logger, text) {
  const said = (globalThis[SAID] ??= new Set());
  if (said.has(text)) return;
  said.add(text);
  logger?.warn?.(text);
}

// OpenClaw gives two seconds at a shutdown.
const CLOSE_MS = 1_500;

/** Sends what waits, for as long as there is time. A later event starts anew. */
export async function stopSharedRecorder(timeoutMs = CLOSE_MS) {
  const recorder = globalThis[KEY];
  delete globalThis[KEY];
  try {
    await recorder?.close(timeoutMs);
  } catch {
    // an error here would end the gateway in the middle of its own shutdown
  }
}

function createRecorder(config, logger) {
  const { url, apiKey, queueBytesMax, spoolFile, debug, guidance = true, guidanceRefreshMs = 60_000, ...options } = config;
  const client = new LightningClient({ bridgeUrl: url, apiKey, queueBytesMax, spoolFile, debug, logger });
  return new Recorder(client, guidance ? new GuidanceCache(client, guidanceRefreshMs) : undefined, { ...options, logger });
}
