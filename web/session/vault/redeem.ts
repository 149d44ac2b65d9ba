// The invitee's side: the access code opens the escrow, the escrow vouches for the inviter, and the claim vouches for the
// invitee's own new keys.
import {
  addOldKem, claimFor, createKeyring, deriveInvitationKeys, finishRegistration, fromBase64Url, identityHash, openEscrow, parseAccessCode,
  proposeMember, toBase64Url, wipe, wipeKeyring, type Inviter, type Keyring, type MemberRole, type SignedObject,
} from '#crypto';
import { plainName } from '#crypto/plain-name';
import { answer, settled } from '../api.ts';
import { VaultError } from '../vault-error.ts';
import type { RecoveryKit } from '../vault-api/account.ts';
import type { Id } from '../vault-api/id.ts';
import { currentSession, enter, kitOf } from './access.ts';
import { beginRegistration } from './begin-password.ts';
import { changeContact, findContact, NO_CONTACTS } from './contact-book.ts';
import { requireAddress, requireId, requireUnlocked, type Redemption, type VaultContext } from './context.ts';
import type { ContactsDocument, StoredContact } from './documents.ts';
import { createAccount, existingAccount } from './new-account.ts';
import { afterMoves, followMove } from './moved-contact.ts';
import { verifyDirectory, type Person } from './people.ts';
import { newPin } from './pins.ts';
import { commitEdits } from './state.ts';

export type Code = { id: string; token: string | null; code: string };

export type Redeemed = { address: string; inviter: { name: string; practice: string }; role: MemberRole | null };

/** Opens the escrow and keeps it until it is accepted. */
export async function redeem(context: VaultContext, input: Code): Promise<Redeemed> {
  const id = requireId(input.id);
  const code = parseAccessCode(input.code);
  // Noticed here, it costs no try.
  if (code === null) throw new VaultError('code_invalid');
  const { escrowKey, proof, claimKey } = await deriveInvitationKeys(code, id);
  const shown = { proof: toBase64Url(proof), ...(input.token === null ? {} : { token: input.token }) };
  const given = await answer(context.api.invitations[':id'].redeem.$post({ param: { id }, json: shown }));
  const address = requireAddress(given.address);
  const inviter = await verifyDirectory(given.inviter).catch(() => null);
  const opened = await openEscrow(escrowKey, { id, object: given.object }, fromBase64Url(given.escrow)).catch(() => null);
  wipe(escrowKey, proof);
  // The code vouches for exactly one inviter and address. If the server shows others, somebody stands in between.
  if (!inviter || !opened || opened.invitation.address !== address || !isInviter(inviter, opened.inviter)) throw new VaultError('claim_wrong');
  if (context.redemption) wipe(context.redemption.seed, context.redemption.claimKey);
  // The name that the code vouches for, before the one that the server says.
  const named = { ...inviter, name: plainName(opened.inviter.name) || inviter.name };
  const { restart, practice } = opened.invitation;
  const { ticket, role } = given;
  context.redemption = { id, ticket, seed: opened.seed, claimKey, address, restart, practice, role, inviter: named, wroteAs: opened.inviter.address };
  return { address, inviter: { name: named.name, practice: named.practice }, role };
}

/** The directory's chain contains the identity that the escrow names, and nothing after it that it does not vouch for. */
function isInviter(person: Person, inviter: Inviter): boolean {
  if (person.account !== inviter.account) return false;
  // They may have changed their address since: the one that they wrote is that of the identity which they wrote as.
  const at = person.identities.findIndex(({ hash, signKey, address }) => hash === inviter.identity && signKey === inviter.signKey && address === inviter.address);
  return at !== -1 && !person.identities.slice(at + 1).some(({ restart }) => restart) && !person.revoked.has(person.newest.hash);
}

export type Acceptance = { name: string; practiceName: string; password: string };

