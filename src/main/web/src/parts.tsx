// What several views are made of.
import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Loaded } from './state';
import { place, to } from './state';
import { price, stats, type Group, type Interval, type Metric, type Outcome, type Trace, type Whose } from './api';
import { ago, dollars, interval, json, metric, metricRange, moment, OUTCOMES, percent, plain, plural, textOf, utc } from './words';

/** Text that came from an agent: it can't reorder what stands around it. */
export function Told({ text }: { text: string }) {
  return <bdi>{text}</bdi>;
}

/** A rule with the names in it as code. */
export function Rule({ text }: { text: string }) {
  return <bdi>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</bdi>;
}

/** Why a suggestion changed, in the words of whoever changed it; an experiment is named by its address. */
export function Reason({ text }: { text: string }) {
  const [, experiment] = /^Experiment (\S+)\.$/.exec(text) ?? [];
  return experiment ? <a href={to(['experiments', experiment])}>the experiment</a> : <Told text={plain(text)} />;
}

/** What was loaded; until it is there, or if it never comes, `title` stands for its heading. */
export function View<T>({ of, title, children }: { of: Loaded<T>; title?: string; children: (value: T) => ComponentChildren }) {
  if (of.value !== undefined) {
    return (
      <>
        {of.error && <p class="problem">Not up to date: {of.error}</p>}
        {children(of.value)}
      </>
    );
  }
  return (
    <>
      {title && <h1>{title}</h1>}
      {of.error ? <p class="problem">{of.error}</p> : <p class="quiet">Loading…</p>}
    </>
  );
}

/** What is missing, why, and what brings it. */
export function Empty({ what, children, command }: { what: string; children?: ComponentChildren; command?: string }) {
  return (
    <div class="empty">
      <p class="empty-what">{what}</p>
      {children && <p>{children}</p>}
      {command && <Command text={command} />}
    </div>
  );
}

export function Command({ text }: { text: string }) {
  return (
    <p class="command">
      <code>{text}</code>
      <Copy text={text} label="Copy" />
    </p>
  );
}

export function Copy({ text, label }: { text: string; label: string }) {
  const done = useSignal(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => {
        done.value = true;
        setTimeout(() => (done.value = false), 2_000);
      },
      () => undefined,
    );
  return (
    <button type="button" class="small" onClick={copy}>
      {done.value ? 'Copied' : label}
    </button>
  );
}

/** How long ago; the moment itself for whoever points at it. Only then is it worth its time, for a language's dates take 10 ms. */
export function Time({ at }: { at: number | null }) {
  if (at === null) {
    return <span>–</span>;
  }
  return (
    <time dateTime={new Date(at).toISOString()} onPointerEnter={(event) => (event.currentTarget.title = `${moment(at)}\n${utc(at)}`)}>
      {ago(at)}
    </time>
  );
}

/** An outcome by colour, by shape and by word. */
export function outcome(trace: { success: Outcome; status?: string }): [kind: string, word: string] {
  if (trace.success === true) {
    return ['good', OUTCOMES.success];
  }
  if (trace.success === false) {
    return ['bad', OUTCOMES.failure];
  }
  return trace.status === 'open' ? ['open', OUTCOMES.open] : ['unknown', trace.status === 'abandoned' ? OUTCOMES.abandoned : OUTCOMES.none];
}

/** Drawn by the style alone: a view shows hundreds. */
export function Mark({ kind }: { kind: string }) {
  return <i class={`mark ${kind}`} aria-hidden="true" />;
}

export function OutcomeOf({ trace }: { trace: { success: Outcome; status?: string } }) {
  const [kind, word] = outcome(trace);
  return (
    <span class={`outcome ${kind}`}>
      <Mark kind={kind} /> {word}
    </span>
  );
}

export function words(trace: Trace): string {
  return textOf(trace.message) || '(no message)';
}

export function Share({ hits, of }: { hits: number; of: number }) {
  if (of === 0) {
    return <span>–</span>;
  }
  const [low, high] = interval(hits, of);
  return (
    <span title={`${hits} of ${of}; 95 % interval ${percent(low)} to ${percent(high)}`}>
      {percent(hits / of)}{' '}
      <span class="quiet">
        {Math.round(low * 100)}–{Math.round(high * 100)}
      </span>
    </span>
  );
}

export function Figure({ name, value, children }: { name: string; value: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <span class="value">{value}</span>
        {children && <span class="quiet">{children}</span>}
      </dd>
    </div>
  );
}

