// What is proposed, and why believe it?
import { useSignal } from '@preact/signals';
import { get, segment, suggestions, type Stratum, type Suggestion, type TraceDetail } from './api';
import { Empty, Forest, Groups, OutcomeOf, Reason, Rule, Table, Time, Told, TraceLink, useKeys, View, type Estimate } from './parts';
import { address, decide, to, useLoaded, waiting, type Decision } from './state';
import { reject, tryIt } from './needs';
import { actorOf, count, differenceOfShares, gradeOf, metric, metricRange, METRICS, percent, plain, plural, shortId, statusOf, textOf } from './words';

/** Examples on each side. */
const OF_EACH = 3;

/** The rule as a difference of what the agent is told. */
export function RuleText({ suggestion, replaced }: { suggestion: Suggestion; replaced?: Suggestion }) {
  return (
    <div class="rule">
      {(suggestion.kind === 'remove_rule' || suggestion.kind === 'replace_rule') && (
        <p class="minus">
          <span aria-label="Taken away">−</span> <Rule text={plain(replaced?.text ?? 'the rule it replaces')} />
        </p>
      )}
      {suggestion.kind !== 'remove_rule' && (
        <p class="plus">
          <span aria-label="Added">+</span> <Rule text={plain(suggestion.text)} />
        </p>
      )}
    </div>
  );
}

/** The effect that says most: measured in a trial where there was one, else seen in what the agent did by itself. */
export function bestKnownEffect({ measured, metric: kind, effect }: Suggestion): string {
  if (!measured) {
    return metric(kind, effect.estimate, true);
  }
  return measured.goal === 'fewer_calls'
    ? metric('calls', (measured.treatment_calls ?? 0) - (measured.control_calls ?? 0), true)
    : metric('success', measured.effect.estimate, true);
}

export function EffectSentence({ suggestion }: { suggestion: Suggestion }) {
  const { effect, measured, metric: kind, taken, not_taken } = suggestion;
  if (measured) {
    const { low, high } = measured.effect;
    return (
      <p>
        Measured: <strong>{bestKnownEffect(suggestion)}</strong>
        {measured.goal === 'fewer_calls' && <>, and {metric('success', measured.effect.estimate, true)} in success</>}
        {low !== null && high !== null && <> ({metricRange('success', low, high)})</>} over {plural(measured.counted, measured.unit)}
        {measured.in_situation && ' where the rule applies'}: {metric('success', measured.treatment.mean)} success with the rule,
        against {metric('success', measured.control.mean)} without it.{' '}
        <a href={to(['experiments', measured.experiment_id])}>The experiment</a>
      </p>
    );
  }
  return (
    <p>
      {effect.low === null ? 'About' : 'At least'} <strong>{metric(kind, effect.low ?? effect.estimate, true)}</strong>
      {effect.low !== null && <> and probably {metric(kind, effect.estimate, true)}</>} in {METRICS[kind]}:{' '}
      {metric(kind, taken.mean)} where the agent did so by itself ({plural(taken.traces, 'trace')}), against{' '}
      {metric(kind, not_taken.mean)} where it did not ({count(not_taken.traces)}). {gradeOf(suggestion)}.
    </p>
  );
}

export function DecisionButtons({ suggestion, note }: { suggestion: Suggestion; note?: string }) {
  const more = note ? { note } : {};
  const act = (decision: Decision) => () => void decide({ ...decision, body: { ...decision.body, ...more } });
  if (waiting.value?.suggestion === suggestion.id) {
    return <p class="quiet">You decided; it is sent in a moment. Undo is at the foot of the page.</p>;
  }
  switch (suggestion.status) {
    case 'proposed':
    case 'rejected':
    case 'rolled_back':
      return (
        <p class="buttons">
          <button type="button" class="main" onClick={act(tryIt(suggestion))}>
            {suggestion.status === 'rolled_back' ? 'Try it again' : 'Try it'} <kbd>a</kbd>
          </button>
          <button type="button" onClick={act(everywhere(suggestion))}>
            Everywhere
          </button>
          {suggestion.status === 'proposed' && (
            <button type="button" onClick={act(reject(suggestion))}>
              Reject <kbd>r</kbd>
            </button>
          )}
        </p>
      );
    case 'accepted':
    case 'in_experiment':
    case 'adopted':
      return (
        <p class="buttons">
          <button type="button" onClick={act(rollBack(suggestion))}>
            Roll back
          </button>
        </p>
      );
    default:
      return null;
  }
}

const everywhere = (one: Suggestion): Decision => ({
  suggestion: one.id,
  verb: 'accept',
  body: { mode: 'full' },
  says: 'In effect everywhere from the next trace on; without an experiment nobody will know whether it helps.',
});

