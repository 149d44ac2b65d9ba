// Loads the panel's code: at once when it is asked for, otherwise when the browser is idle, so that writing can begin
// without a connection too.
'use client';

import { type ComponentType, useEffect, useState } from 'react';
import type { ComposePanelProps } from './compose-panel.tsx';

export type PanelCode =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; Panel: ComponentType<ComposePanelProps> };

const idleAfter = 1_500;

export function usePanelCode(needed: boolean): PanelCode {
  const [code, setCode] = useState<PanelCode>({ status: 'loading' });
  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    const load = () =>
      void import('./compose-panel.tsx').then(
        ({ ComposePanel }) => setCode({ status: 'ready', Panel: ComposePanel }),
        () => setCode({ status: 'failed', retry: () => setAttempt(attempt + 1) }),
      );
    const timer = setTimeout(load, needed ? 0 : idleAfter);
    return () => clearTimeout(timer);
  }, [needed, attempt]);
  return code;
}
