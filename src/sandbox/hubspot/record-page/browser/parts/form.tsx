import type { FormEvent, ReactNode } from 'react';
import { told } from '../event.ts';
import type { Handler } from '../event.ts';

interface FormProps {
  readonly onSubmit?: Handler;
  readonly autoComplete?: string;
  readonly children?: ReactNode;
}

export function Form({ onSubmit, autoComplete = 'off', children }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    told(onSubmit, 'submit', { targetValue: valuesOf(event.currentTarget) });
  };
  return (
    <form className="hs-form" autoComplete={autoComplete} onSubmit={submit}>
      {children}
    </form>
  );
}

/** Field name → what is in it: numbers as numbers, several of one name as a list. */
function valuesOf(form: HTMLFormElement): Record<string, unknown> {
  const data = new FormData(form);
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => {
      const all = data.getAll(name).map(String);
      const control = form.elements.namedItem(name);
      const number = control instanceof HTMLInputElement && control.type === 'number';
      const values = number ? all.map(Number) : all;
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}
