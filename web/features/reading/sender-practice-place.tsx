// Where the sender's practice is shown: only where the message was opened and its keys are known, and with code that comes then.
'use client';

import { lazy, Suspense } from 'react';
import type { OpenedMessage } from '../../session/vault-api.ts';

const SenderPractice = lazy(() => import('./sender-practice.tsx').then((code) => ({ default: code.SenderPractice }), () => ({ default: Nothing })));

export function SenderPracticePlace({ message: { summary, secure } }: { message: OpenedMessage }) {
  const { kind } = summary.sender.verification;
  if (secure.status === 'failed' || summary.role === 'sender' || kind === 'self' || kind === 'changed' || kind === 'unconfirmed') return null;
  return (
    <Suspense>
      <SenderPractice sender={summary.sender} />
    </Suspense>
  );
}

/** Without a connection the message is read without it. */
function Nothing() {
  return null;
}
