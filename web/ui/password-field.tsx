// A password, hidden by default. The button beside it shows what was typed; it hides again on sending.
'use client';
import { useId, useState, type ComponentProps } from 'react';
import { text } from '../text/access.ts';
import { describedBy, Field, type FieldWords } from './field.tsx';
import fieldStyles from './field.module.css';
import styles from './password-field.module.css';
import { useHydrated } from './use-hydrated.ts';

export type PasswordFieldProps = Omit<ComponentProps<'input'>, 'className' | 'id' | 'type'> &
  FieldWords & { autoComplete: 'current-password' | 'new-password' | 'off' };

export function PasswordField({ label, description, error, disabled, ...rest }: PasswordFieldProps) {
  const id = useId();
  const hydrated = useHydrated();
  const [shown, setShown] = useState(false);
  const off = disabled === true || !hydrated;
  return (
    <Field id={id} label={label} description={description} error={error}>
      <div className={styles['row']}>
        <input
          {...rest}
          id={id}
          type={shown ? 'text' : 'password'}
          className={fieldStyles['control']}
          disabled={off}
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          aria-invalid={error ? true : rest['aria-invalid']}
          aria-describedby={describedBy(id, { label, description, error })}
        />
        <button
          type="button"
          className={styles['show']}
          disabled={off}
          // Not "Show password": a name that holds the field's own name would be mistaken for it.
          aria-label={shown ? text.ui.hideTyped : text.ui.showTyped}
          onClick={() => setShown(!shown)}
        >
          {shown ? text.ui.hide : text.ui.show}
        </button>
      </div>
    </Field>
  );
}
