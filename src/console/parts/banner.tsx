import { Away } from './away.tsx';

interface Props {
  readonly simulatorUrl: string | undefined;
  readonly crmTitle: string;
}

/** Nobody should take the sample's people for real ones. */
export function Banner({ simulatorUrl, crmTitle }: Props) {
  return (
    <aside className="banner" aria-label="Sample data">
      <p>
        <strong>Sample data: fictional people.</strong>{' '}
        {simulatorUrl && (
          <>
            Edit a contact in the <Away url={simulatorUrl}>{crmTitle} simulator</Away> and watch the record
            change.
          </>
        )}
      </p>
    </aside>
  );
}
