import { go, hrefOf, usePlace } from '../place.ts';

/** Back to the list, on screens that show one thing at a time. */
export function Back() {
  const place = usePlace();
  return (
    <a
      className="back"
      href={hrefOf({ ...place, contact: undefined })}
      onClick={(event) => {
        event.preventDefault();
        go(undefined);
      }}
    >
      ← Contacts
    </a>
  );
}
