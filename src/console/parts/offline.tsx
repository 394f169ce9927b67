/** The page still shows what it last read. */
export function Offline() {
  return (
    <p className="offline" role="alert">
      <strong>Kith is not answering.</strong> What you see may be old. Is it still running? Trying again every
      few seconds.
    </p>
  );
}
