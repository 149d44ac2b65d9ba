// Coworkers: invitations that make members of the practice, and the administrator's half of the memberships that come of them.
import { countersignMember, verifyMemberProposal, type MemberRole, type SignedObject } from '#crypto';
import { answer, settled } from '../api.ts';
import type { AccessCode, NewCoworker } from '../vault-api/invitations.ts';
import type { WireInvitation } from '../wire.ts';
import { findContact } from './contact-book.ts';
import { readBook } from './contacts.ts';
import { readInvitations } from './own-invitations.ts';
import { requireAddress, requireUnlocked, type VaultContext } from './context.ts';
import type { StoredInvitation } from './documents.ts';
import { accessCodeOf, forgetRefused, makeInvitation, markSent, withInvitations, type MadeInvitation } from './invitations.ts';
import { verifyDirectory } from './people.ts';
import { editState } from './state.ts';

/** All are invited, or none. The codes are kept before the server knows of the invitations, so that none can be lost. */
export async function inviteCoworkers(context: VaultContext, people: readonly NewCoworker[]): Promise<AccessCode[]> {
  const made: (MadeInvitation & { role: MemberRole })[] = [];
  // One after the other: each takes the memory that makes its code hard to guess.
  for (const { address, role, restart } of people) {
    const plan = { address: requireAddress(address), message: null, role, ...(restart && { restart }) };
    made.push({ ...(await makeInvitation(context, plan)), role });
  }
  const ids = new Set<string>(made.map(({ stored }) => stored.id));
  await editState(context, { invitations: (document) => withInvitations(document, made.map(({ stored }) => stored)) });
  try {
    await answer(context.api.practice.invitations.$post({ json: { invitations: made.map(({ wire, role }) => ({ ...wire, role })) } }));
  } catch (error) {
    await forgetRefused(context, { ids, error });
    throw error;
  }
  await editState(context, { invitations: (document) => markSent(document, ids) });
  return made.map(({ stored }) => accessCodeOf(context, stored));
}

/**
 * Signs the memberships of coworkers whose keys the access code has proved to this very account. What does not say exactly what was
 * offered is never signed.
 */
export async function attestCoworkers(context: VaultContext, listed: readonly WireInvitation[]): Promise<void> {
  const { invitations } = await readInvitations(context);
  for (const { id, claim } of listed) {
    const own = invitations.find((each) => each.id === id);
    if (own?.claim !== 'verified' || own.role === undefined || !claim?.member) continue;
    const member = await countersigned(context, { own, claim, proposal: claim.member }).catch(() => null);
    if (member === null) continue;
    await settled(context.api.practice.members[':id'].attest.$post({ param: { id: claim.directory.account }, json: { member } })).catch(() => undefined);
  }
}

type Attesting = { own: StoredInvitation; claim: NonNullable<WireInvitation['claim']>; proposal: SignedObject };

async function countersigned(context: VaultContext, { own, claim, proposal }: Attesting): Promise<SignedObject | null> {
  const { account, keyring, session } = requireUnlocked(context);
  const person = await verifyDirectory(claim.directory);
  const pin = findContact(await readBook(context), own.address)?.pin;
  const { identity: hash } = JSON.parse(proposal.json) as { identity?: unknown };
  // By an identity that the claim has proved, or that follows it: what was pinned then.
  const identity = person.identities.find((each) => each.hash === hash && pin?.identities.includes(each.hash));
  if (!identity || pin?.account !== person.account) return null;
  const accountKey = identity.signPublicKey;
  const { practice, account: member, role, administrator } = await verifyMemberProposal(proposal, accountKey);
  const right = practice === session.practice?.id && member === person.account && role === own.role && administrator === account;
  return right ? await countersignMember(keyring, { proposal, accountKey }) : null;
}
