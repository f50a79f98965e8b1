import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { failures, pluginChecks } from './checks.js';
import { openclaw } from './openclaw.js';

const packageDir = fileURLToPath(new URL('..', import.meta.url));

/** Installs the plugin, writes its entry and the grant it needs, and asks OpenClaw whether that worked. */
export async function setup(options, print) {
  print('Asking OpenClaw for its configuration. It restarts for each step, so setup takes about a minute.');
  const file = await openclaw.configFile();
  const change = await entryFor(options);
  print(`OpenClaw's configuration: ${file}`);
  print(`Will install the plugin from ${packageDir} and write:\n${JSON.stringify(change, null, 2)}`);
  warnOfComments(file, print);
  if (!(await agreed(options, print))) return 1;

  keepBackup(file, print);
  print('Installing the plugin ...');
  await openclaw.install(packageDir);
  print('Writing its entry ...');
  await openclaw.patch(change);

  print('Asking OpenClaw whether it loads the plugin and grants its hooks ...');
  const problems = failures(await pluginChecks());
  for (const { name, detail } of problems) print(`PROBLEM ${name}: ${detail}`);
  if (problems.length === 0) print('Installed. A running gateway loads it by itself; "openclaw-lightning status" shows what arrives.');
  return problems.length === 0 ? 0 : 1;
}

export async function uninstall(options, print) {
  print('Asking OpenClaw for its configuration ...');
  const file = await openclaw.configFile();
  print(`Will uninstall the plugin and remove its entry from ${file}.`);
  warnOfComments(file, print);
  if (!(await agreed(options, print))) return 1;

  keepBackup(file, print);
  print('Uninstalling the plugin ...');
  const allowedBefore = await openclaw.get('plugins.allow');
  if (await openclaw.inspect('lightning')) await openclaw.uninstall('lightning');
  print('Removing its entry ...');
  const plugins = (await openclaw.get('plugins')) ?? {};
  const change = {
    ...(plugins.entries?.lightning && { entries: { lightning: null } }),
    // OpenClaw's own removal drops a list with its last entry. The list was the user's, so an empty one stays.
    ...(allowedBefore?.includes('lightning') && { allow: allowedBefore.filter((id) => id !== 'lightning') }),
  };
  if (Object.keys(change).length > 0) await openclaw.patch({ plugins: change });
  print('Uninstalled. The bridge and its data stay; the bridge\'s documentation says how to remove them.');
  return 0;
}

async function entryFor({ url, capture }) {
  const allow = await openclaw.get('plugins.allow');
  const known = await openclaw.get('plugins.entries.lightning.config.url');
  return {
    plugins: {
      // An empty list allows everything, so a first entry would switch off every other plugin.
      ...(allow?.length > 0 && !allow.includes('lightning') && { allow: [...allow, 'lightning'] }),
      entries: {
        lightning: {
          enabled: true,
          hooks: { allowConversationAccess: true },
          config: { url: url ?? known ?? process.env.LIGHTNING_BRIDGE_URL ?? 'http://127.0.0.1:8765', ...(capture && { capture }) },
        },
      },
    },
  };
}

async function agreed({ yes }, print) {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    print('Nothing was changed, because there is no terminal to ask on. Add --yes to go ahead.');
    return false;
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('Continue? [y/N] ');
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** The file may hold keys, so only its owner may read the copy, whatever the umask. */
function keepBackup(file, print) {
  if (!existsSync(file)) {
    print(`No backup: there is no ${file} yet.`);
    return;
  }
  const before = readFileSync(file);
  const backup = `${file}.before-lightning-${new Date().toISOString().replace(/\D/g, '')}`;
  writeFileSync(backup, before, { mode: 0o600, flag: 'wx' });
  print(`Backup: ${backup}`);
}

const COMMENT_OR_TEXT = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|(\/[/*])/g;

function warnOfComments(file, print) {
  if (!existsSync(file)) return;
  const hasComments = [...readFileSync(file, 'utf8').matchAll(COMMENT_OR_TEXT)].some(([, comment]) => comment);
  if (hasComments) print(`OpenClaw rewrites ${file} without its comments and layout; the backup keeps them.`);
}
