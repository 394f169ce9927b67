import { Push } from './push.tsx';
import { usePushes } from './push-queries.ts';

/** Networks that tell Kith themselves what happens, so that nothing has to be asked for. */
export function Pushes() {
  const { data, error } = usePushes();
  return (
    <section className="setting" aria-labelledby="pushes">
      <h2 id="pushes">Networks that call</h2>
      <p>
        These can tell Kith at once what is said there, and what was taken back. Each signs with a secret of
        this account.
      </p>
      {error && <p className="trouble">{error.message}</p>}
      {data && (
        <ul className="webhooks">
          {data.pushes.map((one) => (
            <Push key={one.network} push={one} />
          ))}
        </ul>
      )}
    </section>
  );
}
