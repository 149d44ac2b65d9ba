// Claims: whether whoever registered under an invitation of mine knew its access code. Settled before anything is encrypted
// to them and before their mail counts as anything but unverified.
import { deriveInvitationKeys, fromBase64Url, normaliseAddress, verifyClaim } from '#crypto';
import { answer } from '../api.ts';
import type { WireInvitation } from '../wire.ts';
import { changeContact, NO_CONTACTS } from './contact-book.ts';
import { attestCoworkers } from './load-coworkers.ts';
import { stateContacts } from './load-stating.ts';
import type { VaultContext } from './context.ts';
import type { InvitationsDocument, StoredInvitation } from './documents.ts';
import { verifyDirectory, type Person } from './people.ts';
import { newPin } from './pins.ts';
import { editState, readDocument } from './state.ts';

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

/** Verifies every claim that has come. Returns the server's list, which it fetches on the way. */
export async function settleClaims(context: VaultContext): Promise<readonly WireInvitation[]> {
  const { invitations: listed } = await answer(context.api.invitations.$get());
  const { invitations: stored } = await readInvitations(context);
  const claimed = stored.filter(isUnsettled).flatMap((invitation) => {
    const claim = listed.find(({ id }) => id === invitation.id)?.claim;
    return claim ? [{ invitation, claim }] : [];
  });
  for (const each of claimed) await settle(context, each);
  if (claimed.length > 0) await stateContacts(context);
  await attestCoworkers(context, listed);
  return listed;
}

type Claimed = { invitation: StoredInvitation; claim: NonNullable<WireInvitation['claim']> };

async function settle(context: VaultContext, { invitation, claim }: Claimed): Promise<void> {
  const person = await claimant({ invitation, claim });
  await editState(context, {
    invitations: (document) => ({
      ...(document ?? NO_INVITATIONS),
      invitations: (document ?? NO_INVITATIONS).invitations.map((each) =>
        // The code has served. A wrong claim keeps it: it may be looked into.
        each.id === invitation.id ? { ...each, claim: person ? 'verified' : 'wrong', code: person ? '' : each.code } : each,
      ),
    }),
    ...(person && { contacts: (book) => changeContact(book ?? NO_CONTACTS, person.address, verified(person, Math.min(claim.at, context.now()))) }),
  });
}

function verified(person: Person, at: number) {
  return (contact: Parameters<Parameters<typeof changeContact>[2]>[0]) => ({
    ...contact,
    listed: true,
    name: contact.name || person.name,
    practice: contact.practice || person.practice,
    pin: newPin(person, { verification: { kind: 'access-code', at }, before: contact.pin }),
  });
}

/** Who made the claim, if it proves the access code for an identity of theirs and the invited address. */
async function claimant({ invitation, claim }: Claimed): Promise<Person | null> {
  try {
    const person = await verifyDirectory(claim.directory);
    const { claimKey } = await deriveInvitationKeys(invitation.code, invitation.id);
    const code = fromBase64Url(claim.claim);
    for (const [index, identity] of person.identities.entries()) {
      const asked = { id: invitation.id, address: normaliseAddress(invitation.address), identity, claim: code };
      if (!(await verifyClaim(claimKey, asked))) continue;
      // What follows the claimed identity must not be a restart: the code proved the keys before it.
      return person.identities.slice(index + 1).some(({ restart }) => restart) ? null : person;
    }
    return null;
  } catch {
    return null;
  }
}
