// A checkbox or a radio button with its label and, if needed, a hint.
'use client';
import { useId, type ComponentProps, type ReactNode } from 'react';
import styles from './checkbox.module.css';
import { describedBy } from './field.tsx';
import { useHydrated } from './use-hydrated.ts';

type ChoiceProps = Omit<ComponentProps<'input'>, 'className' | 'id' | 'type'> & {
  label: string;
  description?: ReactNode | undefined;
  error?: string | null | undefined;
};

function Choice({ kind, label, description, error, disabled, ...rest }: ChoiceProps & { kind: 'checkbox' | 'radio' }) {
  const id = useId();
  const hydrated = useHydrated();
  return (
    <div className={styles['choice']}>
      <input
        {...rest}
        id={id}
        type={kind}
        className={styles['box']}
        disabled={disabled === true || !hydrated}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { label, description, error })}
      />
      <label htmlFor={id}>{label}</label>
      {description !== undefined && (
        <div className={styles['description']} id={`${id}-description`}>
          {description}
        </div>
      )}
      {error ? (
        <p className={styles['error']} id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

export const Checkbox = (props: ChoiceProps) => <Choice kind="checkbox" {...props} />;
export const Radio = (props: ChoiceProps) => <Choice kind="radio" {...props} />;
