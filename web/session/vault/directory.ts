// Looking addresses up: who is registered, and which open invitation of this practice may be written to. What the server
// says is verified here as far as it can be; what it means for sending is decided in recipients.ts.
import { fromBase64Url, type Address, type Id, type KemPublicKey } from '#crypto';
import { answer } from '../api.ts';
import type { Directory, LookUp, WireOpenInvitation } from '../wire.ts';
import { isColleague } from './colleagues.ts';
import { requireUnlocked, type VaultContext } from './context.ts';
import { verifyDirectory, type Person } from './people.ts';
import { vouchedIdentities } from './pins.ts';
import { invitationBy } from './signed-invitation.ts';

export type InvitationKey = { id: Id; kemPublicKey: KemPublicKey };

export type FoundAddress = {
  address: Address;
  person: Person | null;
  /** The server shows somebody whose entry does not verify. */
  broken: boolean;
  invitation: (InvitationKey & { own: boolean }) | null;
  /** Which account that had this address is gone: the server says so, and nothing proves it. */
  deleted: string | null;
  /** Who has left this address for another, by their own chain. Means something only to whoever knew them under it. */
  moved: Person | null;
};

const LOOK_UP_MAX = 200;

export async function lookUpAddresses(context: VaultContext, addresses: readonly Address[]): Promise<FoundAddress[]> {
  const found: FoundAddress[] = [];
  for (let at = 0; at < addresses.length; at += LOOK_UP_MAX) {
    const asked = addresses.slice(at, at + LOOK_UP_MAX);
    const { results } = await answer(context.api.addresses.lookup.$post({ json: { addresses: asked } }));
    found.push(...(await Promise.all(asked.map((address) => verifyFound(context, { address, result: results.find((each) => each.address === address) })))));
  }
  return found;
}

type Asked = { address: Address; result: LookUp | undefined };

async function verifyFound(context: VaultContext, { address, result }: Asked): Promise<FoundAddress> {
  const deleted = result?.deleted ?? null;
  const moved = result?.moved ? await verifyMoved(result.moved, address) : null;
  if (result?.registered) {
    const person = await verifyDirectory(result.registered).catch(() => null);
    // An entry for somebody else is no entry.
    if (!person || person.address !== address) return { address, person: null, broken: true, invitation: null, deleted: null, moved };
    return { address, person, broken: false, invitation: null, deleted: null, moved };
  }
  if (!result?.invitation) return { address, person: null, broken: false, invitation: null, deleted, moved };
  const invitation = await verifyOpenInvitation(context, { address, invitation: result.invitation }).catch(() => null);
  return { address, person: null, broken: !invitation, invitation, deleted, moved };
}

/** Null for whoever has not had that address, or has it still. */
async function verifyMoved(directory: Directory, address: Address): Promise<Person | null> {
  const person = await verifyDirectory(directory).catch(() => null);
  return person && person.address !== address && vouchedIdentities(person).some((identity) => identity.address === address) ? person : null;
}

type Open = { address: Address; invitation: WireOpenInvitation };

/** An open invitation of mine, or of somebody who is proved to be a colleague. Null for any other. */
async function verifyOpenInvitation(context: VaultContext, { address, invitation }: Open): Promise<FoundAddress['invitation']> {
  const { account, self, session } = requireUnlocked(context);
  const inviter = invitation.inviter.account === account ? self : await verifyDirectory(invitation.inviter);
  const kemPublicKey = fromBase64Url(invitation.kemPublicKey) as KemPublicKey;
  const signed = await invitationBy(inviter, { object: invitation.object, kemPublicKey });
  const right =
    signed !== null && signed.id === invitation.id && signed.address === address &&
    signed.practice === session.practice?.id && signed.expires * 1000 > context.now();
  const own = inviter.account === account;
  if (!right || !(own || (await isColleague(context, { person: inviter, memberships: invitation, identity: signed.inviter.identity })))) return null;
  return { id: signed.id, kemPublicKey, own };
}
