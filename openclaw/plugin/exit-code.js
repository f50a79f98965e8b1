/** Commands for which exit code 1 is an answer, such as "no match" or "they differ". 2 and more is an error of theirs too. */
export const ANSWERING_COMMANDS = ['grep', 'egrep', 'fgrep', 'zgrep', 'rg', 'ag', 'ack', 'git grep', 'git diff', 'diff', 'cmp', 'test', '[', '[[', 'expr', 'pgrep', 'which', 'type', 'command'];

const ANSWER = 1;
// What prepares a command and hardly fails itself: `cd x && grep y z` answers like the grep alone.
const PREPARING = new Set(['cd', 'echo', 'export', 'printf', 'pwd', 'set']);
const PREFIXES = new Set(['sudo', 'time', 'nice', 'env', 'exec', '!', '(', '{']);
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh']);
const COMMAND_CHARS_MAX = 10_000;

/**
 * How a command ended that OpenClaw takes for a success: its exit code, whether that is the command's answer, and else the
 * error's text. Nothing for a call of another tool.
 */
export function exitOf({ params, result }, answering = ANSWERING_COMMANDS) {
  const exitCode = result?.details?.exitCode;
  if (!Number.isInteger(exitCode)) return {};
  const exitIsAnswer = exitCode === ANSWER && isAnswer(params?.command, answering);
  return { exitCode, exitIsAnswer, exitError: exitCode === 0 || exitIsAnswer ? undefined : `exit code ${exitCode}` };
}

/** Whether exit code 1 of a shell's command line came from a command that answers by it. */
function isAnswer(line, answering) {
  if (typeof line !== 'string' || line.length > COMMAND_CHARS_MAX) return false;
  // Of a list only the last part gives the code; of parts joined by && each may have.
  const last = lists(line).at(-1) ?? [];
  const commands = last.filter(([first]) => first !== undefined && !PREPARING.has(first));
  return commands.length > 0 && commands.every((words) => answers(words, answering));
}

function answers(words, answering) {
  const [command, ...rest] = words;
  if (SHELLS.has(command)) {
    const option = rest.findIndex((word) => /^-\w*c$/.test(word));
    return option >= 0 && isAnswer(rest[option + 1], answering);
  }
  const plain = [command, ...rest.filter((word) => !word.startsWith('-'))].join(' ');
  return answering.some((known) => plain === known || plain.startsWith(`${known} `));
}

/** The words of a command line: lists of parts joined by &&, of which a pipeline is represented by its last command. */
function lists(line) {
  const all = [[[]]];
  const part = () => all.at(-1).at(-1);
  for (const [text, separator] of tokens(line)) {
    if (separator === '&&') all.at(-1).push([]);
    else if (separator === '|') all.at(-1)[all.at(-1).length - 1] = [];
    else if (separator) all.push([[]]);
    else part().push(text);
  }
  return all.map((parts) => parts.map(command).filter((words) => words.length > 0)).filter((parts) => parts.length > 0);
}

/** Without assignments and prefixes, and with the command's name instead of its path. */
function command(words) {
  const from = words.findIndex((word) => !/^\w+=/.test(word) && !PREFIXES.has(word));
  if (from < 0) return [];
  const [path, ...rest] = words.slice(from);
  return [path.split('/').at(-1) || path, ...rest];
}

const TOKEN = /(&&|\|\||\|&?|;|&(?!>)|\n)|((?:[<>]&|&>|\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"|[^\s;&|'"\\])+)/g;

function* tokens(line) {
  for (const [, separator, word] of line.matchAll(TOKEN)) {
    yield separator ? [undefined, separator === '|&' ? '|' : separator] : [word.replace(/\\([^])|'([^']*)'|"((?:\\[^]|[^"\\])*)"/g, (_, a, b, c) => a ?? b ?? c.replace(/\\(["\\$`])/g, '$1'))];
  }
}
