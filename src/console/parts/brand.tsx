import type { InstallationLine } from '../../http/shapes.ts';
import { goTo, usePlace } from '../place.ts';
import { useToReview } from '../queries.ts';
import { PageLink } from './page-link.tsx';

interface Props {
  readonly installation: InstallationLine;
  /** Others that may be looked at. */
  readonly others: readonly InstallationLine[];
  readonly onHelp: () => void;
}

export function Brand({ installation, others, onHelp }: Props) {
  return (
    <div className="brand">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="9" className="mark-ground" />
        <circle cx="12.5" cy="13" r="5" className="mark-line" />
        <circle cx="19.5" cy="19" r="5" className="mark-line" />
      </svg>
      <p>
        <strong>Kith</strong>
        {others.length === 0 ? (
          <span className="quiet">{nameOf(installation)}</span>
        ) : (
          <Accounts installation={installation} others={others} />
        )}
      </p>
      <Review />
      <PageLink to="heard">Heard</PageLink>
      <PageLink to="settings">Settings</PageLink>
      <button
        type="button"
        className="plain-button"
        aria-label="Shortcuts"
        title="Shortcuts"
        aria-keyshortcuts="?"
        onClick={onHelp}
      >
        <kbd>?</kbd>
      </button>
    </div>
  );
}

const nameOf = ({ crmTitle, account, sample }: InstallationLine) =>
  `${crmTitle} ${sample ? 'sample' : account}`;

/** Whose contacts are shown, where there are several to choose from. */
function Accounts({ installation, others }: Omit<Props, 'onHelp'>) {
  const all = [installation, ...others].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return (
    <select
      className="quiet account"
      aria-label="CRM account"
      value={installation.id}
      onChange={(event) => goTo(event.target.value)}
    >
      {all.map((one) => (
        <option key={one.id} value={one.id}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  );
}

/** The way to what Kith asks, and back. */
function Review() {
  const { page } = usePlace();
  const waiting = useToReview();
  if (page === 'review' || page === 'heard' || page === 'settings')
    return <PageLink to="contacts">Contacts</PageLink>;
  return (
    <PageLink to="review">
      Review{' '}
      {waiting > 0 && (
        <span className="pill warn">
          {waiting.toLocaleString('en')}
          <span className="unseen"> wait for your word</span>
        </span>
      )}
    </PageLink>
  );
}
