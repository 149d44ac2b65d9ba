// Several lines of plain text; it grows with what is written where the browser can do that.
'use client';
import { useId, type ComponentProps } from 'react';
import { describedBy, Field, type FieldWords } from './field.tsx';
import styles from './field.module.css';
import { useHydrated } from './use-hydrated.ts';

export type TextAreaProps = Omit<ComponentProps<'textarea'>, 'className' | 'id'> & FieldWords & { mono?: boolean };

export function TextArea({ label, description, error, mono = false, disabled, ...rest }: TextAreaProps) {
  const id = useId();
  const hydrated = useHydrated();
  return (
    <Field id={id} label={label} description={description} error={error}>
      <textarea
        rows={3}
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
