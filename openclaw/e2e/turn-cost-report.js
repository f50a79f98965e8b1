// What the runs of turn-cost.js say together.
const BAR = 1.03;
const RESAMPLES = 2_000;
const OFF = ['off', 'off again'];

export const median = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

/**
 * Prints for each variant the ratio of its median to that of both gateways without the plugin, and its 95 % interval;
 * true when no ratio is above the bar. runs: [{ times: { variant: [ms, one a round] } }].
 *
 * Times are divided by their run's median without the plugin, so that a slow run weighs as much as a quick one. The
 * interval is a bootstrap in two stages, over the runs and over the rounds within each: the rounds alone would hide
 * that two gateways without any difference differ a little for as long as they run.
 */
export function report(runs, print) {
  const scaled = runs.map(({ times }) => {
    const base = median(OFF.flatMap((name) => times[name]));
    return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, list.map((ms) => ms / base)]));
  });
  const pooled = (sample, names) => median(sample.flatMap((run) => names.flatMap((name) => run[name])));
  // The second gateway without the plugin is compared with the first, the others with both.
  const ratio = (sample, name) => pooled(sample, [name]) / pooled(sample, name === 'off again' ? ['off'] : OFF);
  const resampled = Array.from({ length: RESAMPLES }, () => draw(scaled).map(drawRounds));
  let held = true;
  for (const name of Object.keys(scaled[0]).filter((one) => one !== 'off')) {
    const estimate = ratio(scaled, name);
    const spread = resampled.map((sample) => ratio(sample, name)).sort((a, b) => a - b);
    const [low, high] = [spread[Math.floor(RESAMPLES * 0.025)], spread[Math.floor(RESAMPLES * 0.975)]];
    const isCounted = name !== 'off again';
    held &&= !isCounted || estimate <= BAR;
    const verdict = !isCounted ? 'chance' : high <= BAR ? 'holds' : estimate <= BAR ? 'holds, not beyond doubt' : 'MISSED';
    print(`${name.padEnd(10)} ratio ${estimate.toFixed(3)}, 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}: ${verdict}`);
  }
  print(`${runs.length} runs, ${runs.reduce((sum, { times }) => sum + times.off.length, 0)} turns each, bar ${BAR}`);
  return held;
}

const draw = (list) => list.map(() => list[Math.floor(Math.random() * list.length)]);

/** Rounds are drawn whole, so that what slowed a round down slows all variants down. */
function drawRounds(run) {
  const rounds = draw(run.off.map((_, round) => round));
  return Object.fromEntries(Object.entries(run).map(([name, times]) => [name, rounds.map((round) => times[round])]));
}
