import type { Part } from './decisions.tsx';

/** Networks that are asked. What their terms forbid cannot be switched on. */
export function Networks({ page, shown, change }: Part) {
  const toggle = (id: string, on: boolean) => {
    const off = shown.off.filter((one) => one !== id);
    change({ off: on ? off : [...off, id as (typeof shown.off)[number]] });
  };
  return (
    <fieldset className="setting">
      <legend id="asked">Networks that are asked</legend>
      <ul className="switches">
        {page.networks.map(({ id, title, why }) => (
          <li key={id}>
            <label className="switch">
              <input
                type="checkbox"
                checked={why === undefined && !shown.off.some((one) => one === id)}
                disabled={why !== undefined}
                aria-describedby={why === undefined ? undefined : `why-${id}`}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {title}
            </label>
            {why !== undefined && (
              <p id={`why-${id}`} className="quiet">
                Not asked: {why}
              </p>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
