import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly type?: 'text' | 'number';
  /** The least and the most that a number may be. */
  readonly within?: readonly [number, number];
}

/** One line to write, which has to say something. */
export function Line({ label, value, set, type = 'text', within: [min, max] = [1, 10_000] }: Props) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, type, value }}
        required
        {...(type === 'number' ? { min, max, step: 1 } : { maxLength: 200 })}
        onChange={(event) => set(event.target.value)}
      />
    </p>
  );
}
