// Stands before every page of the mailbox: opens the running session, or leads to log-in and back.
'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { missingFeatures } from '../../session/browser-support.ts';
import { useSession } from '../../session/session-provider.tsx';
import { leaveForGood, leaveToLogin, noteStaying } from './leaving.ts';
import { Splash } from './splash.tsx';

export function SessionGate({ children }: { children: ReactNode }) {
  const { status, accountDeleted, resume } = useSession();
  useEffect(() => {
    if (missingFeatures().length > 0) location.replace('/unsupported');
    else resume();
  }, [resume]);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (status === 'ready') {
      wasOpen.current = true;
      noteStaying();
    }
    if (status === 'signed-out' && accountDeleted === true) leaveForGood();
    else if (status === 'signed-out') leaveToLogin({ wasOpen: wasOpen.current });
  }, [status, accountDeleted]);
  // While locked the pages stay mounted, with the text that is in them: see locked-overlay.tsx.
  return status === 'starting' || status === 'signed-out' ? <Splash /> : children;
}
