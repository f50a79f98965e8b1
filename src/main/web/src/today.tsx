// What did the agent do, where does it fail, what should I do?
import {
  get,
  series,
  stats as askStats,
  suggestions,
  wantedRatings,
  type Series,
  type Stats,
  type Suggestion,
  type Sums,
  type ToolUses,
  type Trace,
  type WantedRating,
} from './api';
import { DAY, dayBefore, FORTNIGHT, HOURS, LATEST, nowOfView } from './first';
import { Needs } from './needs';
import { costOf, Empty, Figure, Mark, outcome, Priced, Share, Time, Told, View, words } from './parts';
import { slowChanges, to, useLoaded } from './state';
import { rate } from './trace';
import { together } from './trends';
import { count, differenceOfMedians, differenceOfShares, duration, percent, plain, plural, points, quantileOf } from './words';

const WEEK = FORTNIGHT / 2;

/** Traces whose tools are looked at: enough for a week of most agents, and little to wait for. */
const TOOLS_OF = 1_000;

/** All but the traces; an agent at work changes it little. */
interface Rest {
  stats: Stats;
  suggestions: Suggestion[];
  /** By day and by hour. */
  series: Series;
  wanted: WantedRating[];
  /** {@code slowChanges} when it was asked for. */
  as: number;
}

interface Now extends Rest {
  /** The latest traces of the day. */
  strip: Trace[];
  /** Whether the day has others. */
  more: boolean;
  latest: Trace | undefined;
}

async function loadRest(as: number): Promise<Rest> {
  const [stats, proposed, sums] = await Promise.all([askStats(), suggestions(), series({ days: FORTNIGHT, hours: HOURS })]);
  const wanted = stats.optimizer.ratings_wanted === 0 ? [] : await wantedRatings();
  return { stats, suggestions: proposed, series: sums, wanted, as };
}

/** Only the traces are asked for at once, from the oldest one under way on, and all the rest slowly. */
async function load(shown?: Now): Promise<Now> {
  const now = nowOfView();
  const as = slowChanges.peek();
  const known = shown?.as === as ? shown : undefined;
  // What began before the oldest trace under way is over.
  const open = known?.strip.filter(({ status }) => status === 'open').at(-1) ?? known?.strip[0];
  const since = Math.max(dayBefore(now), open?.start_time ?? 0);
  const [{ traces, next }, rest] = await Promise.all([
    get<{ traces: Trace[]; next: string | null }>('/traces', { since, limit: LATEST }),
    known ?? loadRest(as),
  ]);
  const over = next === null && known ? known.strip.filter(({ start_time }) => start_time! < since && start_time! >= dayBefore(now)) : [];
  const strip = [...traces, ...over];
  return {
    ...rest,
    strip: strip.slice(0, LATEST),
    more: next !== null || strip.length > LATEST || (known?.more ?? false),
    latest: strip[0] ?? (await get<{ traces: Trace[] }>('/traces', { limit: 1 })).traces[0],
  };
}

export function Today() {
  const now = useLoaded('today', load, 'both');
  return <View of={now} title="Today">{(value) => (value.latest ? <Known now={value} /> : <NoAgent stats={value.stats} />)}</View>;
}

function NoAgent({ stats }: { stats: Stats }) {
  return (
    <>
      <h1>Today</h1>
      <Empty what="No agent has sent anything yet." command="lightning connect openclaw">
        This command connects OpenClaw; for Claude Code or Codex, type <code>claude-code</code> or <code>codex</code> instead. The
        README says how other agents send their events. To look around first, type <code>lightning demo</code>: it shows two
        simulated agents at work.
      </Empty>
      <WithoutKey stats={stats} />
    </>
  );
}

function Known({ now }: { now: Now }) {
  // Nobody waits for it.
  const { value: week } = useLoaded('tools of the week', () => get<ToolUses>('/tools', { since: Date.now() - WEEK * DAY, traces: TOOLS_OF }), 'slowly');
  return (
    <>
      <h1>Today</h1>
      <Connected now={now} />
      <Needs stats={now.stats} all={now.suggestions} week={week} />
      <Wanted ratings={now.wanted} />
      <Latest now={now} />
      <Week days={now.series.sums} />
      {week && <FailingTools week={week} />}
    </>
  );
}

