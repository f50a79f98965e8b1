// The frame around the views: where one is, what waits, and which keys there are.
import './page.css';
import { render, type ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { keepKey, key } from './api';
import { Experiments, OneExperiment } from './experiment';
import { Failures } from './failures';
import { arrived } from './first';
import { Health } from './health';
import { tellNews } from './news';
import { Command, Empty, Told, useKeys } from './parts';
import { Rules } from './rules';
import { OneSession, Sessions } from './sessions';
import { follow, go, locked, notice, place, sendWaiting, to, undo, tradeLink, waiting, wantsKey } from './state';
import { OneSuggestion, Suggestions } from './suggestion';
import { Today } from './today';
import { Tools } from './tools';
import { OneTrace } from './trace';
import { Traces } from './traces';
import { Trends } from './trends';

const VIEWS = ['traces', 'trends', 'suggestions', 'experiments', 'rules', 'tools', 'health'];

function Shown() {
  const [view, id] = place.value.path;
  switch (view) {
    case undefined:
      return <Today />;
    case 'traces':
      return id === undefined ? <Traces /> : <OneTrace key={id} id={id} />;
    case 'sessions':
      return id === undefined ? <Sessions /> : <OneSession key={id} id={id} />;
    case 'failures':
      return <Failures />;
    case 'trends':
      return <Trends />;
    case 'suggestions':
      return id === undefined ? <Suggestions /> : <OneSuggestion key={id} id={id} />;
    case 'experiments':
      return id === undefined ? <Experiments /> : <OneExperiment key={id} id={id} />;
    case 'rules':
      return <Rules />;
    case 'tools':
      return <Tools />;
    case 'health':
      return <Health />;
    default:
      return (
        <>
          <h1>Lightning</h1>
          <Empty what="There is no such view.">
            <a href={to([])}>Today</a>
          </Empty>
        </>
      );
  }
}

function Navigation() {
  const [shown] = place.value.path;
  const current = shown === 'sessions' || shown === 'failures' ? 'traces' : shown;
  // A phone shows only some of them at a time.
  useEffect(() => document.querySelector('header [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [current]);
  return (
    <header>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to the content
      </a>
      <nav aria-label="Views">
        <a href={to([])} aria-current={current === undefined ? 'page' : undefined}>
          Today
        </a>
        {VIEWS.map((view) => (
          <a href={to([view])} aria-current={current === view ? 'page' : undefined}>
            {view[0]!.toUpperCase() + view.slice(1)}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** The hash is the page's own address, so the browser may not follow it. */
function focusMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('main')?.focus();
}

function Locked() {
  return (
    <>
      <h1>Lightning</h1>
      <Empty what="This bridge shows nothing without a key." command="lightning dashboard">
        This command opens the page with a key that stays in its tab.
      </Empty>
    </>
  );
}

function Notice({ text, bad, href }: { text: string; bad: boolean; href: string | undefined }) {
  return (
    <p class={bad ? 'problem' : ''}>
      <Told text={text} /> {href && <a href={href}>See it</a>}
    </p>
  );
}

function Waiting() {
  const now = useSignal(Date.now());
  const decision = waiting.value;
  useEffect(() => {
    const clock = setInterval(() => (now.value = Date.now()), 500);
    return () => clearInterval(clock);
  }, [decision]);
  if (!decision) {
    return notice.value ? <Notice {...notice.value} /> : null;
  }
  const word = { accept: 'Accepted', reject: 'Rejected', pause: 'Paused', resume: 'Resumed', rollback: 'Rolled back' }[decision.verb];
  return (
    <p>
      <span>
        <strong>{word}</strong>; it is sent in {Math.max(1, Math.ceil((decision.endsAt - now.value) / 1_000))} s.
      </span>
      <span class="buttons">
        <button type="button" class="main" onClick={undo}>
          Undo <kbd>u</kbd>
        </button>
        <button type="button" onClick={sendWaiting}>
          Send now
        </button>
      </span>
    </p>
  );
}

function shown(box: HTMLDialogElement | null): void {
  if (box && !box.open) {
    box.showModal();
  }
}

function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  return (
    <dialog ref={shown} aria-label={title} onClose={close}>
      <h2>{title}</h2>
      {children}
      <button type="button" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

function WantsKey() {
  const typed = useSignal('');
  const close = () => (wantsKey.value = false);
  const keep = () => {
    keepKey(typed.value.trim());
    close();
  };
  return (
    <Dialog title="Decisions need a key" close={close}>
      <p>So that an agent can’t accept its own rules, only a person with the key may decide. Open the page with it:</p>
      <Command text="lightning dashboard" />
      <p>
        <label>
          Or paste what <code>lightning key show --decisions</code> prints{' '}
          <input
            type="password"
            autocomplete="off"
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && typed.value.trim() && keep()}
          />
        </label>{' '}
        <button type="button" disabled={!typed.value.trim()} onClick={keep}>
          Use it in this tab
        </button>
      </p>
    </Dialog>
  );
}

/** The field is drawn only after the address has changed. */
function search(): void {
  if (place.value.path.length !== 1 || place.value.path[0] !== 'traces') {
    go(to(['traces']));
  }
  setTimeout(() => document.querySelector<HTMLInputElement>('#search')?.focus(), 50);
}

const KEYS: [string, string][] = [
  ['j k', 'next and previous row'],
  ['Enter', 'opens the row, or the first suggestion'],
  ['a', 'accepts the suggestion: tries it'],
  ['r', 'rejects the suggestion'],
  ['u', 'undoes the decision, within 10 seconds'],
  ['[ ]', 'the trace before and after in the session'],
  ['g b', 'says that the trace, or the row, went well or failed'],
  ['/', 'searches in what was asked and in errors'],
  ['?', 'shows this'],
];

function Page() {
  const help = useSignal(false);
  useKeys({ u: undo, '?': () => (help.value = true), '/': search });
  return (
    <>
      <Navigation />
      <main id="main" tabIndex={-1}>{locked.value ? <LockedOrShown /> : <Shown />}</main>
      <footer>
        <span>
          <kbd>?</kbd> keys
        </span>
        <span>{key.value ? 'This tab may decide.' : 'To decide, open the page with lightning dashboard.'}</span>
      </footer>
      <div class="notice" role="status">
        <Waiting />
      </div>
      {wantsKey.value && <WantsKey />}
      {help.value && (
        <Dialog title="Keys" close={() => (help.value = false)}>
          <dl class="keys">
            {KEYS.map(([keys, does]) => (
              <>
                <dt>
                  {keys.split(' ').map((one) => (
                    <kbd>{one}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </>
            ))}
          </dl>
        </Dialog>
      )}
    </>
  );
}

/** The view stays beneath, because it is what finds out that a key is good now. */
function LockedOrShown() {
  return (
    <>
      <Locked />
      <div hidden>
        <Shown />
      </div>
    </>
  );
}

await tradeLink();
await arrived();
follow();
tellNews();
render(<Page />, document.querySelector('#page')!);
