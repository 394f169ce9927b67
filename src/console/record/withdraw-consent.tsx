import { useState } from 'react';
import type { CustomerRecord } from '../../core/record/record.ts';
import { Modal } from '../parts/modal.tsx';
import { useTell } from '../parts/notice.tsx';
import { useWithdrawConsent } from './consent-queries.ts';

interface Props extends Pick<CustomerRecord, 'contact'> {
  readonly network: string;
  readonly networkTitle: string;
  readonly removes: string;
}

/** What was kept on a consent does not come back with a new one: it says so before. */
export function WithdrawConsent({ contact, network, networkTitle, removes }: Props) {
  const [open, setOpen] = useState(false);
  const withdraw = useWithdrawConsent(contact.id);
  const tell = useTell();
  const press = () =>
    withdraw.mutate(network, {
      onSuccess: () => {
        setOpen(false);
        tell({ text: `The consent for ${networkTitle} is withdrawn.` });
      },
    });
  return (
    <>
      <button
        type="button"
        aria-label={`Withdraw the consent for ${networkTitle}…`}
        onClick={() => setOpen(true)}
      >
        Withdraw…
      </button>
      <Modal open={open} onClose={() => setOpen(false)} title={`Withdraw the consent for ${networkTitle}?`}>
        <p>{removes}</p>
        {withdraw.error && <p role="alert">Nothing was withdrawn. {withdraw.error.message}</p>}
        <p className="acts">
          <button type="button" onClick={() => setOpen(false)}>
            Keep
          </button>
          <button type="button" className="danger primary" disabled={withdraw.isPending} onClick={press}>
            Withdraw
          </button>
        </p>
      </Modal>
    </>
  );
}
