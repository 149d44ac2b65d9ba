// The place of the passkey's button: it comes once the form can be used.
'use client';
import { lazy, Suspense } from 'react';
import { useHydrated } from '../../ui/use-hydrated.ts';
import styles from './passkey-way.module.css';

const PasskeyLogIn = lazy(() => import('./passkey-log-in.tsx').then((code) => ({ default: code.PasskeyLogIn })));

export function PasskeyWay({ address = null }: { address?: string | null }) {
  // The locked page comes later than its parts: only at log-in does the button come last.
  const place = address === null ? <div className={styles['place']} /> : null;
  if (!useHydrated()) return place;
  return (
    <Suspense fallback={place}>
      <PasskeyLogIn address={address} />
    </Suspense>
  );
}
