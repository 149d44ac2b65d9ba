// Whether scripts answer yet: false in the exported HTML and until React has taken over, then true.
import { useSyncExternalStore } from 'react';

const subscribe = () => () => {};

/** Fields and buttons stay disabled until this is true, so that nothing typed or pressed is lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
