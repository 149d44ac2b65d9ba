// The second step, loaded only by those who have one: log-in is small.
'use client';
import { lazy, Suspense } from 'react';
import type { Failure } from '../../ui/use-action.ts';

const SecondFactorForm = lazy(() => import('./second-factor-form.tsx').then((code) => ({ default: code.SecondFactorForm })));

/** `asked`: what log-in was refused with, which says what there is. */
export function SecondStep({ asked: { details }, onBack }: { asked: Failure; onBack: () => void }) {
  return (
    <Suspense fallback={null}>
      <SecondFactorForm app={details['app'] === true} passkey={details['passkey'] === true} onBack={onBack} />
    </Suspense>
  );
}
