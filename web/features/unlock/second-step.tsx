// The second step, loaded only by those who have one: log-in is small.
'use client';
import { lazy, Suspense } from 'react';

const SecondFactorForm = lazy(() => import('./second-factor-form.tsx').then((code) => ({ default: code.SecondFactorForm })));

export function SecondStep({ onBack }: { onBack: () => void }) {
  return (
    <Suspense fallback={null}>
      <SecondFactorForm onBack={onBack} />
    </Suspense>
  );
}
