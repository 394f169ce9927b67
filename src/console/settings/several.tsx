interface Props<T extends string> {
  readonly label: string;
  readonly picked: readonly T[];
  readonly options: readonly (readonly [T, string])[];
  readonly pick: (picked: T[]) => void;
}

/** Some of a few. */
export function Several<T extends string>({ label, picked, options, pick }: Props<T>) {
  return (
    <fieldset className="several">
      <legend>{label}</legend>
      {options.map(([option, says]) => (
        <label key={option} className="switch">
          <input
            type="checkbox"
            checked={picked.includes(option)}
            onChange={({ target }) =>
              pick(target.checked ? [...picked, option] : picked.filter((one) => one !== option))
            }
          />
          {says}
        </label>
      ))}
    </fieldset>
  );
}
