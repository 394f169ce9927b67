import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { useKeepStrangers } from './listening-queries.ts';

/** For how many days what strangers said is kept. */
export function Strangers({ days }: { readonly days: number }) {
  const [wished, setWished] = useState(days);
  const keep = useKeepStrangers();
  const id = useId();
  function submit(event: FormEvent): void {
    event.preventDefault();
    keep.mutate(wished);
  }
  return (
    <form className="setting" onSubmit={submit} aria-labelledby="strangers">
      <h2 id="strangers">How long strangers are kept</h2>
      <p className="field">
        <label htmlFor={id}>Days for which what people heard said is kept, unless they are linked</label>
        <input
          {...{ id, value: wished, type: 'number', min: 1, max: 365, required: true }}
          onChange={(event) => setWished(event.target.valueAsNumber)}
        />
      </p>
      <p className="acts">
        <button type="submit" disabled={keep.isPending}>
          Keep so long
        </button>
      </p>
      {keep.isSuccess && <p role="status">It is so from now on.</p>}
      <TroubleLine of={keep.error} />
    </form>
  );
}
