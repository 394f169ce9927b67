import type { SettingsPage } from '../../http/settings-shapes.ts';
import { useTell } from '../parts/notice.tsx';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { many, on } from '../words.ts';
import { Governor } from './governor.tsx';
import { PreviewTable } from './preview-table.tsx';
import { useApprove } from './settings-queries.ts';

interface Props {
  readonly page: SettingsPage;
  readonly crm: string;
}

/** Before an admin approved, nothing is written: here they see what would be. */
export function Approval({ page: { approval, governor, preview }, crm }: Props) {
  const approve = useApprove();
  const tell = useTell();
  const approved = approval.state === 'approved';
  function decide(yes: boolean): void {
    const text = yes ? `Kith now writes into ${crm}.` : `Kith writes nothing into ${crm} any more.`;
    approve.mutate(yes, { onSuccess: () => tell({ text }) });
  }
  return (
    <section className="setting" aria-labelledby="writing">
      <h2 id="writing">Writing into {crm}</h2>
      <p>
        <span className={approved ? 'pill good' : 'pill warn'}>{approved ? 'Approved' : 'Waiting'}</span>{' '}
        {approved
          ? byWhom(approval)
          : `Kith reads and finds people, and writes nothing into ${crm} until you approve.`}
      </p>
      {governor !== undefined && <Governor governor={governor} crm={crm} />}
      {!approved && <Planned planned={approval.planned} crm={crm} />}
      <PreviewTable preview={preview} />
      <TroubleLine of={approve.error}>Nothing was changed.</TroubleLine>
      <p className="acts">
        <button
          type="button"
          className={approved ? undefined : 'primary'}
          disabled={approve.isPending}
          onClick={() => decide(!approved)}
        >
          {approved ? 'Stop writing' : 'Approve and begin to write'}
        </button>
      </p>
    </section>
  );
}

function byWhom({ by, at }: SettingsPage['approval']): string {
  return `${by ?? 'Somebody'} approved${at === undefined ? '' : ` on ${on(at)}`}.`;
}

function Planned({ planned, crm }: Pick<SettingsPage['approval'], 'planned'> & { readonly crm: string }) {
  if (planned.length === 0) return <p className="quiet">Nothing new has to be made in {crm}.</p>;
  return (
    <details>
      <summary>
        {many(planned.length, 'thing')} would be made in {crm} first
      </summary>
      <ul className="plain-list">
        {planned.map(({ kind, name, label, says }) => (
          <li key={`${kind} ${name}`}>
            {label}{' '}
            <span className="quiet">
              ({kind}) {says}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
