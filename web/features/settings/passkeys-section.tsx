// Passkeys. The list comes with its words when the settings are looked at.
'use client';
import { lazy, Suspense } from 'react';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Section } from './section.tsx';

const words = text.secondFactor.passkeys;
const Passkeys = lazy(() => import('./passkeys.tsx').then((code) => ({ default: code.Passkeys })));

/** `onStored`: there is a passkey now, and the recovery codes that came with it are put away. */
export function PasskeysSection({ session, onStored }: { session: SessionInfo; onStored?: () => void }) {
  return (
    <Section title={words.title} hint={words.hint}>
      <Suspense>
        <Passkeys session={session} onStored={onStored} />
      </Suspense>
    </Section>
  );
}
