// Does the bridge work?
import { get, type Finding, type Health as Checked, type Setting, type Sharing, type Stats } from './api';
import { Command, Figure, Table, Time, Told, View } from './parts';
import { useLoaded } from './state';
import { bytes, capital, count, duration, plain, plural, shareOf, SHARING } from './words';

async function load() {
  const [health, stats] = await Promise.all([get<Checked>('/health'), get<Stats>('/stats')]);
  return { health, stats };
}

const WORDS = { pass: 'works', warn: 'warns', fail: 'fails' };
const STATES = {
  healthy: 'Everything works.',
  degraded: 'Events are stored, but nothing is learned from them.',
  unhealthy: 'Events cannot be stored.',
};

function Shared({ with: sharing }: { with: Sharing | null }) {
  if (sharing === null) {
    return <p class="quiet">This bridge shares with no team.</p>;
  }
  return (
    <>
      <p>
        {capital(shareOf(sharing.share))} with {plain(sharing.team)}.
      </p>
      {sharing.problem === null ? null : <p class="warn">{capital(plain(sharing.problem))}.</p>}
      <dl class="figures">
        <Figure name={capital(SHARING.shared)} value={count(sharing.shared_traces)}>
          the last one <Time at={sharing.last_shared_at} />
        </Figure>
        <Figure name={capital(SHARING.waiting)} value={count(sharing.waiting_traces)} />
        <Figure name={capital(SHARING.lost)} value={count(sharing.lost_traces)} />
        <Figure name={capital(SHARING.refused)} value={count(sharing.refused_requests)} />
      </dl>
    </>
  );
}

/** What is wrong with what surrounds the bridge, each with what to type. */
function Findings({ checks }: { checks: Finding[] }) {
  const wrong = checks.filter(({ level }) => level !== 'ok');
  return (
    <>
      {wrong.length === 0 ? (
        <p>Nothing is wrong with {checks.map(({ check }) => check).join(', ')}.</p>
      ) : (
        wrong.map(({ check, level, detail, fix }) => (
          <div class={`card ${level === 'failure' ? 'problem' : 'warning'}`}>
            <p>
              <strong>{capital(check)}</strong>: <Told text={plain(detail)} />
            </p>
            {fix && <Command text={plain(fix)} />}
          </div>
        ))
      )}
      <p>This command sees more than the page can, such as whether agents reach the bridge:</p>
      <Command text="lightning doctor" />
    </>
  );
}

const DEFAULT = 'default';

/** Those that somebody set; the others are there for whoever looks for them. */
function Settings({ all }: { all: Setting[] }) {
  const given = all.filter(({ origin }) => origin !== DEFAULT);
  const others = all.filter(({ origin }) => origin === DEFAULT);
  return (
    <>
      <p class="quiet">These are the settings that the bridge started with. Of a secret you see only whether it is set. To change one:</p>
      <Command text="lightning config set retention.days 7 && lightning restart" />
      {given.length === 0 ? <p>Every setting has its default.</p> : <SettingRows caption="Settings that were given" settings={given} />}
      <details class="as-table">
        <summary>{plural(others.length, 'setting')} at the default</summary>
        <SettingRows caption="Settings at their default" settings={others} />
      </details>
    </>
  );
}

function SettingRows({ caption, settings }: { caption: string; settings: Setting[] }) {
  return (
    <Table
      caption={caption}
      head={
        <>
          <th scope="col">Setting</th>
          <th scope="col">Value</th>
          <th scope="col">From</th>
        </>
      }
    >
      {settings.map(({ key, value_json, origin }) => (
        <tr key={key}>
          <th scope="row">{plain(key)}</th>
          <td>
            <code>
              <Told text={plain(value_json)} />
            </code>
          </td>
          <td>
            <Told text={plain(origin)} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function Health() {
  const both = useLoaded('health', load, 'slowly');
  const doctor = useLoaded('doctor', () => get<{ checks: Finding[] }>('/doctor'), 'never');
  const settings = useLoaded('settings', () => get<{ settings: Setting[] }>('/settings'), 'never');
  return (
    <>
      <h1>Health</h1>
      <View of={both}>
        {({ health, stats }) => (
          <>
            <p class="lead">{STATES[health.status]}</p>
            <Table
              caption="Checks"
              head={
                <>
                  <th scope="col">Check</th>
                  <th scope="col">State</th>
                  <th scope="col">Why</th>
                </>
              }
            >
              {Object.entries(health.checks).map(([name, check]) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td class={check.status}>{WORDS[check.status]}</td>
                  <td>{check.detail ? plain(check.detail) : ''}</td>
                </tr>
              ))}
            </Table>
            <h2>Figures</h2>
            <dl class="figures">
              <Figure name="Traces" value={count(stats.total_traces)}>
                {count(stats.tool_calls.count)} tool calls
              </Figure>
              <Figure name="Database" value={bytes(stats.storage.database_bytes)}>
                and {bytes(stats.storage.wal_bytes)} of log
              </Figure>
              <Figure name="Queue" value={count(stats.queue.events)}>
                of at most {count(stats.queue.events_max)} events
              </Figure>
              <Figure name="Stored since the start" value={count(stats.events.stored)}>
                {count(stats.events.rejected)} rejected, {count(stats.events.duplicates)} repeated
              </Figure>
              <Figure name="Learned from" value={count(stats.optimizer.analyzed_traces)}>
                {count(stats.optimizer.waiting_traces)} wait; last run <Time at={stats.optimizer.last_run_at} />
              </Figure>
              <Figure name="Version" value={health.version}>
                up {duration(health.uptime * 1_000)}
              </Figure>
            </dl>
            <h2>Sharing</h2>
            <Shared with={stats.sharing} />
            <h2>Connected agents</h2>
            {stats.clients.length === 0 ? (
              <p class="quiet">None has sent anything since the bridge started.</p>
            ) : (
              <Table
                caption="Who sent events since the start, the latest first"
                head={
                  <>
                    <th scope="col">Agent</th>
                    <th scope="col">Through</th>
                    <th scope="col" class="num">Events</th>
                    <th scope="col">Last</th>
                  </>
                }
              >
                {stats.clients.map((one) => (
                  <tr>
                    <th scope="row">{one.agent_id === null ? 'without a name' : <Told text={plain(one.agent_id)} />}</th>
                    <td>
                      <Told text={plain(one.client)} />
                    </td>
                    <td class="num">{count(one.events)}</td>
                    <td>
                      <Time at={one.last_event_at} />
                    </td>
                  </tr>
                ))}
              </Table>
            )}
            <h2>This machine</h2>
            <View of={doctor}>{({ checks }) => <Findings checks={checks} />}</View>
            <h2>Settings</h2>
            <View of={settings}>{({ settings: all }) => <Settings all={all} />}</View>
          </>
        )}
      </View>
    </>
  );
}
