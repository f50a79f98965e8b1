// How did it change, and what did the rules have to do with it?
import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { guidanceChanges, series, type Durations, type GuidanceChange, type Series, type Sums, type Whose } from './api';
import { DAY, HOUR } from './first';
import { costOf, Empty, Priced, Rule, Share, Table, Told, View } from './parts';
import { go, place, to, useLoaded } from './state';
import { actorOf, count, dayOf, duration, hourOf, interval, percent, plain, plural, quantileOf, statusOf, utc } from './words';
import { Choices, whoseAsked } from './whose';

/** What one point stands for. */
interface Scale {
  unit: 'hour' | 'day' | 'week';
  ms: number;
  /** So many of the bridge's sums. */
  of: number;
  name: (time: number) => string;
}

const HOURS: Scale = { unit: 'hour', ms: HOUR, of: 1, name: hourOf };
export const DAYS: Scale = { unit: 'day', ms: DAY, of: 1, name: dayOf };
const WEEKS: Scale = { unit: 'week', ms: 7 * DAY, of: 7, name: dayOf };

type Asked = { days: number } | { hours: number };

/** The last so many hours or days; `within`, only some of them, in epoch milliseconds. */
interface Period {
  name: string;
  asked: Asked;
  scale: Scale;
  within?: [since: number, until: number];
}

/** The bridge knows hours for two weeks. Of more than three days they would be no picture. */
const HOURS_MAX = 336;
const HOURLY_MAX = 3 * DAY;
const DAILY_MAX = 100 * DAY;
const DAYS_MAX = 400;

const PERIODS: Period[] = [
  { name: '48 hours', asked: { hours: 48 }, scale: HOURS },
  { name: '7 days', asked: { days: 7 }, scale: DAYS },
  { name: '30 days', asked: { days: 30 }, scale: DAYS },
  { name: '90 days', asked: { days: 90 }, scale: DAYS },
  { name: 'year', asked: { days: 365 }, scale: WEEKS },
];

/** What the address says: a part of the past that somebody looks at more closely, or one of the usual periods. */
function periodOf(query: URLSearchParams): Period {
  const within = closerOf(query);
  if (within === undefined) {
    return PERIODS.find((one) => Object.entries(texts(one.asked)).every(([key, number]) => query.get(key) === number)) ?? PERIODS[2]!;
  }
  const [since, until] = within;
  const back = Date.now() - since;
  const hours = Math.ceil(back / HOUR) + 1;
  const scale = until - since > DAILY_MAX ? WEEKS : until - since > HOURLY_MAX || hours > HOURS_MAX ? DAYS : HOURS;
  const asked = scale === HOURS ? { hours } : { days: Math.min(DAYS_MAX, Math.ceil(back / DAY) + 1) };
  return { name: `${scale.name(since)} to ${scale.name(until - scale.ms)}`, asked, scale, within };
}

function closerOf(query: URLSearchParams): [since: number, until: number] | undefined {
  const [since, until] = ['since', 'until'].map((name) => Number(query.get(name))) as [number, number];
  return since > 0 && until > since ? [since, until] : undefined;
}

const closer = (since: number, until: number, whose: Whose) =>
  to(['trends'], { since: String(since), until: String(until), ...whose });

const texts = (asked: Asked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).map(([name, number]) => [name, String(number)]));

/** What an agent was told from then on, or no longer. */
interface Turn {
  kind: 'adopted' | 'ended';
  change: GuidanceChange;
}

interface Past extends Series {
  changes: GuidanceChange[];
}

/** More would be no picture any more. */
const MARKS = 200;

export async function load(asked: Parameters<typeof series>[0]): Promise<Past> {
  const back = 'days' in asked ? asked.days * DAY : asked.hours * HOUR;
  const [found, { changes }] = await Promise.all([
    series(asked),
    guidanceChanges({ agent_id: asked.agent_id, since: Date.now() - back, limit: MARKS }),
  ]);
  return { ...found, changes };
}

function only(past: Past, [since, until]: [since: number, until: number]): Past {
  return {
    ...past,
    sums: past.sums.filter(({ time }) => time >= since && time < until),
    changes: past.changes.filter(({ at }) => at < until),
  };
}

/** A trial is no turn, for only some traces are told its rule. */
function turnsOf({ sums, changes }: Past): Turn[] {
  return changes
    .flatMap((change): Turn[] =>
      change.to === 'adopted' ? [{ kind: 'adopted', change }] : change.from === 'adopted' ? [{ kind: 'ended', change }] : [],
    )
    .filter(({ change }) => change.at >= sums[0]!.time)
    .reverse();
}

