// How the evidence of an experiment grew, and the effect with its interval.
import type { ComponentChildren } from 'preact';
import type { EvidencePoint } from './api';
import { Table } from './parts';
import { count, metric, metricRange } from './words';

const WIDTH = 100;

/** From 0.1 to 1,000 on a logarithmic axis, from below. */
const onAxis = (evidence: number) => 100 - (Math.log10(Math.min(Math.max(evidence, 0.1), 1000)) + 1) * 25;

const line = (points: [number, number][]) => `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}`;

export function Growth({ points, needs, worseAt }: { points: EvidencePoint[]; needs: number; worseAt: number }) {
  const last = points.at(-1);
  if (!last || points.length < 2) {
    return null;
  }
  const x = ({ counted }: EvidencePoint) => (counted / last.counted) * WIDTH;
  const along = (value: (point: EvidencePoint) => number) => line(points.map((point) => [x(point), onAxis(value(point))]));
  return (
    <>
      <Plot title="How the evidence grew" about="solid: that it helps; dashed: that it harms; a horizontal line marks where each decides" top="1,000" units={last.counted}>
        <path class="grid" d={`M0 ${onAxis(1)}H${WIDTH}M0 0H${WIDTH}M0 100H${WIDTH}`} />
        <path class="turn" d={`M0 ${onAxis(needs)}H${WIDTH}`} />
        <path class="turn ended" d={`M0 ${onAxis(worseAt)}H${WIDTH}`} />
        <path class="grows good" d={along(({ evidence }) => evidence)} />
        <path class="grows bad" d={along(({ harm_evidence }) => harm_evidence)} />
      </Plot>
      <Effect points={points} x={x} units={last.counted} />
      <details class="as-table">
        <summary>As a table</summary>
        <Table
          caption="What was known after so many units"
          head={
            <>
              <th scope="col" class="num">Units</th>
              <th scope="col" class="num">That it helps</th>
              <th scope="col" class="num">That it harms</th>
              <th scope="col" class="num">Effect</th>
              <th scope="col" class="num">95 %</th>
            </>
          }
        >
          {points.map(({ counted, evidence, harm_evidence, effect: { estimate, low, high } }) => (
            <tr key={counted}>
              <td class="num">{count(counted)}</td>
              <td class="num">{evidence.toFixed(2)}</td>
              <td class="num">{harm_evidence.toFixed(2)}</td>
              <td class="num">{metric('success', estimate, true)}</td>
              <td class="num">{low === null || high === null ? '–' : metricRange('success', low, high)}</td>
            </tr>
          ))}
        </Table>
      </details>
    </>
  );
}

/** From the first point that has an interval on. */
function Effect({ points, x, units }: { points: EvidencePoint[]; x: (point: EvidencePoint) => number; units: number }) {
  const shown = points.flatMap((point) => {
    const { estimate, low, high } = point.effect;
    return low === null || high === null ? [] : [{ at: x(point), estimate, low, high }];
  });
  if (shown.length < 2) {
    return null;
  }
  const most = Math.max(...shown.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  const y = (effect: number) => 50 - (50 * effect) / most;
  const band = [
    ...shown.map(({ at, low }): [number, number] => [at, y(low)]),
    ...shown.map(({ at, high }): [number, number] => [at, y(high)]).reverse(),
  ];
  return (
    <Plot title="The effect on success" about="with its 95 % interval, which holds whenever you look" top={metric('success', most, true)} units={units}>
      <path class="band" d={`${line(band)}Z`} />
      <path class="grid" d={`M0 50H${WIDTH}M0 0H${WIDTH}M0 100H${WIDTH}`} />
      <path class="grows" d={line(shown.map(({ at, estimate }) => [at, y(estimate)]))} />
    </Plot>
  );
}

function Plot({ title, about, top, units, children }: { title: string; about: string; top: string; units: number; children: ComponentChildren }) {
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong> <span class="quiet">{about}</span>
      </figcaption>
      <div class="plotted">
        <span class="top quiet">{top}</span>
        <svg viewBox={`0 0 ${WIDTH} 100`} preserveAspectRatio="none" aria-hidden="true">
          {children}
        </svg>
      </div>
      <p class="ends quiet">
        <span>first unit</span>
        <span>{count(units)}</span>
      </p>
    </figure>
  );
}
