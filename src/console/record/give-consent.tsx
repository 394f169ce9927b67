import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { CustomerRecord } from '../../core/record/record.ts';
import { Modal } from '../parts/modal.tsx';
import { useTell } from '../parts/notice.tsx';
import { useUnsaved } from '../unsaved.ts';
import { useGiveConsent } from './consent-queries.ts';

interface Props extends Pick<CustomerRecord, 'contact'> {
  readonly network: string;
  readonly networkTitle: string;
}

/** Records what the person agreed to, on which day, in the words that were put to them. */
export function GiveConsent(props: Props) {
  const [open, setOpen] = useState(false);
  const { networkTitle } = props;
  return (
    <>
      <button
        type="button"
        aria-label={`Record a consent for ${networkTitle}…`}
        onClick={() => setOpen(true)}
      >
        Record a consent…
      </button>
      <Modal open={open} onClose={() => setOpen(false)} title={`Consent for ${networkTitle}`}>
        {open && <Form {...props} done={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Form({ contact, network, networkTitle, done }: Props & { readonly done: () => void }) {
  const [says, setSays] = useState('');
  const [day, setDay] = useState(today);
  const [account, setAccount] = useState('');
  useUnsaved(`The consent for ${networkTitle}`, `${says}${account}`.trim() !== '');
  const give = useGiveConsent(contact.id);
  const tell = useTell();
  function submit(event: FormEvent): void {
    event.preventDefault();
    const at = day === today() ? new Date() : new Date(`${day}T12:00:00`);
    const named = account.trim() === '' ? {} : { account };
    const wanted = { network, says, at: at.toISOString(), ...named };
    give.mutate(wanted, {
      onSuccess: () => {
        done();
        tell({ text: `The consent for ${networkTitle} is recorded. The network is asked now.` });
      },
    });
  }
  return (
    <form onSubmit={submit}>
      <Field label="What they agreed to, in the words put to them, and how (form, mail, call)">
        {(id) => (
          <textarea
            id={id}
            required
            maxLength={2_000}
            rows={3}
            value={says}
            onChange={(e) => setSays(e.target.value)}
          />
        )}
      </Field>
      <Field label="On which day">
        {(id) => (
          <input
            id={id}
            type="date"
            required
            max={today()}
            value={day}
            onChange={(e) => setDay(e.target.value)}
          />
        )}
      </Field>
      <Field label={`Their account on ${networkTitle}, if they named it (handle or id)`}>
        {(id) => (
          <input id={id} maxLength={200} value={account} onChange={(e) => setAccount(e.target.value)} />
        )}
      </Field>
      {give.error && <p role="alert">Nothing was recorded. {give.error.message}</p>}
      <p className="acts">
        <button type="button" onClick={done}>
          Cancel
        </button>
        <button type="submit" className="primary" disabled={give.isPending}>
          Record
        </button>
      </p>
    </form>
  );
}

/** In the time of the browser, as a date field has it. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

interface FieldProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </p>
  );
}
