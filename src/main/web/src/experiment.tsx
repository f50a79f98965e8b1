// How is it going?
import { armTools, experiments, growth, suggestions, type ArmTools, type Experiment, type Suggestion, type Trigger } from './api';
import { Growth } from './growth';
import { Empty, Figure, Forest, Groups, Rule, Share, Table, Time, Told, View } from './parts';
import { decide, to, useLoaded, waiting } from './state';
import { DecisionButtons, RuleText } from './suggestion';
import { ARMS, count, METRICS, metric, percent, plain, plural, shortId, stateOf } from './words';

const WORSE_AT = 10;
const FUTILE_AT = 10;

/** While it runs, its reason says only how much is counted, which stands below. */
const STILL_COUNTING = ' units counted';

const days = (left: number) => (left < 1.5 ? 'a day' : `${count(Math.round(left))} days`);

type Both = { experiments: Experiment[]; suggestions: Suggestion[] };

async function load(): Promise<Both> {
  const [trials, rules] = await Promise.all([experiments(), suggestions()]);
  return { experiments: trials, suggestions: rules };
}

const rulesOf = (one: Experiment, all: Suggestion[]) => all.filter(({ id }) => one.suggestions.includes(id));

/** The units that may speak for the rule. */
const judged = (one: Experiment) => (one.in_situation?.counts ? one.in_situation : one);

function situation({ kind, tool }: Trigger) {
  switch (kind) {
    case 'called':
      return `Traces that called ${plain(tool!)}`;
    case 'succeeded':
      return `Traces in which ${plain(tool!)} worked`;
    case 'failed':
      return `Traces in which ${plain(tool!)} failed`;
    case 'repeated':
      return 'Traces that made a call twice';
  }
}

export function Experiments() {
  const both = useLoaded('experiments', load);
  return (
    <>
      <h1>Experiments</h1>
      <View of={both}>
        {({ experiments: all, suggestions: rules }) =>
          all.length === 0 ? (
            <Empty what="No experiment has started yet.">
              When you try a suggestion, half of the traces are told its rule and half are not, and this page shows how both
              go. <a href={to(['suggestions'])}>Look at the suggestions</a>
            </Empty>
          ) : (
            <Table
              caption="Experiments, the latest first"
              head={
                <>
                  <th scope="col">Rule</th>
                  <th scope="col">State</th>
                  <th scope="col" class="num">Effect</th>
                  <th scope="col" class="num wide">Counted</th>
                  <th scope="col" class="wide">Began</th>
                </>
              }
            >
              {all.map((one) => {
                const [rule] = rulesOf(one, rules);
                return (
                  <tr key={one.id}>
                    <td class="asked">
                      <a class="words" href={to(['experiments', one.id])} dir="auto">
                        <Rule text={rule ? plain(rule.text) || 'Take away a rule' : 'A rule that is gone'} />
                      </a>
                    </td>
                    <td>{stateOf(one.status)}</td>
                    <td class="num">{one.counted === 0 ? '–' : metric('success', judged(one).effect.estimate, true)}</td>
                    <td class="num wide">{count(one.counted)}</td>
                    <td class="wide">
                      <Time at={one.started_at} />
                    </td>
                  </tr>
                );
              })}
            </Table>
          )
        }
      </View>
    </>
  );
}

export function OneExperiment({ id }: { id: string }) {
  const both = useLoaded('experiments', load);
  return (
    <View of={both} title="Experiment">
      {({ experiments: all, suggestions: rules }) => {
        const one = all.find((other) => other.id === id);
        return one ? (
          <Found one={one} rules={rulesOf(one, rules)} />
        ) : (
          <>
            <h1>Experiment</h1>
            <Empty what="There is no such experiment.">
              <a href={to(['experiments'])}>All experiments</a>
            </Empty>
          </>
        );
      }}
    </View>
  );
}

