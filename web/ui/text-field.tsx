// One line of text with its label, description and error.
'use client';
import { useId, type ComponentProps } from 'react';
import { describedBy, Field, type FieldWords } from './field.tsx';
import styles from './field.module.css';
import { useHydrated } from './use-hydrated.ts';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'className' | 'id'> & FieldWords & { mono?: boolean };

export function TextField({ label, description, error, mono = false, disabled, ...rest }: TextFieldProps) {
  const id = useId();
  const hydrated = useHydrated();
  return (
    <Field id={id} label={label} description={description} error={error}>
      <input
        type="text"
        {...rest}
        id={id}
        className={styles['control']}
        data-mono={mono || undefined}
        disabled={disabled === true || !hydrated}
        aria-invalid={error ? true : rest['aria-invalid']}
        aria-describedby={describedBy(id, { label, description, error })}
      />
    </Field>
  );
}