export const rollBack = (one: Suggestion): Decision => ({
  suggestion: one.id,
  verb: 'rollback',
  body: {},
  says: 'Rolled back; the agent is not told this rule any more.',
});

export function Suggestions() {
  const all = useLoaded('suggestions', suggestions);
  return (
    <>
      <h1>Suggestions</h1>
      <View of={all}>
        {(found) =>
          found.length === 0 ? (
            <Empty what="There is no suggestion yet." command="lightning optimize">
              The bridge compares what the agent did in traces that went well and in those that failed. A first hint
              takes ten to fifty finished traces; a firmer claim takes a hundred or more with an outcome. It looks by itself;
              this command makes it look now.
            </Empty>
          ) : (
            <Table
              caption="Suggestions, the best first"
              head={
                <>
                  <th scope="col">Rule</th>
                  <th scope="col" class="num">Effect</th>
                  <th scope="col" class="wide">Grade</th>
                  <th scope="col">State</th>
                </>
              }
            >
              {found.map((one) => (
                <tr key={one.id}>
                  <td class="asked">
                    <a class="words" href={to(['suggestions', one.id])} dir="auto">
                      <Rule text={plain(one.text) || 'Take away a rule'} />
                    </a>
                  </td>
                  <td class="num">{bestKnownEffect(one)}</td>
                  <td class="wide">{one.grade_text}</td>
                  <td>{statusOf(one.status)}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </View>
    </>
  );
}

export function OneSuggestion({ id }: { id: string }) {
  const all = useLoaded('suggestions', suggestions);
  return (
    <View of={all} title="Suggestion">
      {(found) => {
        const one = found.find((other) => other.id === id);
        return one ? (
          <Found one={one} replaced={found.find((other) => other.id === one.replaces)} />
        ) : (
          <>
            <h1>Suggestion</h1>
            <Empty what="There is no such suggestion.">
              <a href={to(['suggestions'])}>All suggestions</a>
            </Empty>
          </>
        );
      }}
    </View>
  );
}

const stored = (id: string) => get<TraceDetail>(`/traces/${segment(id)}`).catch(() => null);

const HASHED = /^(message|family) [0-9a-f]{8,12}(?=$| \|)/;
const WORDS_MAX = 60;

/**
 * The first words of a trace in place of a hash, or what it is where that is deleted. The bridge keeps no words of a message
 * beside the trace, where they would outlive it.
 */
function nameOf({ name }: Stratum, trace: TraceDetail | null | undefined): string {
  const [hash, kind] = HASHED.exec(name) ?? [];
  if (hash === undefined) {
    return plain(name);
  }
  const alike = kind === 'family';
  const words = trace ? firstWords(textOf(trace.message)) : '';
  const tasks = words ? `${alike ? 'like ' : ''}“${words}”` : alike ? 'similar tasks' : 'one repeated task';
  return tasks + plain(name.slice(hash.length));
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= WORDS_MAX ? line : `${line.slice(0, WORDS_MAX).replace(/\s\S*$|[\ud800-\udbff]$/, '')}…`;
}

/** The effect in each stratum, which are called by their messages as soon as these are there. */
function Strata({ one }: { one: Suggestion }) {
  const latest = useLoaded(
    one.strata.map(({ trace_id }) => trace_id).join(),
    () => Promise.all(one.strata.map(({ name, trace_id }) => (trace_id && HASHED.test(name) ? stored(trace_id) : null))),
    'never',
  );
  return <Forest rows={estimates(one, latest.value)} kind={one.metric} caption={`Effect on ${METRICS[one.metric]}`} />;
}

function estimates(one: Suggestion, latest: (TraceDetail | null)[] = []): Estimate[] {
  const strata = one.strata.flatMap((stratum, index): Estimate[] => {
    const { taken, not_taken } = stratum;
    if (taken.mean === null || not_taken.mean === null) {
      return [];
    }
    const detail = `${taken.traces} did, ${not_taken.traces} did not`;
    const effect =
      one.metric === 'success'
        ? differenceOfShares({ mean: taken.mean, traces: taken.traces }, { mean: not_taken.mean, traces: not_taken.traces })
        : { estimate: taken.mean - not_taken.mean, low: null, high: null };
    return [{ name: nameOf(stratum, latest[index]), effect, detail }];
  });
  return [...strata, { name: 'All together', effect: one.effect, total: true }];
}

function Found({ one, replaced }: { one: Suggestion; replaced: Suggestion | undefined }) {
  const note = useSignal('');
  useKeys({
    a: () => one.status === 'proposed' && void decide(tryIt(one)),
    r: () => one.status === 'proposed' && void decide(reject(one)),
  });
  const undecided = one.status === 'proposed' || one.status === 'rejected';
  const request: Decision = undecided ? tryIt(one) : rollBack(one);
  return (
    <article>
      <p class="crumbs">
        <a href={to(['suggestions'])}>Suggestions</a>
        {one.agent_id && (
          <>
            {' / '}
            <Told text={plain(one.agent_id)} />
          </>
        )}
      </p>
      <h1>{one.kind === 'remove_rule' ? 'Take away a rule' : 'A rule'}: {statusOf(one.status)}</h1>
      <RuleText suggestion={one} {...(replaced ? { replaced } : {})} />
      <EffectSentence suggestion={one} />
      <p class="quiet">{plain(one.grade_reason)}</p>
      <DecisionButtons suggestion={one} note={note.value.trim()} />
      {one.status !== 'retired' && (
        <details class="request">
          <summary>A note, and what is sent</summary>
          <p>
            <label>
              Your reason, for its history{' '}
              <input value={note.value} maxLength={1000} onInput={(event) => (note.value = event.currentTarget.value)} />
            </label>
          </p>
          <pre tabIndex={0} aria-label="The request">
            POST {address(request)}
            {'\n'}
            {JSON.stringify({ ...request.body, ...(note.value.trim() ? { note: note.value.trim() } : {}) })}
          </pre>
        </details>
      )}
      <section>
        <h2>Where it shows</h2>
        <Strata one={one} />
        <Groups
          kind={one.metric}
          rows={[
            ['Did so by itself', one.taken],
            ['Did not', one.not_taken],
          ]}
        />
      </section>
      <section>
        <h2>What it cannot know</h2>
        <p>
          {one.grade === 'verified' || one.grade === 'refuted'
            ? 'Chance decided which traces were told the rule, so the difference is the rule’s. It holds for the work of that time.'
            : 'The agent chose by itself when to do so. It may have done so where the work was easier anyway. Only an experiment can tell, because there chance decides.'}
        </p>
        <p>
          {one.decision_weeks === null
            ? 'At the present rate an experiment would take too long for a verdict.'
            : `An experiment takes about ${plural(Math.max(1, Math.round(one.decision_weeks * 7)), 'day')} at the present rate${
                one.decision_traces === null ? '' : ` (${plural(one.decision_traces, 'trace')})`
              }.`}
        </p>
        <p>
          If the agent follows the rule, this should {one.expected_change.should_rise ? 'rise' : 'fall'}, now at{' '}
          {percent(one.expected_change.share)}: <Rule text={plain(one.expected_change.text)} />
        </p>
      </section>
      <Examples one={one} />
      <History one={one} />
      <p class="quiet">
        In a terminal: <code>lightning suggestions show {shortId(one.id)}</code>
      </p>
    </article>
  );
}

/** The bridge names first those that did so and went well, then those that did not and failed. */
function Examples({ one }: { one: Suggestion }) {
  const compares = one.metric === 'success';
  const ids = compares
    ? [...new Set([...one.trace_ids.slice(0, OF_EACH), ...one.trace_ids.slice(-OF_EACH)])]
    : one.trace_ids.slice(0, 2 * OF_EACH);
  const found = useLoaded(
    ids.join(),
    async () =>
      (await Promise.all(ids.map(stored))).filter((trace) => trace !== null),
    'never',
  );
  const wentWell = (trace: TraceDetail) => trace.success ?? ids.indexOf(trace.trace_id) < OF_EACH;
  return (
    <section>
      <h2>Traces like that</h2>
      <View of={found}>
        {(traces) =>
          traces.length === 0 ? (
            <p class="quiet">They are not stored any more.</p>
          ) : compares ? (
            <div class="beside">
              <Alike title="Did so, and went well" traces={traces.filter(wentWell)} />
              <Alike title="Did not, and failed" traces={traces.filter((trace) => !wentWell(trace))} />
            </div>
          ) : (
            <Alike traces={traces} />
          )
        }
      </View>
    </section>
  );
}

function Alike({ title, traces }: { title?: string; traces: TraceDetail[] }) {
  return (
    <div>
      {title && <h3>{title}</h3>}
      {traces.length === 0 ? (
        <p class="quiet">None is stored any more.</p>
      ) : (
        <ul class="examples">
          {traces.slice(0, title ? OF_EACH : traces.length).map((trace) => (
            <li key={trace.trace_id}>
              <OutcomeOf trace={trace} /> <TraceLink trace={trace} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function History({ one }: { one: Suggestion }) {
  return (
    <section>
      <h2>What happened to it</h2>
      {one.history.length === 0 ? (
        <p class="quiet">Nothing yet.</p>
      ) : (
        <ol class="history">
          {one.history.map((change) => (
            <li>
              <Time at={change.at} />: {statusOf(change.to)} by {plain(actorOf(change.actor))}
              {change.reason && (
                <>
                  : <Reason text={change.reason} />
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
