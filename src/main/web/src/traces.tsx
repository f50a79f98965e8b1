// All traces, newest first, in pages.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get, type Trace } from './api';
import { Empty, Mark, OutcomeOf, Table, Time, Told, TraceLink, useKeys, View } from './parts';
import { changes, go, place, to, useLoaded } from './state';
import { rate } from './trace';
import { count, duration, moment, plain, plural } from './words';

const ROWS = 50;

/** A request looks at some thousand traces; a search that finds nothing goes on by itself for so many requests. */
const LOOKS = 40;
const FILTERS = ['q', 'status', 'success', 'failure', 'tool', 'agent_id', 'session_key', 'task_key', 'origin', 'sender', 'model', 'prompt_version', 'since', 'until'] as const;
const QUICK: [label: string, filter: Record<string, string>][] = [
  ['All', {}],
  ['Failed', { success: 'false' }],
  ['Went well', { success: 'true' }],
  ['Under way', { status: 'open' }],
];

type Page = { traces: Trace[]; next: string | null };

async function look(chosen: Record<string, string>, cursor: string | null): Promise<Page> {
  let page = await get<Page>('/traces', { ...chosen, cursor, limit: ROWS });
  for (let looks = 1; looks < LOOKS && page.traces.length === 0 && page.next !== null; looks++) {
    page = await get<Page>('/traces', { ...chosen, cursor: page.next, limit: ROWS });
  }
  return page;
}

function parameters(): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const name of FILTERS) {
    const value = place.value.query.get(name);
    if (value) {
      chosen[name] = value;
    }
  }
  return chosen;
}

export function Traces() {
  const chosen = parameters();
  const cursor = place.value.query.get('cursor');
  const turn = useSignal(0);
  const address = JSON.stringify([chosen, cursor, turn.value]);
  const page = useLoaded(address, () => look(chosen, cursor), 'never');
  const fresh = useFresh(chosen, cursor === null ? page.value?.traces[0] : undefined, address);
  const rated = useSignal<Record<string, boolean>>({});
  const rateRow = (success: boolean) => {
    const trace = page.value?.traces[rows().indexOf(document.activeElement as HTMLAnchorElement)];
    if (trace) {
      rated.value = { ...rated.value, [trace.trace_id]: success };
      void rate(trace, success);
    }
  };
  useKeys({ j: () => step(1), k: () => step(-1), g: () => rateRow(true), b: () => rateRow(false) });
  return (
    <>
      <h1>Traces</h1>
      <Kinds />
      <Search key={chosen.q ?? ''} chosen={chosen} />
      <Chips chosen={chosen} />
      {fresh > 0 && (
        <p>
          <button type="button" onClick={() => turn.value++}>
            {fresh >= ROWS ? `${ROWS} or more` : fresh} new – show
          </button>
        </p>
      )}
      <View of={page}>{(value) => <Rows page={value} chosen={chosen} rated={rated.value} first={cursor === null} />}</View>
    </>
  );
}

