import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { keepingLogger, PATIENCE_MS } from './support.js';

const packageDir = fileURLToPath(new URL('..', import.meta.url));

/**
 * Loads the plugin as OpenClaw does: its modules evaluated twice in one process, turn hooks fired in the second
 * ("discovery") instance, session and message hooks, commands and services in the first ("full").
 */
export async function loadPlugin(pluginConfig) {
  const logger = keepingLogger();
  const instances = {};
  let shared;
  for (const mode of ['full', 'discovery']) {
    const copy = copyOfThePackage();
    const { default: plugin } = await import(pathToFileURL(join(copy, 'plugin/index.js')));
    shared = await import(pathToFileURL(join(copy, 'plugin/shared.js')));
    const instance = (instances[mode] = { hooks: new Map(), options: new Map(), commands: new Map(), services: [] });
    const returned = plugin.register({
      registrationMode: mode,
      pluginConfig,
      logger,
      on(hook, handler, options) {
        instance.hooks.set(hook, handler);
        instance.options.set(hook, options);
      },
      registerCommand: (command) => instance.commands.set(command.name, command),
      registerService: (service) => instance.services.push(service),
    });
    if (returned !== undefined) throw new Error('register has to be synchronous');
  }
  return {
    logger,
    instances,
    /** Fires a hook in the instance it belongs to; what the handler returned. */
    fire(hook, event, context) {
      const mode = /^(session_|message_|gateway_|reply_)/.test(hook) ? 'full' : 'discovery';
      return instances[mode].hooks.get(hook)?.(event, context);
    },
    command: (name, context) => instances.full.commands.get(name).handler(context),
    /** What OpenClaw does at a shutdown, which gives the plugin two seconds. */
    stopServices: () => Promise.all(instances.full.services.map((service) => service.stop())),
    /** The same for tests of something else, with the time that a busy machine needs. */
    stop: () => shared.stopSharedRecorder(PATIENCE_MS),
  };
}

/** The hooks of a recording, in order, as { hook, event, ctx }. */
export function recording(name) {
  const lines = readFileSync(new URL(`recorded/${name}.jsonl`, import.meta.url), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter(({ hook }) => hook);
}

function copyOfThePackage() {
  const copy = mkdtempSync(join(tmpdir(), 'lightning-plugin-'));
  for (const part of ['package.json', 'index.js', 'lib', 'plugin']) cpSync(join(packageDir, part), join(copy, part), { recursive: true });
  return copy;
}
