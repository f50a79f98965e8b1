// Why did it fail?
import { get, post, segment, type Call, type Trace, type TraceDetail } from './api';
import { Content, Copy, costOf, Figure, OutcomeOf, Priced, Table, Time, Told, useKeys, View, words } from './parts';
import { changed, go, say, to, useLoaded } from './state';
import { count, duration, json, moment, OUTCOMES, plain, textOf } from './words';

/** What of a message is the heading; a pasted log is not. */
const HEADING = 240;

const ORIGINS: Record<Trace['origin'], string> = {
  user: 'Asked by a person.',
  retry: 'The agent tried again to answer a question.',
  subagent: 'Begun by another run, as its sub-agent.',
  review: 'The agent looked back at a conversation.',
  resume: 'The agent went on with a question that it had put aside.',
  schedule: 'Begun by a schedule.',
};

interface Shown {
  trace: TraceDetail;
  session: Trace[];
}

async function load(id: string): Promise<Shown> {
  const trace = await get<TraceDetail>(`/traces/${segment(id)}`);
  const session =
    trace.session_key === null
      ? [trace]
      : (await get<{ traces: Trace[] }>('/traces', { session_key: trace.session_key, limit: 200 })).traces;
  return { trace, session };
}

export function OneTrace({ id }: { id: string }) {
  const shown = useLoaded(id, () => load(id));
  return <View of={shown} title="Trace">{(value) => <Found {...value} />}</View>;
}

function Found({ trace, session }: Shown) {
  const at = session.findIndex(({ trace_id }) => trace_id === trace.trace_id);
  const before = session[at + 1];
  const after = at > 0 ? session[at - 1] : undefined;
  const open = (other: Trace | undefined) => other && go(to(['traces', other.trace_id]));
  useKeys({
    '[': () => open(before),
    ']': () => open(after),
    g: () => void rate(trace, true),
    b: () => void rate(trace, false),
  });
  const asked = words(trace);
  const failed = trace.tool_calls.filter(({ error }) => error !== null).length;
  return (
    <article>
      <p class="crumbs">
        <a href={to(['traces'])}>Traces</a>
        {session.length > 1 && (
          <>
            {' / '}
            <a href={to(['sessions', trace.session_key!])}>
              session <Told text={plain(trace.session_key!)} />
            </a>
          </>
        )}
      </p>
      <h1 class="asked" dir="auto">
        {asked.length > HEADING ? `${asked.slice(0, HEADING)}…` : asked}
      </h1>
      <p>
        <OutcomeOf trace={trace} />
        {trace.failure && (
          <>
            {': '}
            <a href={to(['traces'], { failure: trace.failure })}>
              <Told text={plain(trace.failure)} />
            </a>
          </>
        )}{' '}
        · <Time at={trace.start_time} />
        {trace.agent_id && (
          <>
            {' · '}
            <Told text={plain(trace.agent_id)} />
          </>
        )}
        {trace.model && (
          <>
            {' · '}
            <Told text={plain(trace.model)} />
          </>
        )}
        {trace.sender && (
          <>
            {' · sent by '}
            <a href={to(['traces'], { sender: trace.sender })}>{plain(trace.sender)}</a>
          </>
        )}
      </p>
      {trace.origin !== 'user' && (
        <p class="quiet">
          {ORIGINS[trace.origin]}
          {trace.parent_trace_id && (
            <>
              {' '}
              <a href={to(['traces', trace.parent_trace_id])}>The trace behind it</a>
            </>
          )}
        </p>
      )}
      <p class="buttons">
        <button type="button" onClick={() => rate(trace, true)}>
          Went well <kbd>g</kbd>
        </button>
        <button type="button" onClick={() => rate(trace, false)}>
          Failed <kbd>b</kbd>
        </button>
        {before && (
          <button type="button" onClick={() => open(before)}>
            <kbd>[</kbd> Before
          </button>
        )}
        {after && (
          <button type="button" onClick={() => open(after)}>
            After <kbd>]</kbd>
          </button>
        )}
        <Copy label="Copy as JSON" text={json(trace)} />
        <Copy label="Copy as curl" text={`curl '${location.origin}/traces/${segment(trace.trace_id)}'`} />
      </p>
      <dl class="figures">
        <Figure name="Time" value={duration(trace.duration_ms)} />
        <Figure name="Tool calls" value={count(trace.tool_count)}>
          {failed > 0 && `${failed} failed`}
        </Figure>
        <Figure name="Tokens" value={trace.tokens_used === null ? '–' : count(trace.tokens_used)}>
          {costOf(trace.tokens_used)}
        </Figure>
        <Figure name="Reward" value={trace.reward === null ? '–' : trace.reward.toFixed(2)} />
      </dl>
      {trace.tokens_used !== null && <Priced />}
      {asked.length > HEADING && (
        <section>
          <h2>What was asked</h2>
          <Content name="The whole message" value={asked} />
        </section>
      )}
      <Waterfall trace={trace} />
      <Arms trace={trace} />
      <Rewards trace={trace} />
    </article>
  );
}

