import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { encode, clip, name } = createRequire(import.meta.url)('../../lib/json.js');
const said = (value) => JSON.parse(encode(value));
const nested = (levels) => Array.from({ length: levels }).reduce((inner) => ({ inner }), 'end');

test('encode_oneValueThatJsonCannotSay_costsThatValueOnly', () => {
  const cycle = { name: 'a' };
  cycle.self = cycle;
  class Cache {
    #entries = 1;
    size = () => this.#entries;
  }
  const cases = [
    [10n ** 18n, '1000000000000000000'],
    [cycle, { name: 'a', self: '[circular]' }],
    [new Map([['password', 'x'], ['list', new Set([1n])]]), { password: 'x', list: ['1'] }],
    [new Map([[1, 'one'], [{ a: 1 }, 'two']]), [[1, 'one'], [{ a: 1 }, 'two']]],
    [new Set(['a', new Set()]), ['a', []]],
    [new TypeError('bad'), { name: 'TypeError', message: 'bad' }],
    [Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E1' }), { name: 'Error', message: 'outer', cause: { name: 'Error', message: 'inner' }, code: 'E1' }],
    [new AggregateError([new Error('one')], 'all'), { name: 'AggregateError', message: 'all', errors: [{ name: 'Error', message: 'one' }] }],
    [function add() {}, '[function add]'],
    [Symbol('s'), 'Symbol(s)'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [Buffer.from('abc'), '[Buffer of 3 bytes]'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), 'Invalid Date'],
    [/a+/g, '/a+/g'],
    [new URL('http://a/b'), 'http://a/b'],
    [Promise.resolve(1), '[Promise]'],
    [new Cache(), { size: '[function size]' }],
    [Object(7n), '7'],
    [{ get half() { throw new Error('gone'); }, whole: 1 }, { half: '[unreadable gone]', whole: 1 }],
    [{ toJSON() { throw null; } }, '[unreadable]'],
    ['\ud83d', '\ufffd'],
    [{ ['\ud83d']: '\\ud83d' }, { '\ufffd': '\\ud83d' }],
    [undefined, undefined],
    [[undefined, () => 1], [null, '[function]']],
    [{ ['k'.repeat(5_000)]: 1 }, { ['k'.repeat(1_000)]: 1 }],
  ];
  for (const [value, stand] of cases) {
    const expected = { kept: 'hello', ...(stand !== undefined && { odd: stand }), also: [1] };
    assert.deepEqual(said({ kept: 'hello', odd: value, also: [1] }), expected, String(encode({ odd: value })));
  }
});

test('encode_proxyThatWasRevoked_costsThatValueOnly', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.match(encode({ kept: 1, odd: proxy }), /^\{"kept":1,"odd":"\[unreadable .*revoked.*\]"\}$/);
});

test('encode_samePartTwice_isNoCycle', () => {
  const part = { big: 1n };
  assert.deepEqual(said({ a: part, b: [part, part] }), { a: { big: '1' }, b: [{ big: '1' }, { big: '1' }] });
});

test('encode_tooDeep_isCutAtWhatTheBridgeTakes', () => {
  const depthOf = (value) => (typeof value === 'object' ? 1 + depthOf(value.inner ?? value.deep) : 0);
  assert.deepEqual(said(nested(60)), nested(60));
  const cut = said({ kept: 1, deep: nested(10_000) });
  assert.equal(cut.kept, 1);
  assert.equal(depthOf(cut), 60);
  assert.match(JSON.stringify(cut), /"\[too deep\]"/);
});

test('encode_smallButUnfoldsWithoutEnd_isCalledTooLarge', () => {
  for (const leaf of [1, 1n]) {
    let unfolding = leaf;
    for (let i = 0; i < 50; i++) unfolding = { a: unfolding, b: unfolding };
    assert.deepEqual(said(unfolding), { truncated: true, bytes: 262_144, head: '' });
  }
  assert.deepEqual(said(new Array(2 ** 32 - 1)), { truncated: true, bytes: 262_144, head: '' });
});

test('encode_beyondTheLimit_saysHowLongItWas', () => {
  assert.deepEqual(said('ü'.repeat(300_000)), { truncated: true, bytes: 600_002, head: '' });
  assert.deepEqual(said(new Map([['text', 'x'.repeat(300_000)]])), { truncated: true, bytes: 300_011, head: '' });
});

test('encode_keyThatIsThePrototypesName_isAKey', () => {
  assert.equal(encode(JSON.parse('{"__proto__":{"a":1},"b":2}')), '{"__proto__":{"a":1},"b":2}');
  assert.equal(encode(new Map([['__proto__', 1n]])), '{"__proto__":"1"}');
});

test('texts_cutInsideACharacter_losesTheCharacterNotTheText', () => {
  assert.equal(name('a'.repeat(255) + '\u{1F600}tail'), 'a'.repeat(255));
  assert.equal(name('a'.repeat(254) + '\u{1F600}tail'), 'a'.repeat(254) + '\u{1F600}');
  assert.equal(name('a'.repeat(256)), 'a'.repeat(256));
  assert.equal(name('half \ud83d'), 'half \ufffd');
  for (const pad of [262_143, 262_142]) {
    const text = clip('a'.repeat(pad) + '\u{1F600}'.repeat(10));
    assert.ok(text.isWellFormed() && text.length === pad + (pad % 2 ? 0 : 2), `${text.length}`);
  }
  assert.equal(clip('\ude00 half'), '\ufffd half');
});

test('clip_error_isItsMessageOrItsName', () => {
  assert.deepEqual([new Error('gone'), new TypeError(), { code: 1n }].map(clip), ['gone', 'TypeError', '{"code":"1"}']);
});
