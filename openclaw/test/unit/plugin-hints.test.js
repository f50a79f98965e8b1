import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bridge, call, context, end, freshForEachTest, host, load, stored, turn } from '../plugin-fixture.js';
import { until } from '../support.js';

freshForEachTest();

test('loop_sameCallTooOften_isReportedOnce', async () => {
  await load({ loopRepeatsMax: 3 });
  host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  for (let i = 0; i < 3; i++) call('k1', 'same');
  call('k1', 'other');
  for (let i = 0; i < 9; i++) call('k1', 'same');
  await host.stop();
  const [loop, ...others] = stored('reward');
  assert.deepEqual(others, []);
  assert.deepEqual([loop.source, loop.success, loop.metadata], ['heuristic', false, { loop: { tool_name: 'read', repeats: 4 } }]);
});

test('nextMessage_isAHintWithItsOwnSource', async () => {
  await load();
  const say = (content) => host.fire('message_received', { content, sessionKey: 'agent:main:main' }, {});
  say('thanks');
  turn('k1');
  say("No, that's wrong");
  turn('k2');
  say('Thank you!');
  turn('k3');
  say('Now read the other file.');
  await host.stop();
  const hints = stored('reward').filter(({ source }) => source === 'heuristic');
  const traces = stored('session.start').map(({ trace_id }) => trace_id);
  assert.deepEqual(hints.map(({ trace_id, success }) => [traces.indexOf(trace_id), success]), [[0, false], [1, true]]);
});

test('nextMessage_feedbackOff_isNotRead', async () => {
  await load({ feedback: false });
  turn('k1');
  host.fire('message_received', { content: 'perfect', sessionKey: 'agent:main:main' }, {});
  await host.stop();
  assert.deepEqual(stored('reward').map(({ source }) => source), ['ended']);
});

test('rateCommand_ratesTheLastAnswer', async () => {
  await load();
  const rate = async (args) => (await host.command('rate', { sessionKey: 'agent:main:main', args })).text;
  assert.match(await rate('good'), /no answer/);
  turn('k1');
  assert.match(await rate('excellent'), /Usage/);
  for (const args of ['good', ' BAD ', '3', '4']) assert.match(await rate(args), /Rated/);
  await host.stop();
  assert.deepEqual(stored('reward').filter(({ source }) => source === 'user').map(({ user_rating, success }) => [user_rating, success]),
    [[5, true], [1, false], [3, undefined], [4, true]]);
});

test('guidance_onceCached_isAppendedAndItsArmSent', async () => {
  bridge.guidance = { version: 1, rules: [{ id: 'r1', text: 'Look first.' }],
    experiments: [{ id: 'e1', key: 'secret', unit: 'trace', probability: 0.5, rules: [{ id: 'r2', text: 'Then jump.' }] }] };
  await load();
  assert.equal(turn('cold'), undefined, 'the first turn does not wait');
  await until(() => bridge.requests.some(({ url }) => url.startsWith('/guidance')), 'asked for in the background');
  assert.equal(bridge.requests.find(({ url }) => url.startsWith('/guidance')).url, '/guidance?agent_id=main&model=fake%2Fm1');
  await until(() => turn('warm')?.appendSystemContext, 'guidance in the cache');
  const prompts = Array.from({ length: 40 }, (_, i) => turn(`w${i}`));
  await host.stop();
  const arms = stored('session.start').slice(-40).map((event) => event.arms[0].arm);
  assert.equal(new Set(arms).size, 2, 'both arms occur in one session');
  prompts.forEach((prompt, i) => {
    assert.deepEqual(Object.keys(prompt), ['appendSystemContext']);
    assert.equal(prompt.appendSystemContext.includes('Then jump.'), arms[i] === 'treatment');
    assert.ok(prompt.appendSystemContext.includes('Look first.'));
  });
});

test('guidance_garbage_neverReachesThePrompt', async () => {
  const asked = () => bridge.requests.filter(({ url }) => url.startsWith('/guidance')).length;
  bridge.guidance = { version: 1, rules: [{ id: 'r1', text: { evil: true } }], experiments: [] };
  await load({ guidanceRefreshMs: 100 });
  // The second question comes after the first answer has been read.
  await until(() => (assert.equal(turn('k1'), undefined), asked() >= 2), 'asked twice');
  assert.equal(turn('k2'), undefined);
});

test('promptBuilding_repeatedInOneRun_startsOneTraceWithTheSameGuidance', async () => {
  await load();
  const build = () => host.fire('before_prompt_build', { prompt: 'x' }, context('k1'));
  build();
  build();
  end('k1');
  await host.stop();
  assert.equal(bridge.requests.map(({ body }) => body).join('').split('session.start').length - 1, 1);
});
