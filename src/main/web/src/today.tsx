// What did the agent do, where does it fail, what should I do?
import { experiments, get, suggestions, type Experiment, type Stats, type Suggestion, type Trace } from './api';
import { Empty, Figure, Mark, outcome, Share, Time, Told, useKeys, View, words } from './parts';
import { DecisionButtons, EffectSentence, RuleText } from './suggestion';
import { decide, go, to, useLoaded } from './state';
import { count, duration, plain, plural, quantile } from './words';

const DAY = 86_400_000;
const LATEST = 200;

interface Now {
  stats: Stats;
  day: Trace[];
  more: boolean;
  latest: Trace | undefined;
  suggestions: Suggestion[];
  experiments: Experiment[];
}

async function load(): Promise<Now> {
  const [stats, day, proposed, trials] = await Promise.all([
    get<Stats>('/stats'),
    get<{ traces: Trace[]; next: string | null }>('/traces', { since: Date.now() - DAY, limit: LATEST }),
    suggestions(),
    experiments(),
  ]);
  const latest = day.traces[0] ?? (await get<{ traces: Trace[] }>('/traces', { limit: 1 })).traces[0];
  return {
    stats,
    day: day.traces,
    more: day.next !== null,
    latest,
    suggestions: proposed,
    experiments: trials,
  };
}

export function Today() {
  const now = useLoaded('today', load);
  return <View of={now} title="Today">{(value) => (value.latest ? <Known now={value} /> : <NoAgent />)}</View>;
}

function NoAgent() {
  return (
    <>
      <h1>Today</h1>
      <Empty what="No agent has sent anything yet." command="openclaw-lightning setup">
        This command connects OpenClaw. Any other agent sends its events over HTTP. To look around first, a simulated agent
        plays a story with <code>lightning demo</code>.
      </Empty>
    </>
  );
}

function Known({ now }: { now: Now }) {
  const { latest } = now;
  return (
    <>
      <h1>Today</h1>
      <p class="lead">
        {latest!.agent_id ? <Told text={plain(latest!.agent_id)} /> : 'An agent'} was last at work{' '}
        <Time at={latest!.start_time} />.
      </p>
      <Needs now={now} />
      <Day now={now} />
      <FailingTools stats={now.stats} />
    </>
  );
}

function Needs({ now }: { now: Now }) {
  const proposed = now.suggestions.filter(({ status }) => status === 'proposed');
  const paused = now.experiments.filter(({ status }) => status === 'paused');
  const { storage, optimizer } = now.stats;
  const problems = [storage.problem, optimizer.problem].filter((problem) => problem !== null);
  const first = proposed[0];
  const act = (decision: Parameters<typeof decide>[0]) => void decide(decision);
  useKeys({
    a: () => first && act(tryIt(first)),
    r: () => first && act(reject(first)),
    Enter: () => {
      if (document.activeElement === document.body && first) {
        go(to(['suggestions', first.id]));
      }
    },
  });
  const running = now.experiments.filter(({ status }) => status === 'running').length;
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">Needs you</h2>
      {problems.map((problem) => (
        <p class="card problem">
          {plain(problem)} <a href={to(['health'])}>Health</a>
        </p>
      ))}
      {paused.map((one) => (
        <p class="card warning">
          An experiment is paused and waits for you. <a href={to(['experiments', one.id])}>Look at its evidence</a>
        </p>
      ))}
      {first && (
        <article class="card" aria-label="The first suggestion">
          <RuleText suggestion={first} />
          <EffectSentence suggestion={first} />
          <DecisionButtons suggestion={first} />
          <p class="quiet">
            <a href={to(['suggestions', first.id])}>See the evidence</a>
            {proposed.length > 1 && (
              <>
                {' · '}
                <a href={to(['suggestions'])}>{plural(proposed.length - 1, 'more suggestion')}</a>
              </>
            )}
          </p>
        </article>
      )}
      {!first && problems.length === 0 && paused.length === 0 && (
        <p class="quiet">
          Nothing. {running > 0 && <a href={to(['experiments'])}>{plural(running, 'experiment')} under way. </a>}
          {now.stats.optimizer.analyzed_traces < 100 &&
            `Suggestions come once there is enough to learn from; so far it is ${plural(now.stats.optimizer.analyzed_traces, 'finished trace')}.`}
        </p>
      )}
    </section>
  );
}

export const tryIt = (one: Suggestion) => ({
  suggestion: one.id,
  verb: 'accept' as const,
  body: { mode: 'experiment' as const },
  says: 'It is being tried on half of the work from now on.',
});

export const reject = (one: Suggestion) => ({
  suggestion: one.id,
  verb: 'reject' as const,
  body: {},
  says: 'Rejected; it will not be proposed again.',
});

function Day({ now }: { now: Now }) {
  const { day, stats } = now;
  const known = day.filter(({ success }) => success !== null);
  const good = known.filter(({ success }) => success).length;
  const times = day.flatMap(({ duration_ms }) => (duration_ms === null ? [] : [duration_ms])).sort((a, b) => a - b);
  const tokens = day.reduce((sum, { tokens_used }) => sum + (tokens_used ?? 0), 0);
  const all = stats.traces.successes + stats.traces.failures;
  return (
    <section aria-labelledby="day">
      <h2 id="day">The last 24 hours{now.more && `, the latest ${LATEST} traces of them`}</h2>
      {day.length === 0 ? (
        <p class="quiet">Nothing was recorded.</p>
      ) : (
        <>
          <dl class="figures">
            <Figure name="Traces" value={count(day.length)}>
              {count(stats.total_traces)} in all
            </Figure>
            <Figure name="Success" value={known.length === 0 ? '–' : <Share hits={good} of={known.length} />}>
              {known.length} of {day.length} have an outcome
              {all > 0 && `; ${Math.round((stats.traces.successes / all) * 100)} % in all`}
            </Figure>
            <Figure name="Median time" value={duration(quantile(times, 0.5))}>
              95 % take less than {duration(quantile(times, 0.95))}
            </Figure>
            <Figure name="Tokens" value={count(tokens)}>
              {count(stats.tokens_used)} in all
            </Figure>
          </dl>
          <Strip traces={day} />
        </>
      )}
    </section>
  );
}

/** One cell a trace, the oldest first. The list of traces is the same as a table. */
function Strip({ traces }: { traces: Trace[] }) {
  return (
    <>
      <ul class="strip" aria-label="The traces, oldest first">
        {[...traces].reverse().map((trace) => {
          const [kind, word] = outcome(trace);
          const label = `${word}: ${words(trace).slice(0, 80)}`;
          return (
            <li key={trace.trace_id}>
              <a href={to(['traces', trace.trace_id])} title={label} aria-label={label} tabIndex={-1}>
                <Mark kind={kind} />
              </a>
            </li>
          );
        })}
      </ul>
      <p class="legend quiet">
        <Mark kind="good" /> went well <Mark kind="bad" /> failed <Mark kind="unknown" /> no outcome <Mark kind="open" /> under
        way · <a href={to(['traces'])}>as a list</a>
      </p>
    </>
  );
}

function FailingTools({ stats }: { stats: Stats }) {
  const failing = stats.tools
    .filter(({ errors }) => errors > 0)
    .sort((a, b) => b.errors - a.errors)
    .slice(0, 5);
  return (
    <section aria-labelledby="failing">
      <h2 id="failing">Where tools fail</h2>
      {failing.length === 0 ? (
        <p class="quiet">No tool call failed.</p>
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
    </section>
  );
}
