// What fails, how often, and where can one see it?
import { get, type FailureGroup, type Failures as Found, type Whose } from './api';
import { DAY } from './first';
import { Empty, Periods, periodAsked, Table, Time, Told, View } from './parts';
import { to, useLoaded } from './state';
import { Kinds } from './traces';
import { count, plain, plural } from './words';
import { Choices, isChosen, loadNames, whoseAsked } from './whose';

export function Failures() {
  const days = periodAsked();
  const whose = whoseAsked();
  const load = () => Promise.all([get<Found>('/failures', { since: Date.now() - days * DAY, limit: 100, ...whose }), loadNames(days)]);
  const found = useLoaded(to(['failures', String(days)], whose), load, 'slowly');
  const fitting = isChosen(whose) ? ' that match your filters' : '';
  return (
    <>
      <h1>Failures</h1>
      <Kinds />
      <Periods view="failures" days={days} whose={whose} />
      <View of={found}>
        {([value, names]) => (
          <>
            <Choices view="failures" names={names} asked={{ days: String(days), ...whose }} />
            {value.failures.length === 0 ? (
              <Empty what="Nothing failed.">
                {value.traces > 0
                  ? `This holds for ${value.complete ? 'all' : 'the latest'} ${plural(value.traces, 'trace')}${fitting} in this time.`
                  : fitting
                    ? 'No trace matches your filters.'
                    : 'Nothing was recorded in this time either.'}
              </Empty>
            ) : (
              <Groups found={value} whose={whose} />
            )}
            {!value.complete && (
              <p class="quiet">
                {value.failures.length > 0 && `These are the failures of the latest ${plural(value.traces, 'trace')}${fitting}. `}
                {fitting ? 'Only the latest traces of this time were looked at.' : 'There are more.'}
              </p>
            )}
          </>
        )}
      </View>
    </>
  );
}

function Groups({ found, whose }: { found: Found; whose: Whose }) {
  const untold = found.failures.find(({ tool_name, error }) => tool_name === null && error === null);
  const told = found.failures.filter((group) => group !== untold);
  return (
    <>
      {untold && (
        <p>
          {plural(untold.count, 'run')} failed and nobody said why.{' '}
          <a href={to(['traces'], { success: 'false', since: String(found.since), ...whose })}>Look at them</a>
          {told.length > 0 && ', or at what failed on the way:'}
        </p>
      )}
      {told.length > 0 && <Alike groups={told} whose={whose} />}
    </>
  );
}

function Alike({ groups, whose }: { groups: FailureGroup[]; whose: Whose }) {
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
              <a href={to(['traces'], { success: 'false', ...(group.error ? { failure: group.error } : {}), ...whose })}>the whole run</a>
            ) : (
              <a href={to(['traces'], { tool: group.tool_name, ...whose })}>
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
