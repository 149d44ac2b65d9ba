// How long what is there waits for what belongs beside it, so that nothing moves once one reads.
'use client';

import { useEffect, useState } from 'react';

/** True so many milliseconds after it has begun. */
export function useWaited(begun: boolean, ms: number): boolean {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    if (!begun) return;
    const timer = setTimeout(() => setWaited(true), ms);
    return () => clearTimeout(timer);
  }, [begun, ms]);
  return waited;
}
