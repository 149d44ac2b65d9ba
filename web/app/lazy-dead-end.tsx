// The page for addresses that do not exist, loaded by whoever comes upon it.
'use client';
import { lazy, Suspense } from 'react';

const DeadEnd = lazy(() => import('./dead-end.tsx').then((code) => ({ default: code.DeadEnd })));

export function LazyDeadEnd() {
  return (
    <Suspense fallback={null}>
      <DeadEnd />
    </Suspense>
  );
}