/** How many came since the rows were drawn; they never move under somebody's pointer. */
function useFresh(chosen: Record<string, string>, top: Trace | undefined, address: string): number {
  const fresh = useSignal({ address, rows: 0 });
  const rows = fresh.value.address === address ? fresh.value.rows : 0;
  const seen = changes.value;
  useEffect(() => {
    let current = true;
    if (seen > 0 && top !== undefined && rows < ROWS) {
      get<Page>('/traces', { ...chosen, since: top.start_time ?? chosen.since, limit: ROWS }).then(
        ({ traces }) => {
          const at = traces.findIndex(({ trace_id }) => trace_id === top.trace_id);
          if (current) {
            fresh.value = { address, rows: at < 0 ? ROWS : at };
          }
        },
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [seen, top?.trace_id, address]);
  return rows;
}

/** Three ways to look at the same work. */
export function Kinds() {
  const current = place.value.path[0];
  return (
    <nav class="kinds" aria-label="Kinds of lists">
      {['traces', 'sessions', 'failures'].map((kind) => (
        <a href={to([kind])} aria-current={current === kind ? 'page' : undefined}>
          {kind[0]!.toUpperCase() + kind.slice(1)}
        </a>
      ))}
    </nav>
  );
}

function Search({ chosen }: { chosen: Record<string, string> }) {
  const typed = useSignal(chosen.q ?? '');
  const search = (event: Event) => {
    event.preventDefault();
    const { q: _, ...others } = chosen;
    go(to(['traces'], typed.value.trim() ? { ...others, q: typed.value.trim() } : others));
  };
  return (
    <form role="search" class="buttons" onSubmit={search}>
      <input
        id="search"
        type="search"
        aria-label="Search in what was asked and in errors"
        placeholder="Search in what was asked and in errors"
        autocomplete="off"
        maxLength={500}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
      <button type="submit">Search</button>
      <kbd class="wide">/</kbd>
    </form>
  );
}

/** A filter as a person reads it. */
function filterText(name: string, value: string): string {
  const time = Number(value);
  switch (name) {
    case 'q':
      return `“${plain(value)}”`;
    case 'since':
      return `from ${moment(time)}`;
    case 'until':
      return `before ${moment(time)}`;
    case 'origin':
      return value === 'user' ? 'Asked by a person' : `Begun by: ${plain(value)}`;
    default:
      return `${name.replace(/_.*/, '')}: ${plain(value)}`;
  }
}

function Chips({ chosen }: { chosen: Record<string, string> }) {
  const { success, status, ...others } = chosen;
  return (
    <p class="chips">
      {QUICK.map(([label, filter]) => {
        const current = filter.success === success && filter.status === status;
        return (
          <a class="chip" href={to(['traces'], { ...others, ...filter })} aria-current={current ? 'true' : undefined}>
            {label}
          </a>
        );
      })}
      {others.origin === undefined && (
        <a class="chip" href={to(['traces'], { ...chosen, origin: 'user' })} title="Leave out what other runs or a schedule began">
          Asked by a person
        </a>
      )}
      {Object.entries(others).map(([name, value]) => {
        const { [name]: _, ...rest } = chosen;
        return (
          <a class="chip chosen" href={to(['traces'], rest)} title="Remove this filter">
            <Told text={filterText(name, value)} /> ×
          </a>
        );
      })}
    </p>
  );
}

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>('td .words, .talk .words')];

export function step(by: number): void {
  const links = rows();
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

const TOOLS_SHOWN = 8;

/** One mark a tool, in the order of their first calls; those that failed stand out by colour and by shape. */
function ToolsOf({ trace }: { trace: Trace }) {
  if (trace.tool_count === 0) {
    return <span class="quiet">none</span>;
  }
  const said = trace.tools_used.map((tool) => plain(tool) + (trace.tools_failed.includes(tool) ? ' failed' : '')).join(', ');
  return (
    <span title={said}>
      {trace.tools_used.slice(0, TOOLS_SHOWN).map((tool) => (
        <Mark kind={trace.tools_failed.includes(tool) ? 'bad' : 'tool'} />
      ))}
      <span class="unseen">{said}</span> {plural(trace.tool_count, 'call')}
    </span>
  );
}

interface Listed {
  page: Page;
  chosen: Record<string, string>;
  /** What the person said since the rows were drawn. */
  rated: Record<string, boolean>;
  first: boolean;
}

function Rows({ page, chosen, rated, first }: Listed) {
  if (page.traces.length === 0 && page.next === null) {
    return Object.keys(chosen).length > 0 ? (
      <Empty what="No trace is like that.">
        <a href={to(['traces'])}>Show all traces</a>
      </Empty>
    ) : (
      <Empty what="Nothing is recorded yet." command="lightning connect openclaw">
        A trace is one message to the agent and what it did about it. This command connects OpenClaw; with{' '}
        <code>lightning import FILE</code> you load recorded runs.
      </Empty>
    );
  }
  if (page.traces.length === 0) {
    return (
      <Empty what="Nothing so far.">
        The latest traces have nothing like that. <a href={to(['traces'], { ...chosen, cursor: page.next! })}>Look further back</a>
      </Empty>
    );
  }
  return (
    <>
      <Table
        caption="Traces, newest first"
        head={
          <>
            <th scope="col">When</th>
            <th scope="col">What was asked</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="wide">Tools</th>
            <th scope="col" class="num wide">Time</th>
            <th scope="col" class="num wide">Tokens</th>
            <th scope="col" class="wide">Agent</th>
          </>
        }
      >
        {page.traces.map((trace) => (
          <tr key={trace.trace_id}>
            <td class="when">
              <Time at={trace.start_time} />
            </td>
            <td class="asked">
              <TraceLink trace={trace} />
            </td>
            <td>
              <OutcomeOf trace={{ ...trace, success: rated[trace.trace_id] ?? trace.success }} />
            </td>
            <td class="wide tools">
              <ToolsOf trace={trace} />
            </td>
            <td class="num wide">{duration(trace.duration_ms)}</td>
            <td class="num wide">{trace.tokens_used === null ? '–' : count(trace.tokens_used)}</td>
            <td class="wide name">
              {trace.agent_id && (
                <a class="filter" href={to(['traces'], { ...chosen, agent_id: trace.agent_id })} title="Only this agent">
                  <Told text={plain(trace.agent_id)} />
                </a>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <p class="pages">
        {!first && <a href={to(['traces'], chosen)}>Newest</a>}
        {page.next && <a href={to(['traces'], { ...chosen, cursor: page.next })}>Older</a>}
        <span class="quiet">
          <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>g</kbd> <kbd>b</kbd> say that it went well or failed
        </span>
      </p>
    </>
  );
}