/** Which agents are at work; after a start of the bridge only the traces know. */
function Connected({ now: { stats, latest } }: { now: Now }) {
  const [first, ...others] = stats.clients;
  const agent = (id: string | null, noName = 'An agent without a name') => (id === null ? noName : <Told text={plain(id)} />);
  if (!first) {
    return (
      <>
        <p class="lead">
          {agent(latest!.agent_id)} was last at work <Time at={latest!.start_time} />.
        </p>
        <p class="quiet">Nothing has come since the bridge started.</p>
        <WithoutKey stats={stats} />
      </>
    );
  }
  return (
    <>
      <p class="lead">
        {agent(first.agent_id)} was last at work <Time at={first.last_event_at} />, through <Told text={plain(first.client)} />.
      </p>
      {others.length > 0 && (
        <p class="quiet">
          Before that:{' '}
          {others.slice(0, 3).map((one, index) => (
            <>
              {index > 0 && '; '}
              {agent(one.agent_id, 'an agent without a name')}, <Time at={one.last_event_at} />, through <Told text={plain(one.client)} />
            </>
          ))}
          .
        </p>
      )}
    </>
  );
}

/** Why an agent that sends may still not arrive. */
function WithoutKey({ stats: { requests_without_key: refused } }: { stats: Stats }) {
  return refused === 0 ? null : (
    <p class="card warning">
      {plural(refused, 'request')} since the start had no API key, or a wrong one. <code>lightning doctor</code> says what an
      agent lacks.
    </p>
  );
}

/** The few ratings that an experiment needs. Chance chose them, so that nobody picks the bad ones. */
function Wanted({ ratings }: { ratings: WantedRating[] }) {
  return ratings.length === 0 ? null : (
    <section aria-labelledby="wanted">
      <h2 id="wanted">How did these go?</h2>
      <p class="quiet">An experiment guesses how most traces went, and checks its guesses by these.</p>
      {ratings.map((one) => (
        <article class="card" aria-label="A trace to rate">
          <p>
            <a href={to(['traces', one.trace_id])}>Look at the trace</a>. The chance that it went well seems to be {percent(one.outcome_estimate)}
            {one.signals.length > 0 && `: ${one.signals.join('; ')}`}.
          </p>
          <p class="buttons">
            <button type="button" onClick={() => void rate(one, true)}>
              It went well
            </button>{' '}
            <button type="button" onClick={() => void rate(one, false)}>
              It failed
            </button>
          </p>
        </article>
      ))}
    </section>
  );
}

function Latest({ now }: { now: Now }) {
  const { strip, stats } = now;
  const day = together(now.series.hours!);
  const known = day.successes + day.failures;
  const all = stats.traces.successes + stats.traces.failures;
  return (
    <section aria-labelledby="day">
      <h2 id="day">The last 24 hours</h2>
      {strip.length === 0 ? (
        <p class="quiet">Nothing was recorded.</p>
      ) : (
        <>
          <dl class="figures">
            <Figure name="Traces" value={count(day.traces)}>
              {count(stats.total_traces)} in all
            </Figure>
            <Figure name="Success" value={<Share hits={day.successes} of={known} />}>
              {count(known)} of {count(day.traces)} have an outcome
              {all > 0 && `; ${Math.round((stats.traces.successes / all) * 100)} % in all`}
            </Figure>
            <Times of={day} />
            <Figure name="Tokens" value={day.tokens_used === 0 ? '–' : count(day.tokens_used)}>
              {joined(costOf(day.tokens_used), stats.tokens_used === 0 ? 'nobody says how many' : `${count(stats.tokens_used)} in all`)}
            </Figure>
          </dl>
          <Strip traces={strip} more={now.more} />
        </>
      )}
    </section>
  );
}

/** How long traces take; nothing where none has ended. */
function Times({ of: sums, before }: { of: Sums; before?: Sums }) {
  const half = quantileOf(sums.durations, 0.5);
  if (half === null) {
    return null;
  }
  const was = before ? quantileOf(before.durations, 0.5) : null;
  const change = before ? differenceOfMedians(sums.durations, before.durations) : null;
  return (
    <Figure name="Median time" value={duration(half)}>
      {change && (
        <>
          <Change of={change} better="down" says={(size) => duration(Math.abs(size))} />;{' '}
        </>
      )}
      95 % take less than {duration(quantileOf(sums.durations, 0.95))}
      {was !== null && `; before: ${duration(was)} and ${duration(quantileOf(before!.durations, 0.95))}`}
    </Figure>
  );
}

const joined = (...parts: string[]) => parts.filter(Boolean).join('; ');

