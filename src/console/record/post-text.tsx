import { useState } from 'react';

const LONG = 420;

interface Props {
  readonly text: string;
  /** The language it is in, where that is known. */
  readonly tag: string | undefined;
}

/** What somebody wrote; of much the beginning, until the reader wants it all. */
export function PostText({ text, tag }: Props) {
  const [whole, setWhole] = useState(text.length <= LONG);
  return (
    <>
      <p className="post-text" dir="auto" lang={tag}>
        {whole ? text : `${text.slice(0, LONG).trimEnd()}…`}
      </p>
      {!whole && (
        <button type="button" className="plain-button" onClick={() => setWhole(true)}>
          Show all
        </button>
      )}
    </>
  );
}
