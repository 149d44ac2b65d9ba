// The card of the sender's practice, with the code that shows it: asked for only where the message was opened and its keys are known.
'use client';

import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import type { ProfileView, SenderProfile } from '../../session/vault-api/practice-profile.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { useWaited } from './use-waited.ts';

/** A phone number may have changed since it was last looked at. */
const FRESH_MS = 10 * 60_000;
/** The message does not wait longer. */
const WAIT_MS = 300;

export type SenderCard = { profile: SenderProfile; Card: ComponentType<{ account: string; sender: string; profile: SenderProfile }> };
/** `place`: below the message's head; or at the end, where what comes late moves nothing that one reads. */
export type SenderPractice = { place: 'head' | 'end'; card: SenderCard | null };

/** Null: not known yet, and worth waiting for. */
export function useSenderPractice(message: OpenedMessage | null): SenderPractice | null {
  const vault = useVault();
  const account = message === null || !mayBeShown(message) ? null : message.summary.sender.account;
  // Without a connection, or without a card, the message is read without it.
  const query = useQuery({
    queryKey: queryKeys.senderProfile(account ?? ''),
    queryFn: async (): Promise<SenderCard | null> => {
      const [profile, code] = await Promise.all([vault.senderProfile(account ?? ''), import('./sender-practice.tsx')]);
      return profile === null || isBare(profile) ? null : { profile, Card: code.SenderPractice };
    },
    enabled: account !== null,
    staleTime: FRESH_MS,
    retry: false,
  });
  const waited = useWaited(account !== null, WAIT_MS);
  const card = query.data ?? null;
  const known = message !== null && (account === null || waited || !query.isPending);
  const [place, setPlace] = useState<SenderPractice['place'] | null>(null);
  if (known && place === null) setPlace(card === null ? 'end' : 'head');
  return place === null ? null : { place, card };
}

function mayBeShown({ summary, secure }: OpenedMessage): boolean {
  const { kind } = summary.sender.verification;
  return secure.status !== 'failed' && summary.role !== 'sender' && kind !== 'self' && kind !== 'changed' && kind !== 'unconfirmed';
}

/** A name alone reaches nobody. */
function isBare({ address, phone, website, logo }: ProfileView): boolean {
  return address.length === 0 && phone === null && website === null && logo === null;
}
