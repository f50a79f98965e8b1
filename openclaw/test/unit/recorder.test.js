import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hintIn, ratingIn } from '../../plugin/feedback.js';
import { Recorder } from '../../plugin/recorder.js';

const MINUTE = 60_000;

function recorderAt(clock) {
  const events = [];
  const client = { enqueue: (text) => events.push(JSON.parse(text)), send() {}, close: async () => true };
  return { events, recorder: new Recorder(client, undefined, { now: () => clock.ms }) };
}
const ends = (events) => events.filter(({ type }) => type === 'session.end');

test('sweep_runWithoutEvents_isClosedAfterAnHour', () => {
  const clock = { ms: 0 };
  const { events, recorder } = recorderAt(clock);
  recorder.promptBuilding({ prompt: 'x' }, { runId: 'k1' });
  clock.ms = 60 * MINUTE;
  recorder.sweep();
  assert.deepEqual(ends(events), []);
  clock.ms++;
  recorder.sweep();
  recorder.sweep();
  assert.deepEqual(ends(events).map(({ metadata }) => metadata.closed_by), ['idle']);
  recorder.close();
});

test('sweep_runWithAPendingCall_staysOpenForADay', () => {
  const clock = { ms: 0 };
  const { events, recorder } = recorderAt(clock);
  recorder.promptBuilding({ prompt: 'x' }, { runId: 'k1' });
  recorder.modelCallEnded({ runId: 'k1', durationMs: 5 }, {});
  clock.ms = 23 * 60 * MINUTE;
  recorder.sweep();
  assert.deepEqual(ends(events), []);
  clock.ms = 25 * 60 * MINUTE;
  recorder.sweep();
  assert.equal(ends(events).length, 1);
  recorder.close();
});

test('runs_thousandsThatNeverEnd_areBounded', () => {
  const { events, recorder } = recorderAt({ ms: 0 });
  for (let i = 0; i < 3_000; i++) recorder.promptBuilding({ prompt: 'x' }, { runId: `k${i}` });
  assert.equal(ends(events).filter(({ metadata }) => metadata.closed_by === 'too_many').length, 2_000);
  recorder.close();
});

test('eventWithoutARun_isLeftAlone', () => {
  const { events, recorder } = recorderAt({ ms: 0 });
  recorder.toolCallEnded({ toolName: 'read' }, {});
  recorder.agentEnded({}, { runId: 7 });
  assert.deepEqual(events, []);
  recorder.close();
});

test('hintIn_soundsPleasedOrNot', () => {
  const displeased = ["No, that's wrong", 'no that is not it', 'wrong file', "it doesn't work", 'still broken', 'try again', 'not what I asked for', 'This is wrong'];
  const pleased = ['thanks!', 'Perfect.', 'great, now do the next', 'it works', 'works now'];
  const neither = ['no problem, go on', 'Read the file', 'greatest common divisor of 4 and 6', 'nothing', '', undefined, 'thanks '.repeat(50), '/rate good', 'Why did it work?'];
  assert.deepEqual(displeased.map(hintIn), displeased.map(() => false));
  assert.deepEqual(pleased.map(hintIn), pleased.map(() => true));
  assert.deepEqual(neither.map(hintIn), neither.map(() => undefined));
});

test('ratingIn_wordsAndNumbers', () => {
  assert.deepEqual(ratingIn('good'), { userRating: 5, success: true });
  assert.deepEqual(ratingIn(' 2 '), { userRating: 2, success: false });
  assert.deepEqual(ratingIn('3'), { userRating: 3 });
  assert.deepEqual(['6', '0', '4.5', 'fine', '', undefined].map(ratingIn), Array(6).fill(undefined));
});
