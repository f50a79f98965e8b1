import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { Queue } = createRequire(import.meta.url)('../../lib/queue.js');

const queueOf = (count, eventsMax = 100, bytesMax = 1e6) => {
  const queue = new Queue(eventsMax, bytesMax);
  for (let i = 0; i < count; i++) queue.push(`e${i}`);
  return queue;
};

test('push_beyondTheEvents_dropsTheOldest', () => {
  const queue = queueOf(105);
  assert.deepEqual([queue.events, queue.dropped, queue.unsettled()[0]], [100, 5, 'e5']);
});

test('push_beyondTheBytes_dropsTheOldest', () => {
  const queue = new Queue(100, 2_000);
  for (let i = 0; i < 10; i++) queue.push('x'.repeat(200));
  assert.ok(queue.bytes <= 2_000 && queue.events > 0);
  assert.equal(queue.events + queue.dropped, 10);
});

test('push_eventLargerThanTheBound_isDroppedItself', () => {
  const queue = new Queue(100, 1_000);
  queue.push('x'.repeat(2_000));
  assert.deepEqual([queue.events, queue.bytes, queue.dropped], [0, 0, 1]);
});

test('batchInFlight_countsButIsNotDropped', () => {
  const queue = queueOf(100);
  const batch = queue.take(60, 1e6);
  for (let i = 100; i < 150; i++) queue.push(`e${i}`);
  assert.deepEqual([queue.events, queue.dropped], [100, 50]);
  assert.deepEqual([queue.unsettled()[0], queue.unsettled().length], ['e0', 100], 'a spool must not forget it');
  queue.settle(batch, 0);
  assert.equal(queue.unsettled()[0], 'e0');
  assert.equal(queue.events, queue.unsettled().length);
});

test('settle_part_keepsTheRestInFront', () => {
  const queue = queueOf(10);
  queue.settle(queue.take(5, 1e6), 3);
  assert.deepEqual(queue.unsettled(), ['e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9']);
  queue.settle(queue.take(100, 1e6), 7);
  assert.deepEqual([queue.events, queue.bytes], [0, 0]);
});

test('take_bytesBound_givesAtLeastOne', () => {
  const queue = queueOf(10);
  assert.equal(queue.take(100, 1).texts.length, 1);
  assert.equal(queue.take(100, 600).texts.length, 2);
});

test('longUse_manyPushesAndTakes_orderAndCountsHold', () => {
  const queue = new Queue(5_000, 1e9);
  let next = 0;
  let expected = 0;
  for (let round = 0; round < 200; round++) {
    for (let i = 0; i < 100; i++) queue.push(String(next++));
    const batch = queue.take(97, 1e9);
    for (const text of batch.texts) assert.equal(Number(text), expected++);
    queue.settle(batch, batch.texts.length);
    assert.equal(queue.events, next - expected);
  }
});