export async function rate(trace: Pick<Trace, 'trace_id'>, success: boolean): Promise<void> {
  try {
    await post('/reward/emit', { trace_id: trace.trace_id, success, source: 'user' });
    say(success ? 'Noted: it went well.' : 'Noted: it failed.');
  } catch (failure) {
    say((failure as Error).message, true);
  }
  changed();
}

/** When a call began: it is reported at its end. */
const start = (call: Call) => (call.timestamp === null ? null : call.timestamp - (call.duration_ms ?? 0));

function Waterfall({ trace }: { trace: TraceDetail }) {
  const calls = trace.tool_calls;
  if (calls.length === 0) {
    return (
      <section>
        <h2>Tool calls</h2>
        <p class="quiet">The agent called no tool.</p>
      </section>
    );
  }
  const starts = calls.map(start).filter((time) => time !== null);
  const ends = calls.flatMap(({ timestamp }) => (timestamp === null ? [] : [timestamp]));
  const from = Math.min(trace.start_time ?? Infinity, ...starts);
  const span = Math.max(1, Math.max(trace.end_time ?? 0, ...ends) - from);
  const wrong = calls.findIndex(({ error }) => error !== null);
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">Tool calls</h2>
      <ol class="calls">
        {calls.map((call, index) => (
          <li key={call.call_id ?? index}>
            <details open={index === wrong}>
              <summary>
                <span class="tool">
                  {call.error !== null && <span class="failed">failed </span>}
                  <Told text={plain(call.tool_name ?? 'a tool')} />
                </span>
                <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="track" width="1000" height="10" />
                  <rect
                    class={call.error === null ? 'run' : 'bad'}
                    x={Math.min(994, (((start(call) ?? from) - from) / span) * 1_000)}
                    width={Math.max(6, ((call.duration_ms ?? 0) / span) * 1_000)}
                    height="10"
                  />
                </svg>
                <span class="num">{duration(call.duration_ms)}</span>
              </summary>
              {call.error !== null && <Content name="Error" value={textOf(call.error)} />}
              {call.params !== null && <Content name="Parameters" value={call.params} />}
              {call.result !== null && <Content name="Result" value={call.result} />}
            </details>
          </li>
        ))}
      </ol>
      {trace.next_calls && (
        <p class="quiet">
          The first {calls.length} of {count(trace.tool_count)} calls. All of them:{' '}
          <code>lightning traces show {trace.trace_id} --json</code>
        </p>
      )}
    </section>
  );
}

function Arms({ trace }: { trace: TraceDetail }) {
  if (!trace.arms || trace.arms.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>Experiments it was part of</h2>
      <ul>
        {trace.arms.map((arm) => (
          <li>
            <a href={to(['experiments', arm.experiment])}>
              <Told text={plain(arm.experiment)} />
            </a>
            : {arm.arm === 'treatment' ? 'was to be told the rule' : 'was not told the rule'}
            {arm.arm === 'treatment' && !arm.applied && ', and did not get it'}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rewards({ trace }: { trace: TraceDetail }) {
  return (
    <section>
      <h2>How it was judged</h2>
      {trace.rewards.length === 0 ? (
        <p class="quiet">
          {trace.success === null
            ? 'Nobody has said yet how it went. You can:'
            : `Whoever ended the trace said that it ${trace.success ? OUTCOMES.success : OUTCOMES.failure}. If you disagree:`}{' '}
          <kbd>g</kbd> for well, <kbd>b</kbd> for failed.
        </p>
      ) : (
        <Table
          caption="Rewards"
          head={
            <>
              <th scope="col">By</th>
              <th scope="col">Outcome</th>
              <th scope="col" class="num">Rating</th>
              <th scope="col" class="num">Reward</th>
              <th scope="col" class="wide">When</th>
            </>
          }
        >
          {trace.rewards.map((reward) => (
            <tr>
              <td>{reward.source}</td>
              <td>
                <OutcomeOf trace={reward} />
              </td>
              <td class="num">{reward.user_rating === null ? '–' : `${reward.user_rating} of 5`}</td>
              <td class="num">{reward.reward === null ? '–' : reward.reward.toFixed(2)}</td>
              <td class="wide">{reward.timestamp === null ? '–' : moment(reward.timestamp)}</td>
            </tr>
          ))}
        </Table>
      )}
      {trace.task_key && (
        <p class="quiet">
          Task <Told text={plain(trace.task_key)} />:{' '}
          <a href={to(['traces'], { task_key: trace.task_key })}>all its traces</a>
        </p>
      )}
    </section>
  );
}

