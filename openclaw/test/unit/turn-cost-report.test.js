import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, report } from '../../e2e/turn-cost-report.js';

/** Runs of 40 rounds with times around 100 ms, in steps so that no chance is in them, one run twice as slow as the other. */
function runs(factors) {
  const round = Array.from({ length: 40 }, (_, i) => 90 + (i * 7) % 21);
  return [1, 2].map((slowness) => ({ times: Object.fromEntries(Object.entries(factors).map(([name, factor]) => [name, round.map((ms) => ms * slowness * factor)])) }));
}

function reported(factors) {
  const lines = [];
  return { held: report(runs({ off: 1, 'off again': 1, ...factors }), (line) => lines.push(line)), lines };
}

test('median_ofOddAndEvenCounts', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3])], [2, 2.5]);
});

test('report_noDifference_holds', () => {
  const { held, lines } = reported({ up: 1 });
  assert.equal(held, true);
  assert.match(lines.join('\n'), /up +ratio 1\.000, 95 % interval 1\.000 to 1\.000: holds/);
  assert.match(lines.at(-1), /2 runs, 80 turns each/);
});

test('report_tenPercentSlower_isMissed', () => {
  const { held, lines } = reported({ up: 1, down: 1.1 });
  assert.equal(held, false);
  assert.match(lines.join('\n'), /down +ratio 1\.100, .*: MISSED/);
});

test('report_secondGatewayWithoutThePlugin_isNotHeldAgainstIt', () => {
  assert.equal(reported({ up: 1, 'off again': 1.05 }).held, true);
});
