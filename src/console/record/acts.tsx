import type { CustomerRecord, RecordProfile } from '../../core/record/record.ts';
import type { Says } from '../../http/shapes.ts';
import { useTell } from '../parts/notice.tsx';
import { useVerdict } from '../queries.ts';

interface Props {
  readonly profile: RecordProfile;
  readonly record: CustomerRecord;
}

type Act = CustomerRecord['acts'][number];

const SAYS = { confirm: 'confirmed', 'not them': 'rejected', undo: 'withdrawn' } as const;
type Verdict = keyof typeof SAYS;

/** What the reader may say about this link. The record tells which; each can be taken back. */
export function Acts({ profile, record }: Props) {
  const { id, network, handle, networkTitle } = profile;
  const verdict = useVerdict(record.contact.id);
  const tell = useTell();
  const acts = record.acts.filter((act) => isAbout(act, profile));
  const before = saidBefore(profile, acts);

  async function say(says: Says, undo?: Says): Promise<void> {
    try {
      await verdict.mutateAsync({ network, profile: id, says });
      tell({ text: told(says, handle), ...(undo && { undo: () => void say(undo) }) });
      window.requestAnimationFrame(() => keepFocus(`${network}:${id}`));
    } catch (error) {
      tell({ text: `Nothing was changed. ${error instanceof Error ? error.message : ''}` });
    }
  }

  if (acts.length === 0) return undefined;
  return (
    <p className="acts" data-link={`${network}:${id}`}>
      {acts.map(({ act, label }) => (
        <button
          key={act}
          type="button"
          className={act === 'confirm' && profile.link.status === 'suggested' ? 'primary' : undefined}
          aria-label={`${label}: ${handle} on ${networkTitle}`}
          disabled={verdict.isPending}
          onClick={() => void say(SAYS[act as Verdict], before)}
        >
          {label}
        </button>
      ))}
    </p>
  );
}

/** The pressed button went with its card to another group: the focus goes to Undo, or after undoing to the card. */
function keepFocus(link: string): void {
  const lost = document.activeElement === null || document.activeElement === document.body;
  const card = `[data-link="${CSS.escape(link)}"] button`;
  const next =
    document.querySelector<HTMLElement>('[data-undo]') ?? document.querySelector<HTMLElement>(card);
  if (lost) next?.focus();
}

function isAbout(act: Act, { id, network }: RecordProfile): boolean {
  return (
    act.act in SAYS && act.network === network && (act.profile === id || act.profile === `${network}:${id}`)
  );
}

/** What leads back exactly: the earlier word of a person, or none. */
function saidBefore({ link }: RecordProfile, acts: readonly Act[]): Says {
  if (!acts.some(({ act }) => act === 'undo')) return 'withdrawn';
  return link.status === 'confirmed' ? 'confirmed' : 'rejected';
}

function told(says: Says, handle: string): string {
  const texts: Readonly<Record<Says, string>> = {
    confirmed: `${handle} is confirmed.`,
    rejected: `${handle} is not them. It will not be proposed again.`,
    withdrawn: `Taken back: ${handle} stands as the evidence says.`,
  };
  return texts[says];
}