/** Registers under the redeemed invitation, or starts the account of this address anew where the invitation is for that. */
export async function acceptInvitation(context: VaultContext, input: Acceptance): Promise<{ kit: RecoveryKit; message: Id | null }> {
  const redemption = requireRedemption(context);
  const { id, ticket, seed, claimKey, address, restart } = redemption;
  const { state, request } = await beginRegistration(input.password);
  const path = context.api.invitations[':id'].register;
  const started = await answer(path.start.$post({ param: { id }, json: { ticket, request } }));
  const { record, exportKey } = await finishRegistration({ password: input.password, state, response: started.response, address });
  // The invitation's seed comes along as an old key: what waits opens at once.
  const keyring = addOldKem(createKeyring(), seed);
  // Only the inviter's signature makes an account start again, not the server's word.
  if (started.existing && !restart) throw new VaultError('claim_wrong');
  const existing = started.existing && (await existingAccount({ ...started.existing, address }));
  const made = await createAccount({ address, exportKey, keyring, existing, contacts: pinInviter(context, NO_CONTACTS) }).finally(() => wipe(exportKey));
  const identity = await identityHash(made.identity);
  const claim = await claimFor(claimKey, { id, identityHash: identity });
  const membership = await proposal(redemption, { keyring, account: made.account, identity });
  const { accountKey, words, ...account } = made;
  const names = { name: plainName(input.name), practiceName: plainName(input.practiceName) || null };
  const { message, ...opened } = await answer(
    path.finish.$post({
      param: { id },
      json: { ...account, ...names, ticket, registration: started.registration, record, claim: toBase64Url(claim), ...membership },
    }),
  );
  context.redemption = null;
  wipe(claimKey);
  await enter(context, { opened, accountKey });
  // The invitation's seed is among them.
  wipeKeyring(keyring);
  return { kit: kitOf(context, { words, address }), message };
}

/** Redeems a further invitation for whoever is signed in: its seed joins the keyring in the same step as the claim. */
export async function joinInvitation(context: VaultContext): Promise<{ message: Id | null }> {
  const redemption = requireRedemption(context);
  const { id, ticket, seed, claimKey, address } = redemption;
  const { self, address: own, account, keyring } = requireUnlocked(context);
  if (address !== own) throw new VaultError('not_allowed');
  const claim = toBase64Url(await claimFor(claimKey, { id, identityHash: self.newest.hash }));
  const membership = await proposal(redemption, { keyring, account, identity: self.newest.hash });
  await commitEdits(context, {
    edits: { contacts: (book) => pinInviter(context, book ?? NO_CONTACTS) },
    keyring: (current) => addOldKem(current, seed),
    send: (state) => settled(context.api.invitations[':id'].claim.$post({ param: { id }, json: { ticket, claim, state, ...membership } })),
  });
  context.redemption = null;
  wipe(claimKey);
  // What was sealed to the invitation's key opens from now on.
  requireUnlocked(context).messages.clear();
  // A guest who has become a member may do more.
  await currentSession(context);
  const { message } = await answer(context.api.invitations[':id'].view.$post({ param: { id }, json: {} }));
  return { message };
}

type Signer = { keyring: Keyring; account: Id; identity: string };

/** The invitee's half of the membership, where the invitation makes a coworker: in the practice and by the inviter that the code vouches for. */
async function proposal({ practice, role, inviter }: Redemption, { keyring, account, identity }: Signer): Promise<{ member?: SignedObject }> {
  if (role === null) return {};
  return { member: await proposeMember(keyring, { practice, account: requireId(account), identity, role, administrator: inviter.account }) };
}

/** The code has proved the inviter: known as verified from the first message on, unless somebody else is known at the address that they say is theirs (SPEC.md, I8). */
function pinInviter(context: VaultContext, before: ContactsDocument): ContactsDocument {
  const { inviter, wroteAs } = requireRedemption(context);
  const now = context.now();
  const book = followMove(before, { person: inviter, now, invitations: null });
  const there = findContact(book, inviter.address)?.pin;
  if (there && there.account !== inviter.account) return book;
  return changeContact(book, inviter.address, (contact) => ({
    ...contact, ...provedAt(contact, { person: inviter, address: wroteAs, now }), listed: true, name: contact.name || inviter.name, practice: contact.practice || inviter.practice,
  }));
}

/** Of an address that they have taken since, the code says nothing. */
function provedAt(contact: StoredContact, { person, address, now }: { person: Person; address: string; now: number }): Partial<StoredContact> {
  const here = address === contact.address;
  const pin = newPin(person, { verification: { kind: 'access-code', at: here ? afterMoves(contact, now) : now }, before: contact.pin });
  return here ? { pin } : { pin, formerly: [...(contact.formerly ?? []), { address, at: now }] };
}

function requireRedemption(context: VaultContext): Redemption {
  if (!context.redemption) throw new VaultError('ticket_expired');
  return context.redemption;
}
