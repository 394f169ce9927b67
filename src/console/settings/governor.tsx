import { useTell } from '../parts/notice.tsx';
import { useRelease } from './settings-queries.ts';

interface Props {
  /** Who in the CRM decides for the account. */
  readonly governor: string;
  readonly crm: string;
}

/** The CRM says who somebody is, not whether they are an admin: the first who decided there is the one who may. */
export function Governor({ governor, crm }: Props) {
  const release = useRelease();
  const tell = useTell();
  const text = `The next person who decides in ${crm} is the one who may.`;
  return (
    <p>
      Of the people in {crm}, only {governor} may change these settings, stop Kith or erase somebody.{' '}
      <button
        type="button"
        disabled={release.isPending}
        onClick={() => release.mutate(undefined, { onSuccess: () => tell({ text }) })}
      >
        Let somebody else
      </button>
      {release.error && <span role="alert"> Nothing was changed. {release.error.message}</span>}
    </p>
  );
}
