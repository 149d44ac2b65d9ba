// Claims: whether whoever registered under an invitation of mine knew its access code. Settled before anything is encrypted
// to them and before their mail counts as anything but unverified.
import { deriveInvitationKeys, fromBase64Url, normaliseAddress, verifyClaim } from '#crypto';
import { answer } from '../api.ts';
import type { WireInvitation } from '../wire.ts';
import { changeContact, NO_CONTACTS } from './contact-book.ts';
import { attestCoworkers } from './load-coworkers.ts';
import { stateContacts } from './load-stating.ts';
import type { VaultContext } from './context.ts';
import type { ContactsDocument, InvitationsDocument, StoredInvitation } from './documents.ts';
import { followMove } from './moved-contact.ts';
import { isUnsettled, NO_INVITATIONS, readInvitations } from './own-invitations.ts';
import { verifyDirectory, type Person } from './people.ts';
import { newPin } from './pins.ts';
import { editState } from './state.ts';

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
  const [now, invitations] = [context.now(), await readInvitations(context)];
  await editState(context, {
    invitations: (document) => ({
      ...(document ?? NO_INVITATIONS),
      invitations: (document ?? NO_INVITATIONS).invitations.map((each) =>
        // The code has served. A wrong claim keeps it: it may be looked into.
        each.id === invitation.id ? { ...each, claim: person ? 'verified' : 'wrong', code: person ? '' : each.code } : each,
      ),
    }),
    ...(person && { contacts: (book) => withClaimant(book ?? NO_CONTACTS, { person, address: invitation.address, at: Math.min(claim.at, now), now, invitations }) }),
  });
}

type Proved = { person: Person; address: string; at: number; now: number; invitations: InvitationsDocument };

/** The code has proved them at the address where they were invited. Where they are by now they come from there like any contact, and replace nobody. */
function withClaimant(book: ContactsDocument, { address, at, ...look }: Proved): ContactsDocument {
  return followMove(changeContact(book, address, verified(look.person, at)), look);
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
