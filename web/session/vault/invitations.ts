// The inviter's side: making invitations, keeping their codes, renewing and cancelling them.
import {
  createAccessCode, createInvitation, createInviter, deriveInvitationKeys, fromBase64Url, newId, renewInvitation, sealEscrow, sha256, toBase64Url, wipe,
  type Address, type Id, type KemPublicKey, type MemberRole,
} from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { AccessCode, OpenInvitation } from '../vault-api/invitations.ts';
import type { NewInvitation, WireInvitation } from '../wire.ts';
import { settleClaims } from './claims.ts';
import { NO_INVITATIONS, readInvitations } from './own-invitations.ts';
import { requireAddress, requireId, requireUnlocked, type VaultContext } from './context.ts';
import { lookUpAddresses } from './directory.ts';
import type { InvitationsDocument, StoredInvitation } from './documents.ts';
import { serverSettings } from './server-settings.ts';
import { invitationBy } from './signed-invitation.ts';
import { editState } from './state.ts';

const DAY_MS = 86_400_000;
/** How long an invitation that is over stays in the list. */
const KEEP_MS = 30 * DAY_MS;

export type MadeInvitation = { stored: StoredInvitation; wire: NewInvitation; kemPublicKey: KemPublicKey };
export type InvitationPlan = { address: Address; message: Id | null; restart?: true; role?: MemberRole };

/** Makes an invitation: code, keys, escrow. The seed is erased: what waits is closed to the inviter too. */
export async function makeInvitation(context: VaultContext, { address, message, restart, role }: InvitationPlan): Promise<MadeInvitation> {
  const { account, address: own, keyring, self, session } = requireUnlocked(context);
  if (!session.practice) throw new VaultError('guests_do_not_invite', { addresses: [address] });
  const id = newId();
  const code = createAccessCode();
  const { invitationDays } = await serverSettings(context);
  const expires = Math.floor((context.now() + invitationDays * DAY_MS) / 1000);
  const practice = requireId(session.practice.id);
  const inviter = { account, identity: self.newest.hash };
  const made = await createInvitation(keyring, { id, address, practice, expires, inviter, ...(restart && { restart }) });
  const statement = await createInviter(keyring, { invitation: id, practice, ...inviter, address: own, name: session.name });
  const { escrowKey, proof, claimKey } = await deriveInvitationKeys(code, id);
  const escrow = await sealEscrow(escrowKey, { id }, { seed: made.seed, inviter: statement });
  const proofHash = toBase64Url(await sha256(proof));
  wipe(made.seed, escrowKey, proof, claimKey);
  const kemPublicKey = toBase64Url(made.kemPublicKey);
  return {
    kemPublicKey: made.kemPublicKey,
    stored: { id, address, code, kemPublicKey, expires: expires * 1000, createdAt: context.now(), message, sent: false, claim: null, ...(role && { role }) },
    wire: { id, address, object: made.object, kemPublicKey, proofHash, escrow: toBase64Url(escrow) },
  };
}

/** Replaces unsent invitations for the same addresses: nobody has seen their codes. */
export function withInvitations(document: InvitationsDocument | null, added: readonly StoredInvitation[]): InvitationsDocument {
  const { invitations } = document ?? NO_INVITATIONS;
  const replaced = new Set(added.map(({ address }) => address));
  return { version: 1, invitations: [...invitations.filter((each) => each.sent || !replaced.has(each.address)), ...added] };
}

export function markSent(document: InvitationsDocument | null, ids: ReadonlySet<string>): InvitationsDocument {
  const { invitations } = document ?? NO_INVITATIONS;
  return { version: 1, invitations: invitations.map((each) => (ids.has(each.id) ? { ...each, sent: true } : each)) };
}

/** What a person hands over. A complete link holds the code, so it is there only where the practice allows it. */
export function accessCodeOf(context: VaultContext, { id, address, code, role }: Pick<StoredInvitation, 'id' | 'address' | 'code' | 'role'>): AccessCode {
  const { session } = requireUnlocked(context);
  // Nor does it do for a coworker, whose mailbox has to answer too.
  const complete = session.practice?.policies.completeLink === true && code !== '' && role === undefined;
  return { invitation: id, address, code, completeLink: complete ? `${context.origin}/invite?id=${id}#${code}` : null };
}

export async function listInvitations(context: VaultContext): Promise<OpenInvitation[]> {
  const listed = await settleClaims(context);
  await forgetOld(context);
  const { invitations: stored } = await readInvitations(context);
  // By what is kept here: without a code of ours it is none of ours, and none of ours may be hidden.
  return stored
    .map((own) => ({ ...accessCodeOf(context, own), ...viewOf(own, { shown: listed.find(({ id }) => id === own.id), now: context.now() }) }))
    .sort((a, b) => b.createdAt - a.createdAt);
}

type Shown = { shown: WireInvitation | undefined; now: number };