/** Several as one, which begins with the first. */
export function together(days: Sums[]): Sums {
  return days.reduce((sum, day) => ({
    time: sum.time,
    traces: sum.traces + day.traces,
    successes: sum.successes + day.successes,
    failures: sum.failures + day.failures,
    tool_calls: sum.tool_calls + day.tool_calls,
    tool_errors: sum.tool_errors + day.tool_errors,
    tokens_used: sum.tokens_used + day.tokens_used,
    durations: bothOf(sum.durations, day.durations),
  }));
}

function bothOf(some: Durations, more: Durations): Durations {
  const sum = { ...some };
  for (const [step, traces] of Object.entries(more)) {
    sum[step] = (sum[step] ?? 0) + traces;
  }
  return sum;
}

/** Weeks end today, so that the last one is whole. */
function binned(sums: Sums[], { of }: Scale): Sums[] {
  const bins: Sums[] = [];
  for (let end = sums.length; end >= of; end -= of) {
    bins.unshift(together(sums.slice(end - of, end)));
  }
  return bins;
}

export function Trends() {
  const { query } = place.value;
  const whose = whoseAsked();
  const { name, asked, scale, within } = periodOf(query);
  const loadPart = () => load({ ...asked, ...whose, labels: 'true' }).then((past) => (within ? only(past, within) : past));
  const past = useLoaded(to(['trends', name, String(within)], whose), loadPart, 'slowly');
  const time = within ? { since: String(within[0]), until: String(within[1]) } : texts(asked);
  return (
    <>
      <h1>Trends</h1>
      <p class="chips">
        {PERIODS.map((one) => (
          <a class="chip" href={to(['trends'], { ...texts(one.asked), ...whose })} aria-current={one.name === name ? 'true' : undefined}>
            {one.name === 'year' ? 'A year' : one.name}
          </a>
        ))}
        {within && (
          <a class="chip chosen" href={to(['trends'], { ...whose })} title="Show the last 30 days again">
            {name} ×
          </a>
        )}
      </p>
      <View of={past}>
        {(value) => (
          <>
            <Choices view="trends" names={value} asked={{ ...time, ...whose }} />
            {value.complete === false && (whose.model ?? whose.prompt_version) !== undefined && (
              <p class="quiet">
                These are the latest {plural(value.traces!, 'trace')} of this time; there are more, which are not counted by model
                or prompt version.
              </p>
            )}
            {value.sums.every(({ traces }) => traces === 0) ? (
              <Empty what={within ? 'Nothing was recorded in this time.' : `Nothing was recorded in the last ${name}.`}>
                Each {scale.unit} in which an agent works adds a point. <a href={to(['traces'])}>Look at all traces</a>
              </Empty>
            ) : (
              <Charts past={value} scale={scale} whose={whose} />
            )}
          </>
        )}
      </View>
    </>
  );
}

