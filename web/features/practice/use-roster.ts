// Who belongs to the practice, who is invited and who was removed, with what its administrators do about it.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { roster as server } from '../../session/roster.ts';
import { useVault } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';
import type { AccessCode, NewCoworker, OpenInvitation } from '../../session/vault-api/invitations.ts';
import type { MemberRole } from '../../session/vault-api/session.ts';

export type Roster = Awaited<ReturnType<typeof server.list>>;
export type Places = Roster['places'];
export type RosterMember = Roster['members'][number];
export type FormerMember = Roster['former'][number];
/** `own`: with its access code, where this account made it. */
export type WaitingCoworker = Roster['invitations'][number] & { own: OpenInvitation | null };
export type RosterView =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; members: RosterMember[]; former: FormerMember[]; waiting: WaitingCoworker[]; places: Places };

export function useRoster(): RosterView {
  const vault = useVault();
  const queryClient = useQueryClient();
  const roster = useQuery({ queryKey: queryKeys.roster, queryFn: () => server.list(), refetchOnMount: 'always' });
  // Looking at one's own invitations also verifies those that were used, and signs the memberships that came of them.
  const invitations = useQuery({ queryKey: queryKeys.invitations, queryFn: () => vault.invitations(), refetchOnMount: 'always' });
  const again = useCallback(() => {
    for (const queryKey of [queryKeys.roster, queryKeys.invitations]) void queryClient.invalidateQueries({ queryKey });
  }, [queryClient]);
  useLive('practice', again);
  useLive('invitation', again);
  if (roster.isError && roster.data === undefined) return { status: 'failed', retry: () => void roster.refetch() };
  if (roster.data === undefined || invitations.isPending) return { status: 'loading' };
  const own = (id: string) => invitations.data?.find(({ invitation }) => invitation === id) ?? null;
  return { status: 'ready', ...roster.data, waiting: roster.data.invitations.map((each) => ({ ...each, own: own(each.id) })) };
}

export type RosterChanges = {
  invite: (people: NewCoworker[]) => Promise<AccessCode[]>;
  changeRole: (change: { account: string; role: MemberRole }) => Promise<void>;
  suspend: (account: string) => Promise<void>;
  resume: (account: string) => Promise<void>;
  remove: (account: string) => Promise<void>;
  takeBack: (account: string) => Promise<void>;
  mailAgain: (invitation: string) => Promise<void>;
  cancel: (waiting: WaitingCoworker) => Promise<void>;
};

export function useRosterChanges(): RosterChanges {
  const vault = useVault();
  const queryClient = useQueryClient();
  /** Looked at anew also where it was refused: then it has changed meanwhile. */
  const then = async <Done>(work: Promise<Done>): Promise<Done> => {
    try {
      return await work;
    } finally {
      for (const queryKey of [queryKeys.roster, queryKeys.practice, queryKeys.invitations]) await queryClient.invalidateQueries({ queryKey });
    }
  };
  return {
    invite: (people) => then(vault.inviteCoworkers(people)),
    changeRole: (change) => then(server.changeRole(change)),
    suspend: (account) => then(server.suspend(account)),
    resume: (account) => then(server.resume(account)),
    remove: (account) => then(server.remove(account)),
    takeBack: (account) => then(server.takeBack(account)),
    mailAgain: (invitation) => then(server.mailAgain(invitation)),
    // With one's own goes the access code.
    cancel: ({ id, own }) => then(server.cancel(id).then(() => (own === null ? undefined : vault.cancelInvitation(id)))),
  };
}