/** Seven days to today against the seven before. */
function Week({ days }: { days: Sums[] }) {
  const now = together(days.slice(-WEEK));
  const before = together(days.slice(-2 * WEEK, -WEEK));
  if (now.traces === 0) {
    return null;
  }
  const was = (value: string | null) => (before.traces === 0 || value === null ? '' : `before: ${value}`);
  return (
    <section aria-labelledby="week">
      <h2 id="week">The last 7 days{before.traces > 0 && ', against the 7 before'}</h2>
      <dl class="figures">
        <Figure name="Traces" value={count(now.traces)}>
          {was(count(before.traces))}
        </Figure>
        <Figure name="Success" value={<Share hits={now.successes} of={now.successes + now.failures} />}>
          <ChangeOfShare
            now={[now.successes, now.successes + now.failures]}
            before={[before.successes, before.successes + before.failures]}
            better="up"
          />
        </Figure>
        <Figure name="Tool calls that fail" value={<Share hits={now.tool_errors} of={now.tool_calls} />}>
          <ChangeOfShare now={[now.tool_errors, now.tool_calls]} before={[before.tool_errors, before.tool_calls]} better="down" />
        </Figure>
        {now.tokens_used + before.tokens_used > 0 && (
          <Figure name="Tokens" value={count(now.tokens_used)}>
            {joined(costOf(now.tokens_used), was(joined(count(before.tokens_used), costOf(before.tokens_used))))}
          </Figure>
        )}
        <Times of={now} before={before} />
      </dl>
      {now.tokens_used + before.tokens_used > 0 && <Priced />}
      <p class="quiet">
        <a href={to(['trends'])}>Day by day</a>
      </p>
    </section>
  );
}

type Hits = [hits: number, of: number];

function ChangeOfShare({ now, before, better }: { now: Hits; before: Hits; better: 'up' | 'down' }) {
  const share = ([hits, of]: Hits) => ({ mean: hits / of, traces: of });
  return now[1] === 0 || before[1] === 0 ? null : (
    <Change of={differenceOfShares(share(now), share(before))} better={better} says={(size) => `${points(size)} points`} />
  );
}

interface Difference {
  estimate: number;
  low: number;
  high: number;
}

/** An arrow only where chance alone hardly explains the change. */
function Change({ of: { estimate, low, high }, better, says }: { of: Difference; better: 'up' | 'down'; says: (size: number) => string }) {
  if (low <= 0 && high >= 0) {
    return <>about as before</>;
  }
  const up = estimate > 0;
  return (
    <span class={up === (better === 'up') ? 'better' : 'worse'}>
      {up ? '▲' : '▼'} {says(estimate)}
    </span>
  );
}

/** One cell a trace, the oldest first. The list of traces is the same as a table. */
function Strip({ traces, more }: { traces: Trace[]; more: boolean }) {
  return (
    <>
      <ul class="strip" aria-label={more ? `The latest ${LATEST} traces, oldest first` : 'The traces, oldest first'}>
        {[...traces].reverse().map((trace) => {
          const [kind, word] = outcome(trace);
          const label = `${word}: ${words(trace).slice(0, 80)}`;
          return (
            <li key={trace.trace_id}>
              <a href={to(['traces', trace.trace_id])} title={label} tabIndex={-1}>
                <Mark kind={kind} />
              </a>
            </li>
          );
        })}
      </ul>
      <p class="legend quiet">
        <Mark kind="good" /> went well <Mark kind="bad" /> failed <Mark kind="unknown" /> no outcome <Mark kind="open" /> under
        way · {more && `the latest ${LATEST} · `}
        <a href={to(['traces'])}>as a list</a>
      </p>
    </>
  );
}

function FailingTools({ week: { tools, complete } }: { week: ToolUses }) {
  const failing = tools
    .filter(({ errors }) => errors > 0)
    .sort((a, b) => b.errors - a.errors)
    .slice(0, 5);
  return (
    <section aria-labelledby="failing">
      <h2 id="failing">Where tools fail</h2>
      {failing.length === 0 ? (
        <p class="quiet">No tool call of the last 7 days failed.</p>
      ) : (
        <ul class="bars">
          {failing.map((tool) => (
            <li key={tool.tool_name}>
              <a href={to(['traces'], { tool: tool.tool_name })}>
                <Told text={plain(tool.tool_name)} />
              </a>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="8" />
                <rect class="bad" width={(tool.errors / tool.calls) * 100} height="8" />
              </svg>
              <span class="num">
                {count(tool.errors)} of {plural(tool.calls, 'call')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">
        {failing.length > 0 && `In ${complete ? 'the last 7 days' : 'the latest calls'}. `}
        <a href={to(['failures'])}>What failing tools said</a>
      </p>
    </section>
  );
}