/** A table that may be wider than the window moves by itself, also by keyboard. */
export function Table({ caption, head, children }: { caption: string; head: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export interface Estimate {
  name: string;
  effect: Interval;
  detail?: string;
  total?: boolean;
}

/** Effects below each other on one axis, each with its interval, and the same figures as a table. */
export function Forest({ rows, kind, caption }: { rows: Estimate[]; kind: Metric; caption: string }) {
  const ends = rows.flatMap(({ effect }) => [effect.low ?? effect.estimate, effect.high ?? effect.estimate, 0]);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const room = (most - least || 1) * 0.05;
  const x = (value: number) => ((value - least + room) / (most - least + 2 * room || 1)) * 300;
  return (
    <figure class="forest">
      <Table
        caption={caption}
        head={
          <>
            <th scope="col">Where</th>
            <th scope="col" class="num">Effect</th>
            <th scope="col" class="num wide">95 % interval</th>
            <th scope="col" class="plot">
              <span class="unseen">Picture</span>
            </th>
          </>
        }
      >
        {rows.map(({ name, effect, detail, total }) => (
          <tr class={total ? 'total' : ''}>
            <th scope="row">
              <Told text={name} /> {detail && <span class="quiet">{detail}</span>}
            </th>
            <td class="num">{metric(kind, effect.estimate, true)}</td>
            <td class="num quiet wide">
              {effect.low === null || effect.high === null
                ? 'not known'
                : metricRange(kind, effect.low, effect.high)}
            </td>
            <td class="plot">
              <svg viewBox="0 0 300 20" preserveAspectRatio="none" aria-hidden="true">
                <line class="zero" x1={x(0)} x2={x(0)} y1="0" y2="20" />
                {effect.low !== null && effect.high !== null && (
                  <line class="range" x1={x(effect.low)} x2={x(effect.high)} y1="10" y2="10" />
                )}
                <rect class="dot" x={x(effect.estimate) - 4} y="6" width="8" height="8" rx={total ? 0 : 4} />
              </svg>
            </td>
          </tr>
        ))}
      </Table>
    </figure>
  );
}

export function Groups({ kind, rows }: { kind: Metric; rows: [name: string, group: Group][] }) {
  return (
    <dl class="figures">
      {rows.map(([name, group]) => (
        <Figure name={name} value={metric(kind, group.mean)}>
          {plural(group.traces, 'trace')}
        </Figure>
      ))}
    </dl>
  );
}

/** What tokens cost; empty where no price is set, and where there are none. */
export const costOf = (tokens: number | null) => (tokens && price.value ? dollars((tokens * price.value) / 1_000_000) : '');

/** What the costs of a view are based on. */
export function Priced() {
  useEffect(() => {
    if (price.peek() === undefined) {
      stats().catch(() => undefined);
    }
  }, []);
  return price.value ? (
    <p class="quiet">
      Costs are at ${price.value} a million tokens, <a href={to(['health'])}>your setting</a>.
    </p>
  ) : null;
}

const PERIODS = [1, 7, 30];

/** How many days back the address says that a view looks. */
export function periodAsked(): number {
  const asked = Number(place.value.query.get('days'));
  return PERIODS.includes(asked) ? asked : 7;
}

export function Periods({ view, days, whose }: { view: string; days: number; whose: Whose }) {
  return (
    <p class="chips">
      {PERIODS.map((period) => (
        <a class="chip" href={to([view], { days: String(period), ...whose })} aria-current={period === days ? 'true' : undefined}>
          {period === 1 ? 'A day' : `${period} days`}
        </a>
      ))}
    </p>
  );
}

const FOLD = 2_000;

/** JSON of a call, the first of it at once and the rest when asked for. */
export function Content({ name, value, cut }: { name: string; value: unknown; cut?: boolean }) {
  const all = useSignal(false);
  const text = json(value);
  const folded = !all.value && text.length > FOLD;
  return (
    <div class="content">
      <h3>
        {name} {cut && <span class="quiet">(the bridge kept only the beginning)</span>}
      </h3>
      <pre dir="ltr" tabIndex={0} aria-label={name}>{folded ? `${text.slice(0, FOLD)}…` : text}</pre>
      {folded && (
        <button type="button" class="small" onClick={() => (all.value = true)}>
          Show all {text.length} characters
        </button>
      )}
    </div>
  );
}

export function TraceLink({ trace }: { trace: Trace }) {
  return (
    <a class="words" href={to(['traces', trace.trace_id])} dir="auto">
      {words(trace)}
    </a>
  );
}

/** Calls the handler of a key, unless somebody is typing or another program wants it. */
export function useKeys(handlers: Record<string, () => void>): void {
  // Before the view is painted: whoever sees the hint may press the key.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
        return;
      }
      const handler = handlers[event.key];
      if (handler) {
        event.preventDefault();
        handler();
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}
