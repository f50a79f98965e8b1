// What is in effect, and did it help?
import { guidanceChanges, suggestions, type GuidanceChanges, type Suggestion } from './api';
import { Empty, Reason, Rule as Words, Table, Time, Told, View } from './parts';
import { place, to, useLoaded } from './state';
import { bestKnownEffect, DecisionButtons, RuleText } from './suggestion';
import { ChangedRule, DAYS, load, Success } from './trends';
import { actorOf, gradeOf, plain, plural, statusOf } from './words';

const IN_EFFECT = new Set(['adopted', 'in_experiment', 'accepted']);
const BEFORE = new Set(['rolled_back', 'refuted']);

const CHANGES = 50;

async function loadAll(cursor: string | null) {
  const [past, rules, history] = await Promise.all([
    load({ days: 30 }),
    suggestions(),
    guidanceChanges({ limit: CHANGES, cursor }),
  ]);
  return { past, rules, history };
}

export function Rules() {
  const cursor = place.value.query.get('cursor');
  const all = useLoaded(`rules ${cursor}`, () => loadAll(cursor));
  return (
    <>
      <h1>Rules</h1>
      <View of={all}>
        {({ past, rules, history }) => {
          const now = rules.filter(({ status }) => IN_EFFECT.has(status));
          const before = rules.filter(({ status }) => BEFORE.has(status));
          const card = (one: Suggestion) => <Rule key={one.id} one={one} replaced={rules.find(({ id }) => id === one.replaces)} />;
          return (
            <>
              {now.length === 0 ? (
                <Empty what="The agent is told no rule.">
                  A rule comes into effect when you accept a suggestion.{' '}
                  <a href={to(['suggestions'])}>Look at the suggestions</a>
                </Empty>
              ) : (
                now.map(card)
              )}
              {now.length + before.length + history.changes.length > 0 && (
                <section>
                  <h2>Did it help?</h2>
                  <Success past={past} scale={DAYS} />
                  <p class="quiet">
                    Work changes from day to day; only an experiment says what a rule did.{' '}
                    <a href={to(['trends'])}>More figures</a>
                  </p>
                </section>
              )}
              {before.length > 0 && (
                <section>
                  <h2>No longer</h2>
                  {before.map(card)}
                </section>
              )}
              {history.changes.length > 0 && <History page={history} first={cursor === null} />}
            </>
          );
        }}
      </View>
    </>
  );
}

/** Who decided when what the agent is told. */
function History({ page, first }: { page: GuidanceChanges; first: boolean }) {
  return (
    <section aria-labelledby="told-when">
      <h2 id="told-when">What was in effect when</h2>
      <Table
        caption="Changes of what the agent is told, the latest first"
        head={
          <>
            <th scope="col">From</th>
            <th scope="col">What changed</th>
            <th scope="col" class="wide">By</th>
            <th scope="col" class="wide">Why</th>
            <th scope="col">
              In effect<span class="wide"> from then on</span>
            </th>
          </>
        }
      >
        {page.changes.map((change) => (
          <tr>
            <td class="when">
              <Time at={change.at} />
            </td>
            <td class="asked">
              <strong>{statusOf(change.to)}</strong>: <ChangedRule change={change} />
              {change.agent_id !== null && (
                <span class="quiet">
                  {' '}
                  for <Told text={plain(change.agent_id)} />
                </span>
              )}
            </td>
            <td class="when wide">
              <Told text={plain(actorOf(change.actor))} />
            </td>
            <td class="wide">{change.reason && <Reason text={change.reason} />}</td>
            <td>
              {change.rules.length === 0 ? (
                'no rule'
              ) : (
                <details>
                  <summary>{plural(change.rules.length, 'rule')}</summary>
                  <ul>
                    {change.rules.map(({ id, text }) => (
                      <li key={id}>
                        <Words text={plain(text)} />
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <p class="pages">
        {!first && <a href={to(['rules'])}>Newest</a>}
        {page.next && <a href={to(['rules'], { cursor: page.next })}>Older</a>}
        <span class="quiet">While an experiment runs, some traces are told its rule as well.</span>
      </p>
    </section>
  );
}

function Rule({ one, replaced }: { one: Suggestion; replaced: Suggestion | undefined }) {
  const last = one.history.at(-1);
  return (
    <article class="card" aria-label={plain(one.text)}>
      <RuleText suggestion={one} {...(replaced ? { replaced } : {})} />
      <p>
        <strong>{statusOf(one.status)}</strong>
        {last && (
          <>
            {' '}
            <Time at={last.at} /> by {plain(actorOf(last.actor))}
            {last.reason && (
              <>
                : <Reason text={last.reason} />
              </>
            )}
          </>
        )}
      </p>
      <p class="quiet">
        {one.measured ? 'Measured' : 'Seen before it was in effect'}: {bestKnownEffect(one)}. {gradeOf(one)}.{' '}
        <a href={to(['suggestions', one.id])}>See the evidence</a>
      </p>
      <DecisionButtons suggestion={one} />
    </article>
  );
}
