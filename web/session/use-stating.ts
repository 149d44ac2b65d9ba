'use client';
// Colleagues are told whose keys this account has verified, soon after the mailbox has opened: what was verified meanwhile without an answer
// of the server, or before somebody joined, is made up for.
import { useEffect } from 'react';
import { useSession, useVault } from './session-provider.tsx';

/** The list comes first. */
const LATER_MS = 3000;

export function useStating(): void {
  const vault = useVault();
  const { session } = useSession();
  const isMember = session !== undefined && session.practice !== null && !session.secondFactorMissing;
  useEffect(() => {
    if (!isMember) return undefined;
    const timer = setTimeout(() => void vault.stateContacts().catch(() => undefined), LATER_MS);
    return () => clearTimeout(timer);
  }, [vault, isMember]);
}
