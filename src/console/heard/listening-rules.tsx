import type { ListeningLine, ListeningPage } from '../../http/listening-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { many } from '../words.ts';
import { addsSays, precisionSays, volumeSays, wantedSays } from './listening-words.ts';
import { useRemove, useTurn } from './listening-queries.ts';

/** The rules, what each heard, how much of it was relevant, and what it cost. */
export function ListeningRules({ page, crm }: { readonly page: ListeningPage; readonly crm: string }) {
  const titles = new Map(page.networks.map(({ id, title }) => [id, title]));
  return (
    <section className="setting" aria-labelledby="listening">
      <h2 id="listening">Listening rules</h2>
      <ul className="rules">
        {page.rules.map((rule) => (
          <Rule key={rule.id} rule={rule} titles={titles} crm={crm} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly rule: ListeningLine;
  readonly titles: ReadonlyMap<string, string>;
  readonly crm: string;
}

function Rule({ rule, titles, crm }: Props) {
  const { id, wanted, on, notes, asked } = rule;
  const turn = useTurn(id);
  const remove = useRemove(id);
  const error = turn.error ?? remove.error;
  return (
    <li>
      <p>
        <strong>{wanted.name}</strong> <span className="quiet">{on ? 'On' : 'Off'}</span>
      </p>
      <p>{wantedSays(wanted, titles)}</p>
      {wanted.adds && <p>{addsSays(wanted.adds, crm)}</p>}
      <p className="quiet">
        {volumeSays(rule, titles)} {many(asked, 'question')} asked for it. {precisionSays(rule.precision)}
      </p>
      {notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      <p className="acts">
        <button
          type="button"
          aria-label={`Switch ${on ? 'off' : 'on'} “${wanted.name}”`}
          disabled={turn.isPending}
          onClick={() => turn.mutate(!on)}
        >
          Switch {on ? 'off' : 'on'}
        </button>
        <button
          type="button"
          className="danger"
          aria-label={`Remove “${wanted.name}”`}
          onClick={() => remove.mutate(undefined)}
        >
          Remove
        </button>
      </p>
      <TroubleLine of={error} />
    </li>
  );
}
