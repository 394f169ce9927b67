import type { InstallationLine } from '../../http/shapes.ts';

interface Props {
  readonly installation: InstallationLine;
  readonly onHelp: () => void;
}

export function Brand({ installation: { crmTitle, account, sample }, onHelp }: Props) {
  return (
    <div className="brand">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="9" className="mark-ground" />
        <circle cx="12.5" cy="13" r="5" className="mark-line" />
        <circle cx="19.5" cy="19" r="5" className="mark-line" />
      </svg>
      <p>
        <strong>Kith</strong>
        <span className="quiet">
          {crmTitle} {sample ? 'sample' : account}
        </span>
      </p>
      <button type="button" className="plain-button" aria-keyshortcuts="?" onClick={onHelp}>
        Shortcuts
      </button>
    </div>
  );
}
