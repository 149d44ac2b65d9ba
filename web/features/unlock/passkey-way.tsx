// The place of the passkey's button: it comes once the form can be used.
'use client';
import { lazy, Suspense } from 'react';
import { useHydrated } from '../../ui/use-hydrated.ts';

const PasskeyLogIn = lazy(() => import('./passkey-log-in.tsx').then((code) => ({ default: code.PasskeyLogIn })));

export function PasskeyWay({ address = null }: { address?: string | null }) {
  if (!useHydrated()) return null;
  return (
    <Suspense fallback={null}>
      <PasskeyLogIn address={address} />
    </Suspense>
  );
}
