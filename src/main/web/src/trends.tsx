// How did it change, and what did the rules have to do with it?
import type { ComponentChildren } from 'preact';
import { series, suggestions, type Day, type Suggestion } from './api';
import { Empty, Rule, Share, Table, View } from './parts';
import { go, place, to, useLoaded } from './state';
import { count, dayOf, duration, interval, percent, plain } from './words';

const DAY = 86_400_000;
const PERIODS = [7, 30, 90, 365];

/** Beyond so many days a point stands for a week. */
const BY_DAY = 90;

/** What an agent was told from then on, or no longer. */
interface Turn {
  at: number;
  kind: 'adopted' | 'ended';
  rule: Suggestion;
}

interface Past {
  days: Day[];
  rules: Suggestion[];
}

const LEFT = new Set(['rolled_back', 'refuted', 'retired']);

export async function load(days: number): Promise<Past> {
  const [all, rules] = await Promise.all([series(days), suggestions()]);
  return { days: all, rules };
}

function turnsOf({ days, rules }: Past): Turn[] {
  return rules
    .flatMap((rule) =>
      rule.history.flatMap(({ from, to: into, at }): Turn[] =>
        into === 'adopted' ? [{ at, kind: 'adopted', rule }] : from === 'adopted' && LEFT.has(into) ? [{ at, kind: 'ended', rule }] : [],
      ),
    )
    .filter(({ at }) => at >= days[0]!.time)
    .sort((a, b) => a.at - b.at);
}

/** Sums of several days, under the first one's name. */
export function together(days: Day[]): Day {
  return days.reduce((sum, day) => ({
    date: sum.date,
    time: sum.time,
    traces: sum.traces + day.traces,
    successes: sum.successes + day.successes,
    failures: sum.failures + day.failures,
    tool_calls: sum.tool_calls + day.tool_calls,
    tool_errors: sum.tool_errors + day.tool_errors,
    tokens_used: sum.tokens_used + day.tokens_used,
    latency_ms_sum: sum.latency_ms_sum + day.latency_ms_sum,
    latency_count: sum.latency_count + day.latency_count,
  }));
}

/** Weeks end today, so that the last one is whole. */
function binned(days: Day[], size: number): Day[] {
  const bins: Day[] = [];
  for (let end = days.length; end >= size; end -= size) {
    bins.unshift(together(days.slice(end - size, end)));
  }
  return bins;
}

export function Trends() {
  const asked = Number(place.value.query.get('days'));
  const days = PERIODS.includes(asked) ? asked : 30;
  const past = useLoaded(`trends ${days}`, () => load(days));
  return (
    <>
      <h1>Trends</h1>
      <p class="chips">
        {PERIODS.map((period) => (
          <a class="chip" href={to(['trends'], { days: String(period) })} aria-current={period === days ? 'true' : undefined}>
            {period === 365 ? 'A year' : `${period} days`}
          </a>
        ))}
      </p>
      <View of={past}>
        {(value) =>
          value.days.every(({ traces }) => traces === 0) ? (
            <Empty what={`Nothing was recorded in the last ${days} days.`}>
              Each day on which an agent works adds a point. <a href={to(['traces'])}>Look at all traces</a>
            </Empty>
          ) : (
            <Charts past={value} size={days > BY_DAY ? 7 : 1} />
          )
        }
      </View>
    </>
  );
}

/** Success over time, with the rules that came and went. */
export function Success({ past, size }: { past: Past; size: number }) {
  const turns = turnsOf(past);
  return (
    <>
      <Chart
        bins={binned(past.days, size)}
        turns={turns}
        size={size}
        title={`Success by ${size === 1 ? 'day' : 'week'}`}
        about="a dot is the share, a line its 95 % interval"
        top="100 %"
      >
        {(bin, x) => {
          const known = bin.successes + bin.failures;
          if (known === 0) {
            return null;
          }
          const [low, high] = interval(bin.successes, known);
          return (
            <>
              <path class="spread" d={`M${x} ${100 - 100 * low}V${100 - 100 * high}`} />
              <path class="point" d={`M${x} ${100 - (100 * bin.successes) / known}h0`} />
            </>
          );
        }}
      </Chart>
      <Turns turns={turns} />
    </>
  );
}

function Charts({ past, size }: { past: Past; size: number }) {
  const bins = binned(past.days, size);
  const unit = size === 1 ? 'day' : 'week';
  const most = Math.max(...bins.map(({ traces }) => traces), 1);
  const tokens = Math.max(...bins.map(perTrace), 1);
  const plot = { bins, turns: turnsOf(past), size };
  return (
    <>
      <Success past={past} size={size} />
      <Chart {...plot} title={`Traces by ${unit}`} about="from below: failed, went well, no outcome" top={count(most)}>
        {(bin, x) => {
          const heights = [bin.failures, bin.successes, bin.traces - bin.failures - bin.successes].map((n) => (100 * n) / most);
          let y = 100;
          return heights.map((height, index) => (
            <rect class={['bad', 'good', 'none'][index]} x={x - 4} width="8" y={(y -= height)} height={height} />
          ));
        }}
      </Chart>
      <Chart {...plot} title="Tokens per trace" top={count(tokens)}>
        {(bin, x) => {
          const height = (100 * perTrace(bin)) / tokens;
          return <rect class="run" x={x - 4} width="8" y={100 - height} height={height} />;
        }}
      </Chart>
      <Chart {...plot} title="Share of tool calls that failed" top="100 %">
        {(bin, x) => {
          const height = bin.tool_calls === 0 ? 0 : (100 * bin.tool_errors) / bin.tool_calls;
          return <rect class="bad" x={x - 4} width="8" y={100 - height} height={height} />;
        }}
      </Chart>
      <details class="as-table">
        <summary>As a table</summary>
        <Figures bins={bins} size={size} />
      </details>
      <p class="quiet">Days are in UTC; a trace belongs to the day on which it was first heard of.</p>
    </>
  );
}

