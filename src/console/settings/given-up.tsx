import type { GivenUpList } from '../../http/delivery-shapes.ts';
import { TroubleLine } from '../parts/trouble-line.tsx';
import { When } from '../parts/when.tsx';
import { useGivenUp, useTryAgain } from './delivery-queries.ts';

/** Work that was given up after its last try; nothing where there is none. */
export function GivenUp() {
  const { data } = useGivenUp();
  const again = useTryAgain();
  if (!data || data.work.length === 0) return null;
  return (
    <section aria-labelledby="given-up">
      <h3 id="given-up">Work that was given up</h3>
      <p className="acts">
        <button type="button" disabled={again.isPending} onClick={() => again.mutate(undefined)}>
          Try all of it again
        </button>
      </p>
      <TroubleLine of={again.error} />
      <ul className="webhooks">
        {data.work.map((one) => (
          <Line key={one.id} work={one} again={() => again.mutate(one.id)} />
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly work: GivenUpList['work'][number];
  readonly again: () => void;
}

function Line({ work: { name, about, failedAt, says }, again }: LineProps) {
  const what = [name, about].filter(Boolean).join(' ');
  return (
    <li>
      <p>
        <strong>{what}</strong> <When iso={failedAt} />: {says}
      </p>
      <p className="acts">
        <button type="button" aria-label={`Try again: ${what}`} onClick={again}>
          Try again
        </button>
      </p>
    </li>
  );
}