function Found({ one, rules }: { one: Experiment; rules: Suggestion[] }) {
  const units = one.unit === 'trace' ? 'traces' : 'sessions';
  const past = useLoaded(`growth ${one.id}`, () => growth(one.id));
  const tools = useLoaded(`arms ${one.id}`, () => armTools(one.id), 'slowly');
  return (
    <article>
      <p class="crumbs">
        <a href={to(['experiments'])}>Experiments</a>
      </p>
      <h1>An experiment: {stateOf(one.status)}</h1>
      {rules.map((rule) => (
        <RuleText suggestion={rule} />
      ))}
      {one.reason && !one.reason.includes(STILL_COUNTING) && (
        <p>
          <Told text={plain(one.reason)} />
        </p>
      )}
      <div class="buttons">
        {rules[0] && <PauseButton one={one} rule={rules[0]} />}
        {one.status !== 'ended' && rules.map((rule) => <DecisionButtons suggestion={rule} />)}
      </div>
      <section>
        <h2>Evidence</h2>
        <Evidence name="that it helps" value={one.evidence} needs={one.evidence_needed} then="adopted" kind="good" />
        <Evidence name="that it harms" value={one.harm_evidence} needs={WORSE_AT} then="rolled back" kind="bad" />
        {one.futility > 0 && (
          <Evidence name="that too little is to be gained" value={one.futility} needs={FUTILE_AT} then="ended" kind="bad" />
        )}
        {one.days_left !== null && <p>On this course it ends in about {days(one.days_left)}.</p>}
        <p class="quiet">
          {one.method === 'betting'
            ? 'You may look as often as you like; that does not make a false result likelier. Imagine somebody who bets 1 that the rule matters: this number is what the bet is worth now. At 1 or below, it says nothing.'
            : 'Its length was fixed at the start, and the verdict comes at its end.'}
        </p>
        <View of={past}>{(points) => <Growth points={points} needs={one.evidence_needed} worseAt={WORSE_AT} />}</View>
      </section>
      <section>
        <h2>Effect</h2>
        {one.counted === 0 ? (
          <p class="quiet">Nothing is counted yet. Under way: {one.waiting === 0 ? 'none' : plural(one.waiting, units.slice(0, -1))}.</p>
        ) : (
          <>
            <Forest
              rows={[
                ...(one.in_situation && one.trigger
                  ? [{ name: situation(one.trigger), effect: one.in_situation.effect, total: one.in_situation.counts }]
                  : []),
                { name: 'All traces', effect: one.effect, total: !one.in_situation?.counts },
              ]}
              kind="success"
              caption={`Effect on ${METRICS.success}: told the rule, against not told`}
            />
            {one.estimates && (
              <p class="quiet">
                Outcomes are estimated by signals, and corrected by the {plural(one.estimates.rated, 'rating')} of these traces.
                By estimates alone the effect is {metric('success', one.estimates.effect.estimate, true)}; without ratings no
                rule is adopted.
              </p>
            )}
            {one.in_situation && !one.in_situation.counts && (
              <p class="quiet">
                The rule changes how often its situation comes up, so comparing those traces alone would not be fair. All
                traces decide.
              </p>
            )}
            {one.goal === 'fewer_calls' && one.control_calls !== null && one.treatment_calls !== null && (
              <p>
                Calls a trace: {one.treatment_calls.toFixed(1)} with the rule, {one.control_calls.toFixed(1)} without it. It is
                adopted when it saves calls and success does not suffer.
              </p>
            )}
            <Groups
              kind="success"
              rows={[
                [ARMS.treatment, one.treatment],
                [ARMS.control, one.control],
              ]}
            />
          </>
        )}
        <dl class="figures">
          <Figure name="Counted" value={count(one.counted)}>
            of at most {count(one.units_max)} {units}
          </Figure>
          <Figure name="Under way" value={count(one.waiting)} />
          <Figure name="Without an outcome" value={count(one.missing)} />
          <Figure name="Told as planned" value={one.applied_share === null ? '–' : percent(one.applied_share)} />
          <Figure name="Share told the rule" value={percent(one.probability)} />
        </dl>
        <p class="quiet">
          Began <Time at={one.started_at} />
          {one.ended_at !== null && (
            <>
              , ended <Time at={one.ended_at} />
            </>
          )}
          .
        </p>
        <p class="quiet">
          In a terminal: <code>lightning experiments {shortId(one.id)}</code>
        </p>
      </section>
      <section aria-labelledby="arms">
        <h2 id="arms">Tools by arm</h2>
        <View of={tools}>{(both) => <ToolsByArm both={both} />}</View>
      </section>
    </article>
  );
}

