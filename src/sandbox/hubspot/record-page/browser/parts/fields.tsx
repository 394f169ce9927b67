import { useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { given } from '../event.ts';

export interface FieldProps {
  readonly label?: string;
  readonly name?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly tooltip?: string;
  readonly error?: boolean;
  readonly validationMessage?: string;
}

/** What ties a control to its label and to what is said about it. */
export interface Tied {
  readonly id: string;
  readonly name: string | undefined;
  readonly required: boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label, a control, and what HubSpot shows below it. */
export function Field({
  field,
  control,
}: {
  readonly field: FieldProps;
  readonly control: (tied: Tied) => ReactNode;
}) {
  const id = useId();
  const { label, name, required, description, tooltip, error, validationMessage } = field;
  const says = [description, tooltip, validationMessage].filter(Boolean);
  const tied: Tied = {
    id,
    name,
    required,
    'aria-describedby': says.length > 0 ? `${id}-says` : undefined,
    'aria-invalid': error,
  };
  return (
    <div className={error ? 'hs-field error' : 'hs-field'}>
      {label !== undefined && (
        <label htmlFor={id}>
          {label}
          {required && <span aria-hidden="true"> *</span>}
        </label>
      )}
      {control(tied)}
      {says.length > 0 && (
        <div id={`${id}-says`} className="hs-text micro">
          {says.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
    </div>
  );
}

interface Typed<V> extends FieldProps {
  readonly value?: V | null;
  readonly defaultValue?: V | null;
  readonly placeholder?: string;
  readonly onChange?: (value: V) => unknown;
  readonly onInput?: (value: V) => unknown;
  readonly onBlur?: (value: V) => unknown;
  readonly onFocus?: (value: V) => unknown;
}

/** What is typed belongs to the field until it is committed, on blur and on Enter: only then HubSpot tells the card. */
function useTyping<V>(props: Typed<V>, read: (text: string) => V | undefined) {
  const first = props.value ?? props.defaultValue ?? '';
  const [text, setText] = useState(String(first));
  const [committed, setCommitted] = useState(String(first));
  const { value } = props;
  useEffect(() => {
    if (value === undefined || value === null) return;
    setText(String(value));
    setCommitted(String(value));
  }, [value]);
  const tell = (handler: ((value: V) => unknown) | undefined, typed: string) => {
    const one = read(typed);
    if (one !== undefined) given(handler, one);
  };
  const commit = () => {
    if (text === committed) return;
    setCommitted(text);
    tell(props.onChange, text);
  };
  return {
    value: text,
    placeholder: props.placeholder,
    readOnly: props.readOnly,
    commit,
    type: (typed: string) => {
      setText(typed);
      tell(props.onInput, typed);
    },
    onFocus: () => tell(props.onFocus, text),
    onBlur: () => {
      commit();
      tell(props.onBlur, text);
    },
  };
}

export function Input({ type = 'text', ...props }: Typed<string> & { readonly type?: string }) {
  const { commit, type: typed, ...control } = useTyping<string>(props, (text) => text);
  return (
    <Field
      field={props}
      control={(tied) => (
        <input
          {...tied}
          {...control}
          type={type}
          onChange={({ target }) => typed(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
        />
      )}
    />
  );
}

export function SearchInput(props: Typed<string>) {
  return <Input {...props} type="search" />;
}

type AreaProps = Typed<string> & {
  readonly rows?: number;
  readonly cols?: number;
  readonly maxLength?: number;
};

export function TextArea({ rows = 3, cols, maxLength, ...props }: AreaProps) {
  const { commit: _, type: typed, ...control } = useTyping<string>(props, (text) => text);
  return (
    <Field
      field={props}
      control={(tied) => (
        <textarea
          {...tied}
          {...control}
          {...{ rows, cols, maxLength }}
          onChange={({ target }) => typed(target.value)}
        />
      )}
    />
  );
}

type NumberProps = Typed<number> & {
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
};

const numberIn = (text: string) =>
  text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);

export function NumberInput({ min, max, precision = 0, ...props }: NumberProps) {
  const { commit, type: typed, ...control } = useTyping<number>(props, numberIn);
  return (
    <Field
      field={props}
      control={(tied) => (
        <input
          {...tied}
          {...control}
          {...{ min, max }}
          type="number"
          step={precision > 0 ? 10 ** -precision : 'any'}
          onChange={({ target }) => typed(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
        />
      )}
    />
  );
}

interface Day {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly date: number;
}
type DateProps = FieldProps & {
  readonly value?: Day | null;
  readonly defaultValue?: Day | null;
  readonly min?: Day;
  readonly max?: Day;
  readonly onChange?: (day: Day & { readonly formattedDate: string }) => unknown;
};

const isoOf = (day: Day | null | undefined) =>
  day ? new Date(Date.UTC(day.year, day.month, day.date)).toISOString().slice(0, 10) : '';

export function DateInput({ value, defaultValue, min, max, onChange, ...field }: DateProps) {
  const [own, setOwn] = useState(isoOf(defaultValue));
  const choose = (iso: string) => {
    setOwn(iso);
    const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
    if (iso !== '') given(onChange, { year, month: month - 1, date, formattedDate: iso });
  };
  return (
    <Field
      field={field}
      control={(tied) => (
        <input
          {...tied}
          type="date"
          readOnly={field.readOnly}
          value={value ? isoOf(value) : own}
          {...(min && { min: isoOf(min) })}
          {...(max && { max: isoOf(max) })}
          onChange={({ target }) => choose(target.value)}
        />
      )}
    />
  );
}
