// Loads the code for writing: at once when it is asked for, otherwise when the browser is idle, so that writing can begin
// without a connection too.
'use client';

import { useEffect, useState } from 'react';
import type * as Loaded from './compose-code.ts';

export type ComposeCode =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | ({ status: 'ready' } & typeof Loaded);

const idleAfter = 1_500;

export function useComposeCode(needed: boolean): ComposeCode {
  const [code, setCode] = useState<ComposeCode>({ status: 'loading' });
  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    const load = () =>
      void import('./compose-code.ts').then(
        (loaded) => setCode({ status: 'ready', ...loaded }),
        () => setCode({ status: 'failed', retry: () => setAttempt(attempt + 1) }),
      );
    const timer = setTimeout(load, needed ? 0 : idleAfter);
    return () => clearTimeout(timer);
  }, [needed, attempt]);
  return code;
}
