import { useId, useState } from 'react';
import { given } from '../event.ts';
import { Field } from './fields.tsx';
import type { FieldProps } from './fields.tsx';
import { classes } from './layout.tsx';

type Value = string | number | boolean;
interface Option {
  readonly label: string;
  readonly value: Value;
}

interface SelectProps extends FieldProps {
  readonly value?: Value;
  readonly placeholder?: string;
  readonly options?: readonly Option[];
  readonly onChange?: (value: Value) => unknown;
}

export function Select({ value, placeholder, options = [], onChange, ...field }: SelectProps) {
  const [own, setOwn] = useState<Value | undefined>();
  const chosen = options.findIndex((one) => one.value === (value ?? own));
  return (
    <Field
      field={field}
      control={(tied) => (
        <select
          {...tied}
          disabled={field.readOnly}
          value={chosen}
          onChange={({ target }) => {
            const option = options[Number(target.value)];
            if (!option) return;
            setOwn(option.value);
            given(onChange, option.value);
          }}
        >
          {chosen < 0 && <option value={-1}>{placeholder ?? 'Select an option'}</option>}
          {options.map(({ label }, n) => (
            <option key={`${n} ${label}`} value={n}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

interface MultiSelectProps extends FieldProps {
  readonly value?: readonly Value[];
  readonly options?: readonly Option[];
  readonly onChange?: (value: readonly Value[]) => unknown;
}

export function MultiSelect({
  value,
  options = [],
  onChange,
  label = '',
  name = '',
  ...others
}: MultiSelectProps) {
  return (
    <ToggleGroup
      {...others}
      {...{ label, name }}
      options={options.map((one) => ({ label: one.label, value: String(one.value) }))}
      {...(value && { value: value.map(String) })}
      onChange={(chosen: readonly string[] | string) =>
        given(
          onChange,
          options.filter((one) => chosen.includes(String(one.value))).map((one) => one.value),
        )
      }
    />
  );
}

interface ToggleProps {
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readOnly?: boolean;
  readonly readonly?: boolean;
  readonly name?: string;
  readonly label: string;
  readonly labelDisplay?: 'inline' | 'top' | 'hidden';
  readonly textChecked?: string;
  readonly textUnchecked?: string;
  readonly onChange?: (checked: boolean) => unknown;
}

export function Toggle(props: ToggleProps) {
  const { checked, initialIsChecked, name, label, labelDisplay = 'inline', onChange } = props;
  const [own, setOwn] = useState(initialIsChecked ?? false);
  const on = checked ?? own;
  const says = on ? props.textChecked : props.textUnchecked;
  return (
    <label className={`hs-toggle ${labelDisplay}`}>
      <input
        type="checkbox"
        role="switch"
        name={name}
        checked={on}
        disabled={props.readOnly ?? props.readonly}
        onChange={() => {
          setOwn(!on);
          given(onChange, !on);
        }}
      />
      {says && <span aria-hidden="true">{says} </span>}
      <span className={labelDisplay === 'hidden' ? 'sr' : undefined}>{label}</span>
    </label>
  );
}

interface BoxProps {
  readonly value?: string;
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readOnly?: boolean;
  readonly readonly?: boolean;
  readonly description?: string;
  readonly name?: string;
  readonly 'aria-label'?: string;
  readonly onChange?: (checked: boolean, value: string) => unknown;
  readonly children?: React.ReactNode;
}

function Choice({ type, ...props }: BoxProps & { readonly type: 'checkbox' | 'radio' }) {
  const { value = '', checked, initialIsChecked, description, name, onChange, children } = props;
  const [own, setOwn] = useState(initialIsChecked ?? false);
  const on = checked ?? own;
  const change = () => {
    const now = type === 'radio' || !on;
    setOwn(now);
    if (onChange) void Promise.resolve(onChange(now, value)).catch(() => undefined);
  };
  return (
    <label className="hs-choice">
      <input
        {...{ type, name, value }}
        aria-label={props['aria-label']}
        checked={on}
        disabled={props.readOnly ?? props.readonly}
        onChange={change}
      />
      <span>{children}</span>
      {description && <span className="hs-text micro">{description}</span>}
    </label>
  );
}

export const Checkbox = (props: BoxProps) => <Choice {...props} type="checkbox" />;
export const RadioButton = (props: BoxProps) => <Choice {...props} type="radio" />;

interface GroupOption {
  readonly label: string;
  readonly value: string;
  readonly initialIsChecked?: boolean;
  readonly readOnly?: boolean;
  readonly readonly?: boolean;
  readonly description?: string;
}

interface GroupProps extends FieldProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly GroupOption[];
  readonly toggleType?: 'checkboxList' | 'radioButtonList';
  readonly inline?: boolean;
  readonly value?: readonly string[] | string;
  readonly onChange?: (value: readonly string[] | string) => unknown;
}

export function ToggleGroup(props: GroupProps) {
  const { name, label, options, toggleType = 'checkboxList', inline, value, onChange } = props;
  const id = useId();
  const first = options.filter((one) => one.initialIsChecked).map((one) => one.value);
  const [own, setOwn] = useState<readonly string[]>(first);
  const one = toggleType === 'radioButtonList';
  const chosen = value === undefined ? own : [value].flat();
  const choose = (picked: string, on: boolean) => {
    const now = one
      ? [picked]
      : options.map((o) => o.value).filter((v) => (v === picked ? on : chosen.includes(v)));
    setOwn(now);
    given(onChange, one ? picked : now);
  };
  return (
    <fieldset className={classes('hs-group', inline && 'inline', props.error && 'error')}>
      <legend>{label}</legend>
      {[props.description, props.tooltip, props.validationMessage].filter(Boolean).map((line) => (
        <div key={line} className="hs-text micro">
          {line}
        </div>
      ))}
      {options.map((option) => (
        <Choice
          key={option.value}
          type={one ? 'radio' : 'checkbox'}
          name={one ? `${name}-${id}` : name}
          value={option.value}
          checked={chosen.includes(option.value)}
          readOnly={!!(props.readOnly ?? option.readOnly ?? option.readonly)}
          {...(option.description !== undefined && { description: option.description })}
          onChange={(on) => choose(option.value, on)}
        >
          {option.label}
        </Choice>
      ))}
    </fieldset>
  );
}
