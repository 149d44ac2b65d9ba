// The query of the address, known only in the browser: the exported pages are the same for everybody.
'use client';
import { useMemo, useSyncExternalStore } from 'react';

const subscribe = () => () => {};

/** Null until scripts answer. Read once: the pages outside the mailbox do not change their own query. */
export function useQuery(): URLSearchParams | null {
  const search = useSyncExternalStore(
    subscribe,
    () => location.search,
    () => null,
  );
  return useMemo(() => (search === null ? null : new URLSearchParams(search)), [search]);
}
