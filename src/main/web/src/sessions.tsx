// What belongs together: the traces of a session, as a conversation.
import { get, type Session, type Trace } from './api';
import { costOf, Empty, OutcomeOf, Priced, Share, Table, Time, Told, TraceLink, useKeys, View } from './parts';
import { place, to, useLoaded } from './state';
import { Kinds, step } from './traces';
import { count, duration, plain, plural } from './words';

const ROWS = 50;
const TRACES = 200;

type Page = { sessions: Session[]; next: string | null };

export function Sessions() {
  const cursor = place.value.query.get('cursor');
  const page = useLoaded(`sessions ${cursor}`, () => get<Page>('/sessions', { cursor, limit: ROWS }), cursor === null ? 'slowly' : 'never');
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <>
      <h1>Sessions</h1>
      <Kinds />
      <View of={page}>
        {(value) =>
          value.sessions.length === 0 && value.next === null ? (
            <Empty what="No session is recorded yet." command="lightning connect openclaw">
              A session is a conversation with the agent; its traces have one <code>session_key</code>. This command connects
              OpenClaw.
            </Empty>
          ) : (
            <Rows page={value} first={cursor === null} />
          )
        }
      </View>
    </>
  );
}

function Rows({ page, first }: { page: Page; first: boolean }) {
  return (
    <>
      <Table
        caption="Sessions, the latest first"
        head={
          <>
            <th scope="col">Last</th>
            <th scope="col">What was asked last</th>
            <th scope="col" class="num wide">Traces</th>
            <th scope="col" class="num">Success</th>
            <th scope="col" class="num wide">Calls</th>
            <th scope="col" class="num wide">Tokens</th>
            <th scope="col" class="wide">Agent</th>
          </>
        }
      >
        {page.sessions.map((one) => (
          <tr key={one.session_key}>
            <td class="when">
              <Time at={one.last_start} />
            </td>
            <td class="asked">
              <a class="words" href={to(['sessions', one.session_key])} dir="auto">
                {plain(one.message ?? '') || '(no message)'}
              </a>
            </td>
            <td class="num wide">
              {one.more_traces ? `over ${one.traces}` : count(one.traces)}
            </td>
            <td class="num">
              {one.successes + one.failures === 0 ? '–' : `${one.successes} of ${one.successes + one.failures}`}
            </td>
            <td class="num wide">{count(one.tool_calls)}</td>
            <td class="num wide">{one.tokens_used === 0 ? '–' : count(one.tokens_used)}</td>
            <td class="wide name">{one.agent_id && <Told text={plain(one.agent_id)} />}</td>
          </tr>
        ))}
      </Table>
      <p class="pages">
        {!first && <a href={to(['sessions'])}>Newest</a>}
        {page.next && <a href={to(['sessions'], { cursor: page.next })}>Older</a>}
        <span class="quiet">
          <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens
        </span>
      </p>
    </>
  );
}

export function OneSession({ id }: { id: string }) {
  const page = useLoaded(`session ${id}`, () =>
    get<{ traces: Trace[]; next: string | null }>('/traces', { session_key: id, limit: TRACES }),
  );
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <>
      <p class="crumbs">
        <a href={to(['sessions'])}>Sessions</a>
      </p>
      <h1>
        Session <Told text={plain(id)} />
      </h1>
      <View of={page}>
        {({ traces, next }) =>
          traces.length === 0 ? (
            <Empty what="There is no such session.">
              <a href={to(['sessions'])}>All sessions</a>
            </Empty>
          ) : (
            <Conversation traces={[...traces].reverse()} id={id} older={next !== null} />
          )
        }
      </View>
    </>
  );
}

function Conversation({ traces, id, older }: { traces: Trace[]; id: string; older: boolean }) {
  const known = traces.filter(({ success }) => success !== null);
  const tokens = traces.reduce((sum, { tokens_used }) => sum + (tokens_used ?? 0), 0);
  const cost = costOf(tokens);
  return (
    <>
      <p>
        {older ? 'Its latest ' : ''}
        {plural(traces.length, 'trace')}
        {known.length > 0 && (
          <>
            {', success '}
            <Share hits={known.filter(({ success }) => success).length} of={known.length} />
          </>
        )}
        , {plural(traces.reduce((sum, { tool_count }) => sum + tool_count, 0), 'tool call')}
        {tokens > 0 && `, ${plural(tokens, 'token')}${cost && ` (${cost})`}`}.{' '}
        <a href={to(['traces'], { session_key: id })}>{older ? 'All of them as a list' : 'As a list'}</a>
      </p>
      {tokens > 0 && <Priced />}
      <ol class="talk">
        {traces.map((trace) => (
          <li key={trace.trace_id} class="card">
            <TraceLink trace={trace} />
            <p class="quiet">
              <OutcomeOf trace={trace} /> · <Time at={trace.start_time} /> · {duration(trace.duration_ms)} ·{' '}
              {plural(trace.tool_count, 'call')}
              {trace.tools_used.length > 0 && (
                <>
                  : <Told text={plain(trace.tools_used.slice(0, 8).join(', '))} />
                  {trace.tools_used.length > 8 && ' …'}
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
