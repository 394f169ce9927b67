import type { CustomerRecord } from '../../core/record/record.ts';
import { Away } from '../parts/away.tsx';
import { useField } from '../queries.ts';

type Field = CustomerRecord['fields'][number];

/** Fields of the CRM's own that an admin mapped: what Kith suggests, what it wrote, and the way back. */
export function Mapped({ record: { contact, fields } }: { readonly record: CustomerRecord }) {
  if (fields.length === 0) return null;
  return (
    <section className="group">
      <h2>In the CRM’s fields</h2>
      <ul className="mapped">
        {fields.map((field) => (
          <One key={field.field} contact={contact.id} field={field} />
        ))}
      </ul>
    </section>
  );
}

function One({ contact, field }: { readonly contact: string; readonly field: Field }) {
  const { label, value, source, says, standing, undo } = field;
  const answer = useField(contact);
  const say = (what: 'accept' | 'decline' | 'put back') => () =>
    answer.mutate({ field: field.field, say: what });
  return (
    <li>
      <h3>{label}</h3>
      {value !== undefined && (
        <p>
          {value} {source && <Away url={source.url}>{source.name}</Away>}
        </p>
      )}
      <p className="quiet">{says}</p>
      {answer.error && <p role="alert">Nothing was changed. {answer.error.message}</p>}
      <p className="acts">
        {standing === 'suggested' && (
          <>
            <Press label={`Accept for ${label}`} says="Accept" busy={answer.isPending} act={say('accept')} />
            <Press
              label={`Decline for ${label}`}
              says="Decline"
              busy={answer.isPending}
              act={say('decline')}
            />
          </>
        )}
        {undo && (
          <Press
            label={`Put back ${undo.to === null ? 'nothing' : `“${undo.to}”`} in ${label}`}
            says="Put back"
            busy={answer.isPending}
            act={say('put back')}
          />
        )}
      </p>
    </li>
  );
}

interface PressProps {
  readonly label: string;
  readonly says: string;
  readonly busy: boolean;
  readonly act: () => void;
}

function Press({ label, says, busy, act }: PressProps) {
  return (
    <button type="button" aria-label={label} disabled={busy} onClick={act}>
      {says}
    </button>
  );
}
