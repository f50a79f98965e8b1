import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitOf } from '../../plugin/exit-code.js';

const errorOf = (command, exitCode = 1) => exitOf({ params: { command }, result: { details: { status: 'completed', exitCode } } }).exitError;

test('exitCode_1OfACommandThatAnswersByIt_isNoError', () => {
  for (const command of [
    'grep zzz note.txt', 'cat note.txt | grep zzz', 'npm test | grep -c fail', 'cd x && grep y z', 'make; grep a b', 'make || grep a b', 'make\ngrep a b',
    '/usr/bin/grep "a;b && c" f', "grep 'it''s' f", 'grep x y 2>&1', 'grep x y &> out', '! grep x y', '(cd a; grep x y)', 'FOO=1 sudo test -f x', '[ -f x ]', '[[ -f x ]]',
    'git diff --exit-code', 'git -p grep x', 'diff a b', 'cmp a b', 'bash -lc "cd x && rg foo"', "sh -c 'grep \"a b\" c'", 'command -v foo', 'grep a b && diff c d',
  ]) assert.equal(errorOf(command), undefined, command);
});

test('exitCode_1OfAnyOtherCommand_isAnError', () => {
  for (const command of [
    'exit 1', 'npm test', 'make && grep x y', 'grep a b; make', 'grep a b | sort', 'echo grep && false', 'bash -lc "npm test"', 'sh grep', 'git commit -m grep', 'greppy a b',
    'cd nowhere', 'echo "a | grep b" && false', '', '   ', undefined, 7, 'grep '.repeat(5_000),
  ]) assert.equal(errorOf(command), 'exit code 1', String(command).slice(0, 40));
});

test('exitCode_beyond1_isAnErrorOfAnyCommand', () => {
  assert.deepEqual([errorOf('grep a nowhere', 2), errorOf('exit 3', 3), errorOf('x', -1)], ['exit code 2', 'exit code 3', 'exit code -1']);
});

test('exitCode_0OrNone_isNoError', () => {
  assert.equal(errorOf('npm test', 0), undefined);
  for (const result of [undefined, null, 'text', {}, { details: null }, { details: { exitCode: null } }, { details: { exitCode: '1' } }]) assert.deepEqual(exitOf({ params: {}, result }), {});
});

test('exitCode_oddCommandLines_takeNoTime', () => {
  const startedAt = performance.now();
  for (const command of ['"'.repeat(9_999), '\\"'.repeat(4_999), "'a\"".repeat(3_333), '&|;'.repeat(3_333), '<&>'.repeat(3_333), 'bash -c '.repeat(1_200)]) errorOf(command);
  assert.ok(performance.now() - startedAt < 2_000);
});
