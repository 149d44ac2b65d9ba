'use client';
// Downloads of this page, for the reader.
import { useMemo, useSyncExternalStore } from 'react';
import { downloadsOf, type Download } from './downloads.ts';
import { useSessionStore } from './session-provider.tsx';

export type { Download } from './downloads.ts';

const NONE: readonly Download[] = [];

export function useDownloads() {
  const store = useSessionStore();
  const all = useMemo(() => downloadsOf(store), [store]);
  const downloads = useSyncExternalStore(all.subscribe, all.downloads, () => NONE);
  return { downloads, start: all.start, startAll: all.startAll, cancel: all.cancel };
}
