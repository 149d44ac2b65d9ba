// How strong the typed password is: four bars, the word for it, and the one thing that would help most.
'use client';
import { text } from '../../text/entering.ts';
import styles from './strength-meter.module.css';
import { ENOUGH, useStrength } from './use-strength.ts';

export function StrengthMeter({ password, own }: { password: string; own: readonly string[] }) {
  const strength = useStrength(password, own);
  return (
    <div className={styles['meter']} data-score={strength?.score} data-enough={(strength !== null && strength.score >= ENOUGH) || undefined}>
      <div className={styles['bars']} aria-hidden="true" hidden={password === ''}>
        <span />
        <span />
        <span />
        <span />
      </div>
      <p className={styles['words']} aria-live="polite">
        {strength === null || password === '' ? (
          password !== '' && text.password.checking
        ) : (
          <>
            <span className="visually-hidden">{text.password.meter}: </span>
            <strong>{text.password.levels[strength.score]}.</strong> {strength.advice}
          </>
        )}
      </p>
    </div>
  );
}
