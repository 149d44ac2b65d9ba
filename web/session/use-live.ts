// Lets a screen hear at once what changes for the account.
'use client';

import { useEffect } from 'react';
import type { Change } from './live-updates.ts';
import { useSessionStore } from './session-provider.tsx';

/** Calls `listener`, which should be stable, at that change and whenever it may have been missed. */
export function useLive(change: Exclude<Change, 'anything'>, listener: () => void): void {
  const store = useSessionStore();
  useEffect(() => store.onChange((heard) => (heard === change || heard === 'anything') && listener()), [store, change, listener]);
}
