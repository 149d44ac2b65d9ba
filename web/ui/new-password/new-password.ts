// The rule for new passwords, and the state of the two fields in which one is chosen.
'use client';
import { useState } from 'react';
import { text } from '../../text/entering.ts';
import { ENOUGH, judge } from './use-strength.ts';

export type NewPassword = {
  password: string;
  repeat: string;
  errors: { password: string | null; repeat: string | null };
  change: (next: { password?: string; repeat?: string }) => void;
  /** Shows what is wrong. True where the password may be used. */
  check: (own: readonly string[]) => Promise<boolean>;
};

const noErrors = { password: null, repeat: null };

// Where the judge cannot be loaded, length stands in for it: nobody is locked out, and nothing short gets through.
const LENGTH_WITHOUT_JUDGE = 24;

export function useNewPassword(): NewPassword {
  const [{ password, repeat }, setValues] = useState({ password: '', repeat: '' });
  const [errors, setErrors] = useState<NewPassword['errors']>(noErrors);
  return {
    password,
    repeat,
    errors,
    change: (next) => {
      setValues((values) => ({ ...values, ...next }));
      setErrors(noErrors);
    },
    check: async (own) => {
      const found = { password: await passwordError(password, own), repeat: repeatError(password, repeat) };
      setErrors(found);
      return found.password === null && found.repeat === null;
    },
  };
}

async function passwordError(password: string, own: readonly string[]): Promise<string | null> {
  const { errors } = text.password;
  if (password === '') return errors.empty;
  const strength = await judge(password, own);
  if (strength === null) return password.length >= LENGTH_WITHOUT_JUDGE ? null : errors.short;
  return strength.score >= ENOUGH ? null : errors.weak;
}

function repeatError(password: string, repeat: string): string | null {
  const { errors } = text.password;
  if (repeat === '') return errors.repeatEmpty;
  // NFC on both sides: the same password may be typed in two ways.
  return repeat.normalize('NFC') === password.normalize('NFC') ? null : errors.repeatDiffers;
}
