// Loads the panel's code: at once when it is asked for, otherwise when the browser is idle, so that writing can begin
// without a connection too.
'use client';

import { type ComponentType, useCallback, useEffect, useState } from 'react';
import type { ComposePanelProps } from './compose-panel.tsx';

export type PanelCode =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; Panel: ComponentType<ComposePanelProps> };

const idleAfter = 1_500;

export function usePanelCode(needed: boolean): PanelCode {
  const [code, setCode] = useState<PanelCode>({ status: 'loading' });
  const load = useCallback(() => {
    setCode((current) => (current.status === 'failed' ? { status: 'loading' } : current));
    import('./compose-panel.tsx').then(
      ({ ComposePanel }) => setCode({ status: 'ready', Panel: ComposePanel }),
      () => setCode({ status: 'failed', retry: () => load() }),
    );
  }, []);
  useEffect(() => {
    if (needed) load();
    const timer = setTimeout(load, idleAfter);
    return () => clearTimeout(timer);
  }, [needed, load]);
  return code;
}