function viewOf(own: StoredInvitation, { shown, now }: Shown): Omit<OpenInvitation, keyof AccessCode> {
  const status = own.claim !== null ? 'claimed' : (shown?.status ?? (own.expires > now ? 'open' : 'expired'));
  return {
    createdAt: own.createdAt,
    expiresAt: own.expires,
    status,
    pausedUntil: shown?.pausedUntil ?? null,
    wrongTries: shown?.wrongTries ?? 0,
    codeAskedAt: shown?.codeAskedAt ?? null,
    noticeStatus: shown?.noticeStatus === 'sending' ? 'queued' : (shown?.noticeStatus ?? null),
    claim: own.claim,
    role: own.role ?? null,
  };
}

async function forgetOld(context: VaultContext): Promise<void> {
  const old = context.now() - KEEP_MS;
  await editState(context, {
    invitations: (document) => {
      if (!document) return document;
      const { invitations, unanswered = [] } = document;
      const kept = invitations.filter(({ expires, claim }) => claim === 'wrong' || expires > old);
      if (kept.length === invitations.length) return document;
      // Whoever has keys one day without having answered is still asked about.
      const forgotten = invitations.filter((each) => !kept.includes(each) && each.claim === null && each.sent).map(({ address }) => address);
      return { ...document, invitations: kept, unanswered: [...new Set([...unanswered, ...forgotten])] };
    },
  });
}

/** Moves the date. Only the maker can: the date is signed. */
export async function renew(context: VaultContext, invitation: string): Promise<void> {
  const id = requireId(invitation);
  const { keyring, self } = requireUnlocked(context);
  const { invitations } = await answer(context.api.invitations.$get());
  const stored = (await readInvitations(context)).invitations.find((each) => each.id === id);
  const shown = invitations.find((each) => each.id === id);
  if (!shown || !stored) throw new VaultError('not_found');
  // The server's copy is signed anew, so it must be the very one that was made here.
  const kemPublicKey = fromBase64Url(stored.kemPublicKey) as KemPublicKey;
  const own = await invitationBy(self, { object: shown.object, kemPublicKey });
  if (own?.id !== id || own.address !== stored.address) throw new VaultError('not_verified');
  const { invitationDays } = await serverSettings(context);
  const expires = Math.floor((context.now() + invitationDays * DAY_MS) / 1000);
  const object = await renewInvitation(keyring, { object: shown.object, expires, identity: self.newest.hash });
  await answer(context.api.invitations[':id'].renew.$post({ param: { id }, json: { object } }));
  await editState(context, { invitations: (document) => changed(document, { id, to: { expires: expires * 1000 } }) });
}

function changed(
  document: InvitationsDocument | null, { id, to }: { id: Id; to: Partial<StoredInvitation> },
): InvitationsDocument | null {
  return document && { ...document, invitations: document.invitations.map((each) => (each.id === id ? { ...each, ...to } : each)) };
}

export async function cancel(context: VaultContext, invitation: string): Promise<void> {
  const id = requireId(invitation);
  await settled(context.api.invitations[':id'].cancel.$post({ param: { id } })).catch((error: unknown) => {
    // One that never reached the server, or is over there: then it ends here.
    if (!isVaultError(error, 'not_found')) throw error;
  });
  await editState(context, {
    invitations: (document) => document && { ...document, invitations: document.invitations.filter((each) => each.id !== id) },
  });
}

const NO_ANSWER = new Set(['offline', 'unavailable', 'not_signed_in']);

/** For invitations that did not get through. Refused, their codes are worth nothing. Without an answer they stay: perhaps the server has them. */
export async function forgetRefused(context: VaultContext, { ids, error }: { ids: ReadonlySet<string>; error: unknown }): Promise<void> {
  if (NO_ANSWER.has((error as { code?: string }).code ?? 'offline')) return;
  await editState(context, { invitations: (document) => document && { ...document, invitations: document.invitations.filter(({ id }) => !ids.has(id)) } });
}

/** A new invitation for somebody who lost everything. The code is kept before the server knows of it. */
export async function inviteAgain(context: VaultContext, typed: string): Promise<AccessCode> {
  const address = requireAddress(typed);
  // Whose account is gone does not start it again: they begin a new one.
  const [found] = await lookUpAddresses(context, [address]);
  const again = (found?.deleted ?? null) === null;
  const made = await makeInvitation(context, { address, message: null, ...(again && { restart: true as const }) });
  await editState(context, { invitations: (document) => withInvitations(document, [made.stored]) });
  const ids = new Set<string>([made.stored.id]);
  try {
    await settled(context.api.invitations.$post({ json: { invitation: made.wire, notice: again ? RESTART_NOTICE : NEW_NOTICE } }));
  } catch (error) {
    await forgetRefused(context, { ids, error });
    throw error;
  }
  await editState(context, { invitations: (document) => markSent(document, ids) });
  return accessCodeOf(context, made.stored);
}

const NEW_NOTICE = {
  subject: 'Invitation to exchange encrypted messages',
  text: 'Use the link to make an account. You need the access code that the sender gives you.',
};

/** What the e-mail of an invitation without a message says. Ordinary e-mail: nothing about anybody. */
const RESTART_NOTICE = {
  subject: 'Open your account again',
  text: 'Use the link to set a new password. You need the access code that the sender gives you.',
};
