// The invitations that this account has made and that are not finished.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';
import type { OpenInvitation } from '../../session/vault-api/invitations.ts';

export type InvitationsView = { status: 'loading' } | { status: 'failed'; retry: () => void } | { status: 'ready'; invitations: OpenInvitation[] };

const lookEvery = 30_000;

export function useInvitations(): InvitationsView {
  const vault = useVault();
  const queryClient = useQueryClient();
  const look = async () => {
    const before = queryClient.getQueryData<OpenInvitation[]>(queryKeys.invitations);
    const invitations = await vault.invitations();
    // A claim that has come verifies a contact, and the address book shows it.
    const news = invitations.some(({ invitation, claim }) => claim !== null && before?.find((each) => each.invitation === invitation)?.claim !== claim);
    if (news) await queryClient.invalidateQueries({ queryKey: queryKeys.contacts });
    return invitations;
  };
  const query = useQuery({ queryKey: queryKeys.invitations, queryFn: look, refetchOnMount: 'always', refetchInterval: lookEvery });
  useLive('invitation', useCallback(() => void queryClient.invalidateQueries({ queryKey: queryKeys.invitations }), [queryClient]));
  if (query.data !== undefined) return { status: 'ready', invitations: query.data.filter(isUnfinished).sort(byUrgency) };
  return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
}

export function useInvitationChanges(): { renew: (id: string) => Promise<void>; cancel: (id: string) => Promise<void> } {
  const vault = useVault();
  const queryClient = useQueryClient();
  const reload = async () => {
    for (const queryKey of [queryKeys.invitations, queryKeys.allRecipients]) await queryClient.invalidateQueries({ queryKey });
  };
  return {
    renew: (id) => vault.renewInvitation(id).then(reload),
    cancel: (id) => vault.cancelInvitation(id).then(reload),
  };
}

/** Claimed with proof is done, cancelled is over; everything else waits for somebody. */
function isUnfinished({ status, claim }: OpenInvitation): boolean {
  return claim === 'wrong' || status === 'open' || status === 'expired';
}

function byUrgency(a: OpenInvitation, b: OpenInvitation): number {
  return urgency(b) - urgency(a) || b.createdAt - a.createdAt;
}

function urgency({ claim, codeAskedAt, pausedUntil, status, noticeStatus }: OpenInvitation): number {
  if (claim === 'wrong') return 4;
  if (status === 'open' && pausedUntil !== null) return 3;
  if (status === 'open' && codeAskedAt !== null) return 2;
  return status === 'open' && (noticeStatus === 'bounced' || noticeStatus === 'failed') ? 1 : 0;
}
