import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly type?: 'text' | 'number';
  /** The least and the most that a number may be. */
  readonly within?: readonly [number, number];
  /** It may say nothing. */
  readonly mayLack?: boolean;
}

/** One line to write, which has to say something unless told. */
export function Line({
  label,
  value,
  set,
  type = 'text',
  within: [min, max] = [1, 10_000],
  mayLack = false,
}: Props) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, type, value }}
        required={!mayLack}
        {...(type === 'number' ? { min, max, step: 1 } : { maxLength: 200 })}
        onChange={(event) => set(event.target.value)}
      />
    </p>
  );
}
