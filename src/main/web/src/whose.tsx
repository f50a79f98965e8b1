// Whose figures a view shows: those of an agent, a model or a version of the prompt, or of all.
import { series, type Series, type Whose } from './api';
import { Told } from './parts';
import { place, to } from './state';
import { plain } from './words';

/** Who there is to choose from. */
type Names = Pick<Series, 'agents' | 'models' | 'prompt_versions'>;

const CHOICES: [key: keyof Whose, all: string, names: (found: Names) => string[]][] = [
  ['agent_id', 'All agents', ({ agents }) => agents],
  ['model', 'All models', ({ models }) => models ?? []],
  ['prompt_version', 'All prompt versions', ({ prompt_versions }) => prompt_versions ?? []],
];

/** As the address says; in all views that know them by the same names. */
export function whoseAsked(): Whose {
  const asked = CHOICES.map(([key]) => [key, place.value.query.get(key)]);
  return Object.fromEntries(asked.filter(([, name]) => name));
}

/** Whose traces there are in so many days, which may begin within a day. */
export const loadNames = (days: number) => series({ days: days + 1, labels: 'true' });

export const isChosen = (whose: Whose) => Object.keys(whose).length > 0;

/** Figures of one apart from the others', where there are others; `asked` is what the address asks for. */
export function Choices({ view, names, asked }: { view: string; names: Names; asked: Record<string, string> }) {
  return (
    <>
      {CHOICES.map(([key, all, namesOf]) => (
        <Choice key={key} view={view} names={namesOf(names)} of={key} all={all} asked={asked} />
      ))}
    </>
  );
}

function Choice({ view, names, of, all, asked }: { view: string; names: string[]; of: keyof Whose; all: string; asked: Record<string, string> }) {
  const { [of]: chosen, ...others } = asked;
  const shown = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
  return shown.length < 2 && chosen === undefined ? null : (
    <p class="chips">
      <a class="chip" href={to([view], others)} aria-current={chosen === undefined ? 'true' : undefined}>
        {all}
      </a>
      {shown.map((name) => (
        <a class="chip" href={to([view], { ...others, [of]: name })} aria-current={name === chosen ? 'true' : undefined}>
          <Told text={plain(name)} />
        </a>
      ))}
    </p>
  );
}
