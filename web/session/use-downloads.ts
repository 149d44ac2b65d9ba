'use client';
// Downloads of this page, for the reader.
import { useMemo, useSyncExternalStore } from 'react';
import { downloadsOf, type Download } from './downloads.ts';
import { useSessionStore } from './session-provider.tsx';
import type { AttachmentView, Id } from './vault-api.ts';

export type { Download } from './downloads.ts';

const NONE: readonly Download[] = [];

export function useDownloads() {
  const store = useSessionStore();
  const all = useMemo(() => downloadsOf(store), [store]);
  const downloads = useSyncExternalStore(all.subscribe, all.downloads, () => NONE);
  const startAll = useMemo(
    () =>
      ({ message, attachments }: { message: Id; attachments: readonly AttachmentView[] }) =>
        attachments.forEach((attachment) => all.start({ message, attachment })),
    [all],
  );
  return { downloads, start: all.start, startAll, cancel: all.cancel };
}