/** What the rule changed in the agent's work: what it calls, how often, and how often that fails. */
function ToolsByArm({ both: { tools, control_traces, treatment_traces, complete } }: { both: ArmTools }) {
  const perTrace = (calls: number, traces: number) => (traces === 0 ? '–' : (calls / traces).toFixed(2));
  return (
    <>
      {tools.length === 0 ? (
        <p class="quiet">No finished trace of this experiment has called a tool yet.</p>
      ) : (
        <Table
          caption="Tools by arm, the most called first"
          head={
            <>
              <th scope="col">Tool</th>
              <th scope="col" class="num">Calls per trace, {ARMS.treatment}</th>
              <th scope="col" class="num">{ARMS.control}</th>
              <th scope="col" class="num">Failed, {ARMS.treatment}</th>
              <th scope="col" class="num">{ARMS.control}</th>
            </>
          }
        >
          {tools.map(({ tool_name, control, treatment }) => (
            <tr key={tool_name}>
              <th scope="row">
                <a href={to(['traces'], { tool: tool_name })}>
                  <Told text={plain(tool_name)} />
                </a>
              </th>
              <td class="num">{perTrace(treatment.calls, treatment_traces)}</td>
              <td class="num">{perTrace(control.calls, control_traces)}</td>
              <td class="num">
                <Share hits={treatment.errors} of={treatment.calls} />
              </td>
              <td class="num">
                <Share hits={control.errors} of={control.calls} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {control_traces + treatment_traces > 0 && (
        <p class="quiet">
          Of {plural(treatment_traces, 'finished trace')} that {treatment_traces === 1 ? 'was' : 'were'} to be told the rule, and{' '}
          {count(control_traces)} that {control_traces === 1 ? 'was' : 'were'} not.
          {!complete && ' Only the latest traces and calls of its time are looked at; there are more.'}
        </p>
      )}
    </>
  );
}

/** A trial can wait; what watches over an adopted rule can't. */
function PauseButton({ one, rule }: { one: Experiment; rule: Suggestion }) {
  if (waiting.value?.suggestion === rule.id || one.status === 'ended' || (one.status === 'running' && one.purpose !== 'trial')) {
    return null;
  }
  const paused = one.status === 'paused';
  return (
    <button
      type="button"
      class={paused ? 'main' : ''}
      onClick={() =>
        void decide(
          paused
            ? { suggestion: rule.id, verb: 'resume', body: {}, says: 'The experiment goes on.' }
            : { suggestion: rule.id, verb: 'pause', body: {}, says: 'The experiment waits, and nobody is told the rule until you let it go on.' },
        )
      }
    >
      {paused ? 'Go on' : 'Pause'}
    </button>
  );
}

/** On a logarithmic axis from 1, which says nothing, to 100. */
function Evidence({ name, value, needs, then, kind }: { name: string; value: number; needs: number; then: string; kind: string }) {
  const x = (evidence: number) => Math.min(1, Math.log10(Math.max(evidence, 1)) / 2) * 300;
  return (
    <div class="evidence">
      <span>
        {name}: <strong>{value >= 100 ? count(value) : value.toFixed(1)}</strong>{' '}
        <span class="quiet">
          {then} at {needs}
        </span>
      </span>
      <svg viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" y="3" width="300" height="8" />
        <rect class={kind} y="3" width={x(value)} height="8" />
        <line class="needs" x1={x(needs)} x2={x(needs)} y1="0" y2="14" />
      </svg>
    </div>
  );
}
