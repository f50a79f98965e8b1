// What waits for a person: a suggestion, and what went wrong.
import type { Stats, Suggestion, ToolUse, ToolUses } from './api';
import { DAY } from './first';
import { Rule, Time, Told, useKeys } from './parts';
import { DecisionButtons, EffectSentence, RuleText } from './suggestion';
import { decide, go, to } from './state';
import { count, differenceOfShares, percent, plain, plural } from './words';

/** Enough for somebody who looks in once a week. */
const NEWS_MS = 7 * DAY;

/** Of each kind, so that what waits stays a short list. */
const SHOWN = 3;

export const tryIt = (one: Suggestion) => ({
  suggestion: one.id,
  verb: 'accept' as const,
  body: { mode: 'experiment' as const },
  says: 'In experiment: half of the work is told the rule from now on.',
});

export const reject = (one: Suggestion) => ({
  suggestion: one.id,
  verb: 'reject' as const,
  body: {},
  says: 'Rejected; it will not be proposed again.',
});

/** `week` is how the tools did in the last 7 days, once that is known. */
export function Needs({ stats, all, week }: { stats: Stats; all: Suggestion[]; week: ToolUses | undefined }) {
  const proposed = all.filter(({ status }) => status === 'proposed');
  const { storage, optimizer } = stats;
  const { experiments_paused: paused, experiments_running: running, analyzed_traces: analyzed } = optimizer;
  const problems = [storage.problem, optimizer.problem].filter((problem) => problem !== null);
  const ended = all.filter(gotWorse).slice(0, SHOWN);
  const failing = optimizer.failing_tools.slice(0, SHOWN);
  const worse = week ? failingMore(week, stats).filter(({ now }) => failing.every(({ tool_name }) => tool_name !== now.tool_name)) : [];
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
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">Needs you</h2>
      {problems.map((problem) => (
        <p class="card problem">
          {plain(problem)} <a href={to(['health'])}>Health</a>
        </p>
      ))}
      {paused > 0 && (
        <p class="card warning">
          {paused === 1 ? 'An experiment is paused and waits' : `${paused} experiments are paused and wait`} for you.{' '}
          <a href={to(['experiments'])}>Look at the evidence</a>
        </p>
      )}
      {ended.map((one) => (
        <p class="card warning">
          A rule in effect got worse, and the bridge took it back <Time at={one.history.at(-1)!.at} />: <Rule text={plain(one.text)} />{' '}
          <a href={to(['suggestions', one.id])}>See the evidence</a>
        </p>
      ))}
      {failing.map((tool) => (
        <p class="card warning">
          <Tool name={tool.tool_name} /> fails nearly always: {count(tool.errors)} of {plural(tool.calls, 'call')}
          {tool.agent_id !== null && (
            <>
              {' by '}
              <Told text={plain(tool.agent_id)} />
            </>
          )}
          . <a href={to(['failures'])}>What it says</a>
        </p>
      ))}
      {worse.slice(0, SHOWN).map(({ now, before }) => (
        <p class="card warning">
          <Tool name={now.tool_name} /> fails more often than before: {count(now.errors)} of {plural(now.calls, 'call')} in{' '}
          {week!.complete ? 'the last 7 days' : 'the latest calls'}, and {percent(before.errors / before.calls)} until then.{' '}
          <a href={to(['failures'])}>What it says</a>
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
      {!first && problems.length + paused + ended.length + failing.length + worse.length === 0 && (
        <p class="quiet">
          Nothing. {running > 0 && <a href={to(['experiments'])}>{plural(running, 'experiment')} running. </a>}
          {analyzed < 100 && `Suggestions come once there is enough to learn from; so far the bridge has read ${plural(analyzed, 'finished trace')}.`}
        </p>
      )}
    </section>
  );
}

function Tool({ name }: { name: string }) {
  return (
    <code>
      <Told text={plain(name)} />
    </code>
  );
}

/** Whether the bridge took a rule back that was adopted. What a person took back is no news to them. */
function gotWorse({ status, history }: Suggestion): boolean {
  const last = history.at(-1);
  return status === 'rolled_back' && last?.from === 'adopted' && last.actor !== 'person' && last.at > Date.now() - NEWS_MS;
}

/** Fewer failures are no news, whatever share they are. */
const FAILURES_MIN = 5;

/** Some tool of many always does a little worse by chance. */
const RISE_MIN = 0.05;

/** Tools that fail more often this week than in all the time before, as far as the traces are kept; the worst first. */
function failingMore({ tools }: ToolUses, stats: Stats): { now: ToolUse; before: { calls: number; errors: number }; rise: number }[] {
  return tools
    .filter(({ errors }) => errors >= FAILURES_MIN)
    .flatMap((now) => {
      const all = stats.tools.find(({ tool_name }) => tool_name === now.tool_name);
      const before = { calls: (all?.calls ?? 0) - now.calls, errors: (all?.errors ?? 0) - now.errors };
      if (before.calls <= 0 || before.errors < 0) {
        return [];
      }
      const share = ({ calls, errors }: { calls: number; errors: number }) => ({ mean: errors / calls, traces: calls });
      const { low: rise } = differenceOfShares(share(now), share(before));
      return rise > RISE_MIN ? [{ now, before, rise }] : [];
    })
    .sort((a, b) => b.rise - a.rise);
}
