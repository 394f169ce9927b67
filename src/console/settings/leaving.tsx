import { useState } from 'react';
import { Modal } from '../parts/modal.tsx';
import { useTell } from '../parts/notice.tsx';
import { many, on } from '../words.ts';
import { useExportUrl, useUninstall } from './settings-queries.ts';
import type { HowToLeave } from './settings-queries.ts';

interface Props {
  readonly graceDays: number;
  readonly crm: string;
}

/** How Kith ends: with everything in hand, and the CRM as it was. */
export function Leaving({ graceDays, crm }: Props) {
  const [open, setOpen] = useState(false);
  const url = useExportUrl();
  return (
    <section className="setting" aria-labelledby="leaving">
      <h2 id="leaving">Download and uninstall</h2>
      <p>
        Everything that is kept can be downloaded at any time. After uninstalling it is kept for{' '}
        {many(graceDays, 'day')} more: who installs again within that time finds it all again.
      </p>
      <p className="acts">
        <a className="button" href={url} download>
          Download everything
        </a>
        <button type="button" className="danger" onClick={() => setOpen(true)}>
          Uninstall…
        </button>
      </p>
      <Uninstall {...{ open, setOpen, crm, url }} />
    </section>
  );
}

interface UninstallProps {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly crm: string;
  readonly url: string;
}

function Uninstall({ open, setOpen, crm, url }: UninstallProps) {
  const [how, setHow] = useState<HowToLeave>({ keepFields: false, restore: true });
  const uninstall = useUninstall();
  const tell = useTell();
  function forGood(): void {
    uninstall.mutate(how, {
      onSuccess: ({ purgeAt }) => {
        setOpen(false);
        tell({ text: `Kith leaves ${crm}. What is kept is purged on ${on(purgeAt)}.` });
      },
    });
  }
  return (
    <Modal open={open} onClose={() => setOpen(false)} title={`Take Kith out of ${crm}?`}>
      <p>
        It stops reading and writing at once.{' '}
        <a href={url} download>
          Download everything first
        </a>
        , if you may need it. Contacts, tasks, tickets and notes that were added in {crm} stay there.
      </p>
      <label className="switch">
        <input
          type="checkbox"
          checked={how.keepFields}
          onChange={(event) => setHow({ ...how, keepFields: event.target.checked })}
        />
        Leave Kith’s fields in {crm}, with what they hold
      </label>
      <label className="switch">
        <input
          type="checkbox"
          checked={how.restore}
          onChange={(event) => setHow({ ...how, restore: event.target.checked })}
        />
        Put back what stood in mapped fields before
      </label>
      {uninstall.error && <p role="alert">Nothing was changed. {uninstall.error.message}</p>}
      <p className="acts">
        <button type="button" onClick={() => setOpen(false)}>
          Stay
        </button>
        <button type="button" className="danger primary" disabled={uninstall.isPending} onClick={forGood}>
          Uninstall
        </button>
      </p>
    </Modal>
  );
}
