// The two fields in which a new password is chosen, with its strength in words and a way to five random words.
'use client';
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../text/entering.ts';
import { Button } from '../button.tsx';
import { PasswordField } from '../password-field.tsx';
import { say } from '../toasts.ts';
import type { NewPassword } from './new-password.ts';
import styles from './new-password-fields.module.css';
import { StrengthMeter } from './strength-meter.tsx';
import { suggest } from './use-strength.ts';

export type NewPasswordFieldsProps = {
  value: NewPassword;
  /** What the person is known by: guessed first, so it counts for nothing. */
  own: readonly string[];
  label?: string;
  repeatLabel?: string;
  hint?: string;
  /** A secret that is not this site's password: no password manager should take it for that. */
  notForHere?: boolean;
  disabled?: boolean;
};

export function NewPasswordFields({
  value,
  own,
  label = text.password.label,
  repeatLabel = text.password.repeat,
  hint = text.password.hint,
  notForHere = false,
  disabled = false,
}: NewPasswordFieldsProps) {
  const autoComplete = notForHere ? 'off' : 'new-password';
  return (
    <>
      <div className={styles['choose']}>
        <PasswordField
          label={label}
          description={hint}
          autoComplete={autoComplete}
          name={notForHere ? 'file-passphrase' : 'new-password'}
          disabled={disabled}
          value={value.password}
          error={value.errors.password}
          onChange={(event) => value.change({ password: event.target.value })}
        />
        <StrengthMeter password={value.password} own={own} />
        <Suggestion onUse={(words) => value.change({ password: words, repeat: words })} disabled={disabled} />
      </div>
      <PasswordField
        label={repeatLabel}
        autoComplete={autoComplete}
        name={notForHere ? 'repeat-file-passphrase' : 'repeat-password'}
        disabled={disabled}
        value={value.repeat}
        error={value.errors.repeat}
        onChange={(event) => value.change({ repeat: event.target.value })}
      />
    </>
  );
}

function Suggestion({ onUse, disabled }: { onUse: (words: string) => void; disabled: boolean }) {
  const [words, setWords] = useState<string | null>(null);
  const [used, setUsed] = useState(false);
  const next = () => {
    setUsed(false);
    void suggest().then(setWords);
  };
  const use = () => {
    if (words === null) return;
    onUse(words);
    setUsed(true);
    say(text.password.suggestionKept);
  };
  return (
    <div className={styles['suggestion']}>
      {words === null ? (
        <Button variant="quiet" size="small" icon={<Dices aria-hidden="true" />} disabled={disabled} onClick={next}>
          {text.password.suggest}
        </Button>
      ) : (
        <>
          <p className={styles['example']}>
            {text.password.suggestion} <span className={styles['words']}>{words}</span>
          </p>
          {used && <p className={styles['kept']}>{text.password.suggestionKept}</p>}
          <div className={styles['actions']}>
            <Button size="small" disabled={disabled || used} onClick={use}>
              {text.password.takeSuggestion}
            </Button>
            <Button size="small" variant="quiet" disabled={disabled} onClick={next}>
              {text.password.another}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
