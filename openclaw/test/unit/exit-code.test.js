import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exitOf } from '../../plugin/exit-code.js';

// The bridge's import reads the same lines, and must judge them alike.
const LINES = JSON.parse(readFileSync(new URL('exit-codes.json', import.meta.url)));
const errorOf = (command, exitCode = 1) => exitOf({ params: { command }, result: { details: { status: 'completed', exitCode } } }).exitError;

test('exitCode_1OfACommandThatAnswersByIt_isNoError', () => {
  for (const command of LINES.answers) assert.equal(errorOf(command), undefined, command);
});

test('exitCode_1OfAnyOtherCommand_isAnError', () => {
  for (const command of [...LINES.errors, undefined, 7, 'grep '.repeat(5_000)]) assert.equal(errorOf(command), 'exit code 1', String(command).slice(0, 40));
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
