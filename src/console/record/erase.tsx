import { useState } from 'react';
import type { CustomerRecord } from '../../core/record/record.ts';
import type { Erased } from '../../http/shapes.ts';
import { Modal } from '../parts/modal.tsx';
import { useTell } from '../parts/notice.tsx';
import { go } from '../place.ts';
import { useErase } from '../queries.ts';
import { many } from '../words.ts';

/** Erasing cannot be undone: it is the one act that asks before. */
export function Erase({ contact }: Pick<CustomerRecord, 'contact'>) {
  const [open, setOpen] = useState(false);
  const erase = useErase(contact.id);
  const tell = useTell();
  function forGood(): void {
    erase.mutate(undefined, {
      onSuccess: (erased) => {
        setOpen(false);
        tell({ text: toldOf(erased) });
        go('contacts');
      },
    });
  }
  return (
    <>
      <button type="button" className="danger" onClick={() => setOpen(true)}>
        Erase this person…
      </button>
      <Modal open={open} onClose={() => setOpen(false)} title={`Erase ${contact.name ?? 'this person'}?`}>
        <p>
          All that Kith knows of this person is erased for good: profiles, posts, links and decisions. Late
          messages from the CRM do not bring it back. The contact in the CRM itself stays.
        </p>
        {erase.error && <p role="alert">Nothing was erased. {erase.error.message}</p>}
        <p className="acts">
          <button type="button" onClick={() => setOpen(false)}>
            Keep
          </button>
          <button type="button" className="danger primary" disabled={erase.isPending} onClick={forGood}>
            Erase for good
          </button>
        </p>
      </Modal>
    </>
  );
}

const toldOf = ({ profiles, posts }: Erased) =>
  `Erased: the contact, ${many(profiles, 'profile')} and ${many(posts, 'post')}.`;
