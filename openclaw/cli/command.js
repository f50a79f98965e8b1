import { existsSync } from 'node:fs';
import { win32 } from 'node:path';

const BATCH = /\.(cmd|bat)$/i;
// Characters to which cmd.exe gives a meaning of its own; a caret before one takes it away.
const MEANINGFUL = /[()\][%!^"`<>&|;, *?]/g;

/**
 * What to give to spawn() or execFile() for a command: { file, args, options }. On Windows npm installs commands as
 * batch files. Node finds a command there only with its extension, and starts a batch file only by way of cmd.exe.
 */
export function startable(command, args, { platform = process.platform, env = process.env, exists = existsSync } = {}) {
  if (platform !== 'win32') return { file: command, args, options: {} };
  const file = foundOnWindows(command, env, exists) ?? command;
  if (!BATCH.test(file)) return { file, args, options: {} };
  const line = [file.replace(MEANINGFUL, '^$&'), ...args.map(quoted)].join(' ');
  return { file: variable(env, 'ComSpec') ?? 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], options: { windowsVerbatimArguments: true } };
}

/** The path of a command, as the command line would find it, but never in the current directory. */
function foundOnWindows(command, env, exists) {
  const endings = (variable(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean);
  const isNamed = endings.some((ending) => command.toLowerCase().endsWith(ending.toLowerCase()));
  // Beside openclaw.cmd npm puts an openclaw without an ending, which is a script for other shells.
  const names = isNamed ? [command] : endings.map((ending) => command + ending.toLowerCase());
  const folders = /[\\/]/.test(command) ? [''] : (variable(env, 'PATH') ?? '').split(';').filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => (folder ? win32.join(folder.replaceAll('"', ''), name) : name))).find(exists);
}

/** Windows takes the names of variables in capitals or not; a copy of the environment does not. */
function variable(env, name) {
  const key = Object.keys(env).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key && env[key];
}

/** A batch file reads its line a second time, so what could end the quotes there must not get in. */
function quoted(arg) {
  if (/["\r\n]/.test(arg)) throw new Error(`Windows can't pass a quotation mark or a line break to a batch file: ${arg}`);
  return /^[\w.:/\\@+=-]+$/.test(arg) ? arg : `"${arg.replace(/\\+$/, '$&$&')}"`.replace(MEANINGFUL, '^$&');
}
