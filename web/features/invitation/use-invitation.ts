// The invitee's way: look at the invitation, prove the access code, make an account or add to the one there is.
'use client';
import { useEffect, useState } from 'react';
import { mayResume } from '../../session/may-resume.ts';
import { server } from '../../session/server.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { RecoveryKit } from '../../session/vault-api/account.ts';
import type { MemberRole } from '../../session/vault-api/session.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';
import { isWholeId, isWholeToken } from '../../ui/whole-link.ts';

export type Redeemed = { address: string; inviter: { name: string; practice: string }; role: MemberRole | null };
export type Accepted = { kit: RecoveryKit; message: string | null };

export function useInvitation() {
  const query = useQuery();
  const vault = useVault();
  const { status, session, resume } = useSession();
  const asked = query?.get('id') ?? '';
  const token = query?.get('token') ?? null;
  // A complete link has no token.
  const id = isWholeId(asked) && (token === null || isWholeToken(token)) ? asked : null;
  const view = useLoaded(id, () => server.viewInvitation({ id: id ?? '', token }));
  const [redeemed, setRedeemed] = useState<Redeemed | null>(null);
  const [accepted, setAccepted] = useState<Accepted | null>(null);

  // Somebody who is logged in adds the message to the mailbox there is.
  useEffect(() => {
    if (mayResume()) resume();
  }, [resume]);

  return {
    /** The link was cut off. */
    missing: query !== null && id === null,
    view,
    redeemed,
    accepted,
    signedInAs: status === 'ready' ? (session?.address ?? null) : null,
    mayAsk: token !== null,
    redeem: async (code: string) => setRedeemed(await vault.redeem({ id: id ?? '', token, code })),
    ask: () => server.askForCode({ id: id ?? '', token: token ?? '' }),
    accept: async (person: { name: string; practiceName: string; password: string }) =>
      setAccepted(await vault.acceptInvitation(person)),
    join: () => vault.joinInvitation(),
  };
}

export type Invitation = ReturnType<typeof useInvitation>;
