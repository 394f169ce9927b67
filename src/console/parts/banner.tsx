import { Away } from './away.tsx';

/** Nobody should take the sample's people for real ones. */
export function Banner({ simulatorUrl }: { readonly simulatorUrl: string | undefined }) {
  return (
    <aside className="banner" aria-label="Sample data">
      <p>
        <strong>Sample data: fictional people.</strong>{' '}
        {simulatorUrl && (
          <>
            Edit a contact in the <Away url={simulatorUrl}>HubSpot simulator</Away> and watch the record
            change.
          </>
        )}
      </p>
    </aside>
  );
}
