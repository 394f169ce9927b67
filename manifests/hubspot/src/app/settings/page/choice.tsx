import { Select } from '@hubspot/ui-extensions';

interface Props<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly choose: (value: T) => void;
}

/** One of several; what is not among them chooses nothing. */
export function Choice<T extends string>({ label, name, value, options, choose }: Props<T>) {
  return (
    <Select
      label={label}
      name={name}
      value={value}
      options={options.map((option) => ({ ...option }))}
      onChange={(to) => {
        const chosen = options.find((option) => option.value === to);
        if (chosen) choose(chosen.value);
      }}
    />
  );
}
