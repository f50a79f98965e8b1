// What fails, how often, and where can one see it?
import { get, type FailureGroup, type Failures as Found } from './api';
import { Empty, Periods, periodAsked, Table, Time, Told, View } from './parts';
import { to, useLoaded } from './state';
import { Kinds } from './traces';
import { count, plain, plural } from './words';

const DAY = 86_400_000;

export function Failures() {
  const days = periodAsked();
  const found = useLoaded(
    `failures ${days}`,
    () => get<Found>('/failures', { since: Date.now() - days * DAY, limit: 100 }),
    'slowly',
  );
  return (
    <>
      <h1>Failures</h1>
      <Kinds />
      <Periods view="failures" days={days} />
      <View of={found}>
        {(value) => (
          <>
            {value.failures.length === 0 ? (
              <Empty what="Nothing failed.">
                {value.traces === 0
                  ? 'Nothing was recorded in this time either.'
                  : `That is so for all ${plural(value.traces, 'trace')} of this time.`}
              </Empty>
            ) : (
              <Groups found={value} />
            )}
            {!value.complete && (
              <p class="quiet">These are the failures of the latest {count(value.traces)} traces; there are more.</p>
            )}
          </>
        )}
      </View>
    </>
  );
}

function Groups({ found }: { found: Found }) {
  const untold = found.failures.find(({ tool_name, error }) => tool_name === null && error === null);
  const told = found.failures.filter((group) => group !== untold);
  return (
    <>
      {untold && (
        <p>
          {plural(untold.count, 'run')} failed and nobody said why.{' '}
          <a href={to(['traces'], { success: 'false', since: String(found.since) })}>Look at them</a>
          {told.length > 0 && ', or at what failed on the way:'}
        </p>
      )}
      {told.length > 0 && <Alike groups={told} />}
    </>
  );
}

function Alike({ groups }: { groups: FailureGroup[] }) {
  return (
    <Table
      caption="Failures that are alike, the most frequent first"
      head={
        <>
          <th scope="col">What it said</th>
          <th scope="col">Tool</th>
          <th scope="col" class="num">Times</th>
          <th scope="col" class="num wide">In traces</th>
          <th scope="col" class="wide">Latest</th>
        </>
      }
    >
      {groups.map((group) => (
        <tr>
          <td class="asked">
            <a class="words" href={to(['traces', group.trace_id])} dir="auto">
              {plain(group.error ?? '') || '(an empty error)'}
            </a>
          </td>
          <td>
            {group.tool_name === null ? (
              <a href={to(['traces'], { success: 'false', ...(group.error ? { failure: group.error } : {}) })}>the whole run</a>
            ) : (
              <a href={to(['traces'], { tool: group.tool_name })}>
                <Told text={plain(group.tool_name)} />
              </a>
            )}
          </td>
          <td class="num">{count(group.count)}</td>
          <td class="num wide">{count(group.traces)}</td>
          <td class="when wide">
            <Time at={group.last_start} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