/** Success over time, with the rules that came and went. */
export function Success({ past, scale, whose = {} }: { past: Past; scale: Scale; whose?: Whose }) {
  const turns = turnsOf(past);
  return (
    <>
      <Chart
        bins={binned(past.sums, scale)}
        turns={turns}
        scale={scale}
        whose={whose}
        title={`Success by ${scale.unit}`}
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

function Charts({ past, scale, whose }: { past: Past; scale: Scale; whose: Whose }) {
  const bins = binned(past.sums, scale);
  const most = Math.max(...bins.map(({ traces }) => traces), 1);
  const tokens = Math.max(...bins.map(perTrace));
  const longest = Math.max(...bins.map(({ durations }) => quantileOf(durations, 0.95) ?? 0));
  const cost = costOf(together(bins).tokens_used);
  const dearest = Math.max(...bins.map(({ tokens_used }) => tokens_used));
  const plot = { bins, turns: turnsOf(past), scale, whose };
  return (
    <>
      <Success past={past} scale={scale} whose={whose} />
      <Chart {...plot} title={`Traces by ${scale.unit}`} about="from below: failed, went well, no outcome" top={count(most)}>
        {(bin, x) => {
          const heights = [bin.failures, bin.successes, bin.traces - bin.failures - bin.successes].map((n) => (100 * n) / most);
          let y = 100;
          return heights.map((height, index) => (
            <rect class={['bad', 'good', 'none'][index]} x={x - 4} width="8" y={(y -= height)} height={height} />
          ));
        }}
      </Chart>
      {longest > 0 && (
        <Chart
          {...plot}
          title="Time per trace"
          about="a dot is the median, the line ends where 95 % have ended"
          top={duration(longest)}
        >
          {({ durations }, x) => {
            const [middle, most] = [0.5, 0.95].map((share) => quantileOf(durations, share));
            return middle == null || most == null ? null : (
              <>
                <path class="spread" d={`M${x} ${100 - (100 * middle) / longest}V${100 - (100 * most) / longest}`} />
                <path class="point" d={`M${x} ${100 - (100 * middle) / longest}h0`} />
              </>
            );
          }}
        </Chart>
      )}
      {tokens > 0 && (
        <Chart {...plot} title="Tokens per trace" top={count(tokens)}>
          {(bin, x) => <Bar kind="run" x={x} share={perTrace(bin) / tokens} />}
        </Chart>
      )}
      {cost && (
        <Chart {...plot} title={`Cost by ${scale.unit}`} about={`${cost} together`} top={costOf(dearest)}>
          {(bin, x) => <Bar kind="run" x={x} share={bin.tokens_used / dearest} />}
        </Chart>
      )}
      <Chart {...plot} title="Share of tool calls that failed" top="100 %">
        {(bin, x) => <Bar kind="bad" x={x} share={bin.tool_calls === 0 ? 0 : bin.tool_errors / bin.tool_calls} />}
      </Chart>
      <details class="as-table">
        <summary>As a table</summary>
        <Figures bins={bins} scale={scale} whose={whose} />
      </details>
      {tokens > 0 && <Priced />}
      <p class="quiet">
        Drag across a chart to zoom in; click it to see the traces. A trace belongs to the {scale.unit} in
        which it began{scale.unit === 'hour' ? '' : '; days are in UTC'}.
      </p>
    </>
  );
}

/** From below; `share` of the height of the chart. */
function Bar({ kind, x, share }: { kind: string; x: number; share: number }) {
  return <rect class={kind} x={x - 4} width="8" y={100 - 100 * share} height={100 * share} />;
}

const perTrace = ({ tokens_used, traces }: Sums) => (traces === 0 ? 0 : tokens_used / traces);

/** Where a bin begins, for whoever points at it: hours are by the clock of whoever looks, and days are not. */
const from = (time: number) => `from ${utc(time)}`;

/** The traces of a bin. */
const tracesOf = (bin: Sums, { ms }: Scale, whose: Whose) =>
  to(['traces'], { since: String(bin.time), until: String(bin.time + ms), ...whose });

/** For the eye and the pointer; whoever has neither finds the same in the table. */
function Chart({
  bins,
  turns,
  scale,
  whose,
  title,
  about,
  top,
  children,
}: {
  bins: Sums[];
  turns: Turn[];
  scale: Scale;
  whose: Whose;
  title: string;
  about?: string;
  top: string;
  children: (bin: Sums, x: number) => ComponentChildren;
}) {
  const first = bins[0]!.time;
  const last = bins.at(-1)!.time;
  /** The bins where somebody began to draw over the picture, and where the pointer is now. */
  const drawn = useSignal<[from: number, to: number] | undefined>(undefined);
  const ends = drawn.value?.slice().sort((a, b) => a - b) as [number, number] | undefined;
  const end = () => {
    drawn.value = undefined;
    if (ends && ends[0] < ends[1]) {
      go(closer(bins[ends[0]]!.time, bins[ends[1]]!.time + scale.ms, whose));
    }
  };
  const x = (time: number) => ((time - first) / scale.ms) * 10;
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong> {about && <span class="quiet">{about}</span>}
      </figcaption>
      <div class="plotted">
        <span class="top quiet">{top}</span>
        <svg
          viewBox={`0 0 ${bins.length * 10} 100`}
          preserveAspectRatio="none"
          aria-hidden="true"
          onPointerUp={end}
          onPointerLeave={() => (drawn.value = undefined)}
        >
          {ends && ends[0] < ends[1] && <rect class="drawn" x={ends[0] * 10} width={(ends[1] - ends[0] + 1) * 10} height="100" />}
          <path class="grid" d={`M0 0H${bins.length * 10}M0 50H${bins.length * 10}M0 100H${bins.length * 10}`} />
          {bins.map((bin, index) => (
            <g
              class="bin"
              onClick={() => go(tracesOf(bin, scale, whose))}
              onPointerDown={(event) => {
                // A finger would keep to the bin where it began.
                (event.target as Element).releasePointerCapture(event.pointerId);
                drawn.value = [index, index];
              }}
              onPointerEnter={() => drawn.value && (drawn.value = [drawn.value[0], index])}
            >
              <title>{`${scale.name(bin.time)}: ${said(bin)}\n${from(bin.time)}`}</title>
              <rect class="hit" x={index * 10} width="10" height="100" />
              {children(bin, index * 10 + 5)}
            </g>
          ))}
          {turns
            .filter(({ change }) => change.at >= first)
            .map(({ change, kind }) => (
              <path class={`turn ${kind}`} d={`M${x(change.at)} 0V100`} />
            ))}
        </svg>
      </div>
      <p class="ends quiet">
        <span title={from(first)}>{scale.name(first)}</span>
        <span title={from(last)}>{last + scale.ms < Date.now() ? scale.name(last) : scale.unit === 'day' ? 'today' : `this ${scale.unit}`}</span>
      </p>
    </figure>
  );
}

function said(bin: Sums): string {
  const known = bin.successes + bin.failures;
  const success = known === 0 ? 'no outcome' : `${percent(bin.successes / known)} of ${count(known)} went well`;
  const middle = quantileOf(bin.durations, 0.5);
  const time = middle === null ? '' : `, half within ${duration(middle)}`;
  const cost = costOf(bin.tokens_used);
  return `${plural(bin.traces, 'trace')}, ${success}${time}, ${count(perTrace(bin))} tokens per trace${cost && `, ${cost} together`}`;
}

/** The vertical lines in words. */
function Turns({ turns }: { turns: Turn[] }) {
  if (turns.length === 0) {
    return <p class="quiet">No rule was adopted or rolled back in this time; when one is, a line marks it.</p>;
  }
  return (
    <ul class="turns">
      {turns.map(({ kind, change }) => (
        <li>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path class={`turn ${kind}`} d="M6 0V12" />
          </svg>{' '}
          <span title={utc(change.at)}>{dayOf(change.at)}</span>, {statusOf(change.to)} by <Told text={plain(actorOf(change.actor))} />: <ChangedRule change={change} />
          <span class="quiet">; {plural(change.rules.length, 'rule')} from then on</span>
        </li>
      ))}
    </ul>
  );
}

export function ChangedRule({ change }: { change: GuidanceChange }) {
  return (
    <a href={to(['suggestions', change.suggestion_id])}>
      <Rule text={plain(change.text) || 'Take away a rule'} />
    </a>
  );
}

function Figures({ bins, scale, whose }: { bins: Sums[]; scale: Scale; whose: Whose }) {
  const priced = bins.some(({ tokens_used }) => costOf(tokens_used));
  return (
    <Table
      caption={`Figures of each ${scale.unit}, the latest first`}
      head={
        <>
          <th scope="col">{{ hour: 'Hour from', day: 'Day', week: 'Week from' }[scale.unit]}</th>
          <th scope="col" class="num">Traces</th>
          <th scope="col" class="num">Success, 95 % interval</th>
          <th scope="col" class="num">Tokens per trace</th>
          {priced && <th scope="col" class="num">Cost</th>}
          <th scope="col" class="num">Tool calls</th>
          <th scope="col" class="num">Failed</th>
          <th scope="col" class="num">Median time</th>
          <th scope="col" class="num">95 % within</th>
        </>
      }
    >
      {[...bins].reverse().map((bin) => (
        <tr>
          <th scope="row" class="when" title={from(bin.time)}>
            {bin.traces === 0 ? scale.name(bin.time) : <a href={tracesOf(bin, scale, whose)}>{scale.name(bin.time)}</a>}
            {bin.traces > 0 && (scale === WEEKS || (scale === DAYS && bin.time > Date.now() - HOURS_MAX * HOUR + DAY)) && (
              <>
                {' '}
                <a class="quiet" href={closer(bin.time, bin.time + scale.ms, whose)} aria-label={`${scale.name(bin.time)} more closely`}>
                  closer
                </a>
              </>
            )}
          </th>
          <td class="num">{count(bin.traces)}</td>
          <td class="num">
            <Share hits={bin.successes} of={bin.successes + bin.failures} />
          </td>
          <td class="num">{bin.traces === 0 ? '–' : count(perTrace(bin))}</td>
          {priced && <td class="num">{costOf(bin.tokens_used) || '–'}</td>}
          <td class="num">{count(bin.tool_calls)}</td>
          <td class="num">
            <Share hits={bin.tool_errors} of={bin.tool_calls} />
          </td>
          <td class="num">{duration(quantileOf(bin.durations, 0.5))}</td>
          <td class="num">{duration(quantileOf(bin.durations, 0.95))}</td>
        </tr>
      ))}
    </Table>
  );
}
