// This account's own invitations as its sealed state has them, and the doubt that an unanswered one casts on keys that are new at its address.
import type { VaultContext } from './context.ts';
import type { InvitationsDocument, StoredInvitation } from './documents.ts';
import { readDocument } from './state.ts';

export const NO_INVITATIONS: InvitationsDocument = { version: 1, invitations: [] };

export async function readInvitations(context: VaultContext): Promise<InvitationsDocument> {
  return (await readDocument(context, 'invitations')) ?? NO_INVITATIONS;
}

/** No claim has answered it yet. One that perhaps never reached the server counts too: nobody can be sure that it did not. */
export function isUnsettled(invitation: StoredInvitation): boolean {
  return invitation.claim === null;
}

/**
 * What an invitation of mine to one of these addresses says of keys that are new for it: all that their account has had, or a change of
 * address would leave the doubt behind. `refused`: answered wrongly, or open and not
 * answered, so the keys prove nothing. `unproved`: it ran out without an answer, so the keys may be anybody's, who need not be an
 * impostor: a person decides. Whether it is open is told by this clock and the signed date, not by the server.
 */
export function doubtAbout({ invitations, unanswered = [] }: InvitationsDocument, asked: { addresses: readonly string[]; now: number }): 'refused' | 'unproved' | null {
  const concerned = invitations.filter(({ address }) => asked.addresses.includes(address));
  if (concerned.some((each) => each.claim === 'wrong' || (isUnsettled(each) && each.expires > asked.now))) return 'refused';
  return unanswered.some((address) => asked.addresses.includes(address)) || concerned.some((each) => isUnsettled(each) && each.sent) ? 'unproved' : null;
}
