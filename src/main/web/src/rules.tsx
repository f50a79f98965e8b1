// What is in effect, and did it help?
import type { Suggestion } from './api';
import { Empty, Reason, Time, View } from './parts';
import { to, useLoaded } from './state';
import { bestKnownEffect, DecisionButtons, RuleText } from './suggestion';
import { DAYS, load, Success } from './trends';
import { actorOf, gradeOf, plain, statusOf } from './words';

const IN_EFFECT = new Set(['adopted', 'in_experiment', 'accepted']);
const BEFORE = new Set(['rolled_back', 'refuted']);

export function Rules() {
  const past = useLoaded('rules', () => load({ days: 30 }));
  return (
    <>
      <h1>Rules</h1>
      <View of={past}>
        {(value) => {
          const now = value.rules.filter(({ status }) => IN_EFFECT.has(status));
          const before = value.rules.filter(({ status }) => BEFORE.has(status));
          return (
            <>
              {now.length === 0 ? (
                <Empty what="The agent is told no rule.">
                  A rule comes into effect when you accept a suggestion.{' '}
                  <a href={to(['suggestions'])}>Look at the suggestions</a>
                </Empty>
              ) : (
                now.map((one) => <Rule key={one.id} one={one} />)
              )}
              {now.length + before.length > 0 && (
                <section>
                  <h2>Did it help?</h2>
                  <Success past={value} scale={DAYS} />
                  <p class="quiet">
                    Work changes from day to day; only an experiment says what a rule did.{' '}
                    <a href={to(['trends'])}>More figures</a>
                  </p>
                </section>
              )}
              {before.length > 0 && (
                <section>
                  <h2>No longer</h2>
                  {before.map((one) => (
                    <Rule key={one.id} one={one} />
                  ))}
                </section>
              )}
            </>
          );
        }}
      </View>
    </>
  );
}

function Rule({ one }: { one: Suggestion }) {
  const last = one.history.at(-1);
  return (
    <article class="card" aria-label={plain(one.text)}>
      <RuleText suggestion={one} />
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
