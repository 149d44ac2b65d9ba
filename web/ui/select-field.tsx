// A choice of one among a few, as the browser's own list: it is at home on a phone and with a screen reader.
'use client';
import { useId, type ComponentProps } from 'react';
import { describedBy, Field, type FieldWords } from './field.tsx';
import styles from './field.module.css';
import { useHydrated } from './use-hydrated.ts';

export type SelectFieldProps<Value extends string> = Omit<ComponentProps<'select'>, 'className' | 'id' | 'value' | 'onChange'> &
  FieldWords & {
    value: Value;
    options: readonly { value: Value; label: string }[];
    onChange: (value: Value) => void;
  };

export function SelectField<Value extends string>({ label, description, error, value, options, onChange, disabled, ...rest }: SelectFieldProps<Value>) {
  const id = useId();
  const hydrated = useHydrated();
  return (
    <Field id={id} label={label} description={description} error={error}>
      <select
        {...rest}
        id={id}
        className={styles['control']}
        value={value}
        disabled={disabled === true || !hydrated}
        aria-describedby={describedBy(id, { label, description, error })}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