const perTrace = ({ tokens_used, traces }: Day) => (traces === 0 ? 0 : tokens_used / traces);

/** The traces of a bin. */
const tracesOf = (bin: Day, size: number) =>
  to(['traces'], { since: String(bin.time), until: String(bin.time + size * DAY) });

/** For the eye and the pointer; whoever has neither finds the same in the table. */
function Chart({
  bins,
  turns,
  size,
  title,
  about,
  top,
  children,
}: {
  bins: Day[];
  turns: Turn[];
  size: number;
  title: string;
  about?: string;
  top: string;
  children: (bin: Day, x: number) => ComponentChildren;
}) {
  const first = bins[0]!.time;
  const x = (time: number) => ((time - first) / (size * DAY)) * 10;
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong> {about && <span class="quiet">{about}</span>}
      </figcaption>
      <div class="plotted">
        <span class="top quiet">{top}</span>
        <svg viewBox={`0 0 ${bins.length * 10} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path class="grid" d={`M0 0H${bins.length * 10}M0 50H${bins.length * 10}M0 100H${bins.length * 10}`} />
          {bins.map((bin, index) => (
            <g class="bin" onClick={() => go(tracesOf(bin, size))}>
              <title>{`${dayOf(bin.time)}: ${said(bin)}`}</title>
              <rect class="hit" x={index * 10} width="10" height="100" />
              {children(bin, index * 10 + 5)}
            </g>
          ))}
          {turns
            .filter(({ at }) => at >= first)
            .map(({ at, kind }) => (
              <path class={`turn ${kind}`} d={`M${x(at)} 0V100`} />
            ))}
        </svg>
      </div>
      <p class="ends quiet">
        <span>{dayOf(first)}</span>
        <span>{size === 1 ? 'today' : 'this week'}</span>
      </p>
    </figure>
  );
}

function said(bin: Day): string {
  const known = bin.successes + bin.failures;
  const success = known === 0 ? 'no outcome' : `${percent(bin.successes / known)} of ${count(known)} went well`;
  return `${count(bin.traces)} traces, ${success}, ${count(perTrace(bin))} tokens per trace`;
}

/** The vertical lines in words. */
function Turns({ turns }: { turns: Turn[] }) {
  if (turns.length === 0) {
    return <p class="quiet">No rule came into effect or was taken back in this time; when one does, a line marks it.</p>;
  }
  return (
    <ul class="turns">
      {turns.map(({ at, kind, rule }) => (
        <li>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path class={`turn ${kind}`} d="M6 0V12" />
          </svg>{' '}
          {dayOf(at)}, {kind === 'adopted' ? 'adopted' : 'taken back'}:{' '}
          <a href={to(['suggestions', rule.id])}>
            <Rule text={plain(rule.text) || 'Take away a rule'} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Figures({ bins, size }: { bins: Day[]; size: number }) {
  return (
    <Table
      caption={size === 1 ? 'Figures of each day, the latest first' : 'Figures of each week, the latest first'}
      head={
        <>
          <th scope="col">{size === 1 ? 'Day' : 'Week from'}</th>
          <th scope="col" class="num">Traces</th>
          <th scope="col" class="num">Success, 95 % interval</th>
          <th scope="col" class="num">Tokens per trace</th>
          <th scope="col" class="num">Tool calls</th>
          <th scope="col" class="num">Failed</th>
          <th scope="col" class="num">Mean time</th>
        </>
      }
    >
      {[...bins].reverse().map((bin) => (
        <tr>
          <th scope="row" class="when">
            {bin.traces === 0 ? dayOf(bin.time) : <a href={tracesOf(bin, size)}>{dayOf(bin.time)}</a>}
          </th>
          <td class="num">{count(bin.traces)}</td>
          <td class="num">
            <Share hits={bin.successes} of={bin.successes + bin.failures} />
          </td>
          <td class="num">{bin.traces === 0 ? '–' : count(perTrace(bin))}</td>
          <td class="num">{count(bin.tool_calls)}</td>
          <td class="num">
            <Share hits={bin.tool_errors} of={bin.tool_calls} />
          </td>
          <td class="num">{duration(bin.latency_count === 0 ? null : bin.latency_ms_sum / bin.latency_count)}</td>
        </tr>
      ))}
    </Table>
  );
}
