import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familyOf, recurringFamilies } from '../../plugin/task-key.js';

test('family_numbersCapitalsAndPunctuation_makeNoDifference', () => {
  const family = familyOf('Fix build 12, please!');
  assert.match(family, /^family-[0-9a-f]{12}$/);
  assert.equal(familyOf('fix  build 4711 please'), family);
  assert.notEqual(familyOf('Fix the build 12, please!'), family);
  assert.equal(familyOf('Ａ ١٢'), familyOf('a 7'), 'full-width letters and any digits');
});

test('family_isTheSameInEveryVersion', () => {
  assert.equal(familyOf('What is the weather in Köln today?'), 'family-831997d22df3');
});

test('family_nothingButPunctuation_isNone', () => {
  for (const message of ['', '?!', ' \n']) assert.equal(familyOf(message), '');
  assert.equal(recurringFamilies()(undefined), undefined);
});

test('recurring_fromTheSecondTimeOn_andTheOldestAreForgotten', () => {
  const familyNow = recurringFamilies();
  const word = (n) => [...String(n)].map((digit) => 'abcdefghij'[digit]).join('');
  assert.equal(familyNow('hello'), undefined);
  assert.equal(familyNow('hello'), familyOf('hello'));
  for (let i = 0; i < 10_000; i++) familyNow(word(i));
  assert.equal(familyNow('hello'), undefined);
});
