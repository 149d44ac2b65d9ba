// Follows how strong the password being typed is; loads the judge with the first character.
'use client';
import { useEffect, useState } from 'react';

/** zxcvbn's score, 0 to 4; 4 is at least 10^10 guesses, each of which costs one Argon2id. */
export type Strength = { score: 0 | 1 | 2 | 3 | 4; advice: string | null };
export const ENOUGH = 4;

const PAUSE_MS = 120;

const loadJudge = () => import('./strength.ts');

/** The strength where it is known: null while nothing is typed or the judge is on its way. */
export function useStrength(password: string, own: readonly string[]): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(null);
  const ownKey = own.join('\n');
  useEffect(() => {
    if (password === '') return;
    let stale = false;
    const timer = setTimeout(() => {
      void judge(password, ownKey.split('\n')).then((result) => {
        if (!stale) setStrength(result);
      });
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [password, ownKey]);
  return password === '' ? null : strength;
}

/** For submitting: waits for the judge. Null where it could not be loaded. */
export async function judge(password: string, own: readonly string[]): Promise<Strength | null> {
  try {
    const { judgePassword } = await loadJudge();
    return judgePassword(password, own);
  } catch {
    return null;
  }
}

export async function suggest(): Promise<string | null> {
  try {
    const { suggestPassword } = await loadJudge();
    return suggestPassword();
  } catch {
    return null;
  }
}
