import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startable } from '../../cli/command.js';

// Windows as far as it matters here: what lies where, and what the environment says.
const NPM = 'C:\\Users\\Ann Lee\\AppData\\Roaming\\npm';
const env = { Path: `C:\\Windows;"${NPM}";D:\\tools`, PATHEXT: '.COM;.EXE;.BAT;.CMD', ComSpec: 'C:\\Windows\\system32\\cmd.exe' };
const files = [`${NPM}\\openclaw`, `${NPM}\\openclaw.cmd`, 'D:\\tools\\lightning.bat', 'D:\\tools\\node.exe', 'openclaw.cmd'];
const onWindows = (command, args, more = env) => startable(command, args, { platform: 'win32', env: more, exists: (path) => files.includes(path) });
const line = ({ args: [d, s, c, text] }) => {
  assert.deepEqual([d, s, c], ['/d', '/s', '/c']);
  return text;
};

/** What cmd.exe makes of a line: carets go, except inside quotes; the quotes that are left are the program's. */
const asCmdReadsIt = (text) => text.slice(1, -1).replace(/\^(.)/g, '$1');

test('startable_elsewhere_isTheCommandItself', () => {
  assert.deepEqual(startable('openclaw', ['a b'], { platform: 'linux' }), { file: 'openclaw', args: ['a b'], options: {} });
});

test('startable_npmsBatchFile_isFoundAndStartedByCmd', () => {
  const start = onWindows('openclaw', ['plugins', 'inspect', 'lightning', '--json']);
  assert.deepEqual([start.file, start.options], [env.ComSpec, { windowsVerbatimArguments: true }]);
  assert.equal(line(start), '"C:\\Users\\Ann^ Lee\\AppData\\Roaming\\npm\\openclaw.cmd plugins inspect lightning --json"');
});

test('startable_bridgesBatchFile_byNameByPathOrWithItsEnding', () => {
  for (const command of ['lightning', 'lightning.bat', 'D:\\tools\\lightning', 'D:\\tools\\lightning.bat']) {
    assert.equal(line(onWindows(command, ['start', '--port', '0'])), '"D:\\tools\\lightning.bat start --port 0"', command);
  }
});

test('startable_program_isStartedWithoutCmd', () => {
  assert.deepEqual(onWindows('node', ['a b']), { file: 'D:\\tools\\node.exe', args: ['a b'], options: {} });
});

test('startable_commandThatIsNowhere_isLeftToFail', () => {
  for (const command of ['nowhere', 'C:\\nowhere\\openclaw']) assert.deepEqual(onWindows(command, []), { file: command, args: [], options: {} });
  assert.deepEqual(onWindows('openclaw', [], {}), { file: 'openclaw', args: [], options: {} }, 'the current directory is not searched');
});

test('startable_argumentsWithMeaningToCmd_arriveAsTheyAre', () => {
  const args = ['a b', 'C:\\my folder\\', 'x&calc', '%PATH%', '(1)', 'a^b', '!x!', 'a|b>c<d', '', 'C:\\plain\\path', 'k=v;w'];
  const text = line(onWindows('lightning', args));
  assert.equal(asCmdReadsIt(text), `D:\\tools\\lightning.bat ${['"a b"', '"C:\\my folder\\\\"', '"x&calc"', '"%PATH%"', '"(1)"', '"a^b"', '"!x!"', '"a|b>c<d"', '""', 'C:\\plain\\path', '"k=v;w"'].join(' ')}`);
  assert.doesNotMatch(text.slice(1, -1), /(?<!\^)[&|<>%!()"]/, 'none is left without a caret');
});

test('startable_argumentThatCouldEndTheQuotes_isRefused', () => {
  for (const arg of ['a"b', 'a\nb', 'a\rb']) assert.throws(() => onWindows('lightning', [arg]), /can't pass a quotation mark or a line break/);
  assert.deepEqual(onWindows('node', ['a"b']).args, ['a"b'], 'Node itself quotes for programs');
});
