// From a draft to the request that sends it: recipients resolved, newcomers invited and their codes kept, everything sealed.
import { containsAccessCode, sealMessage, toBase64Url, type Addressee } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { NewMessage } from '../wire.ts';
import { requireUnlocked, type VaultContext } from './context.ts';
import { draftName, type StoredDraft } from './documents.ts';
import { mayReplace, newEdition } from './draft-editions.ts';
import { expiresAt } from './expiry.ts';
import { makeInvitation, withInvitations, type MadeInvitation } from './invitations.ts';
import { hasLostCode, parseAddresses, resolveRecipients, type ResolvedRecipient } from './recipients.ts';
import { editState } from './state.ts';

/** A sealed request, and which content it was made from. */
export type Unanswered = { content: string; request: NewMessage; resolved: readonly ResolvedRecipient[] };

export type Sealing = { stored: StoredDraft; content: string };

export async function sealDraft(context: VaultContext, { stored, content }: Sealing): Promise<Unanswered> {
  const resolved = await resolveRecipients(context, parseAddresses(stored.recipients));
  refuseUnsafe(resolved);
  const unseen = resolved.filter((recipient) => hasLostCode(context, recipient)).map(({ address }) => address);
  if (unseen.length > 0) throw new VaultError('recipient_changed', { addresses: unseen });
  const made = await inviteNewcomers(context, { stored, resolved });
  const { account, address, keyring, self, state } = requireUnlocked(context);
  const thread = stored.thread ?? stored.id;
  const typeClass = stored.attachments.some((file) => file.typeClass === 'advanced') ? 'advanced' : 'standard';
  const expires = expiresAt(stored.expiry ?? null, context.now());
  const notice = { subject: stored.noticeSubject, text: stored.noticeText };
  const attachments = stored.attachments.map(({ typeClass: _class, ...attachment }) => attachment);
  const { id, inReplyTo, forwarded, secureSubject: subject, body } = stored;
  const { container, manifest } = await sealMessage({
    manifest: { id, thread, inReplyTo, time: context.now(), subject, expires, forwarded, typeClass, stateRoot: state.root.version, attachments },
    body,
    notice,
    recipients: resolved.map((recipient) => addresseeOf(recipient, made)),
    sender: { account, identity: self.newest.hash, address, kemPublicKey: self.kemPublicKey },
    keyring,
  });
  const request: NewMessage = {
    id, thread, inReplyTo, notice, typeClass,
    container: toBase64Url(container),
    recipients: manifest.recipients.map(({ address: to, account: who, invitation, kem }) => ({ address: to, account: who, invitation, kem })),
    expires,
    attachments: attachments.map((attachment) => attachment.id),
    invitations: made.map(({ wire }) => wire),
  };
  return { content, request, resolved };
}

const UNSAFE = [
  { state: 'alarm', code: 'claim_wrong' },
  { state: 'deleted', code: 'account_deleted' },
  { state: 'changed', code: 'keys_changed' },
  { state: 'not-allowed', code: 'guests_do_not_invite' },
  { state: 'beyond-domains', code: 'domain_not_allowed' },
] as const;

function refuseUnsafe(resolved: readonly ResolvedRecipient[]): void {
  for (const { state, code } of UNSAFE) {
    const addresses = resolved.filter((recipient) => recipient.state === state).map(({ address }) => address);
    if (addresses.length > 0) throw new VaultError(code, { addresses });
  }
}

/** Invitations for everybody new. Their codes are in the sealed state before anything leaves this machine. */
async function inviteNewcomers(context: VaultContext, { stored, resolved }: { stored: StoredDraft; resolved: readonly ResolvedRecipient[] }): Promise<MadeInvitation[]> {
  const made: MadeInvitation[] = [];
  for (const { state, address } of resolved) {
    if (state === 'to-invite') made.push(await makeInvitation(context, { address, message: stored.id }));
  }
  const codes = made.map(({ stored: { code } }) => code);
  if (containsAccessCode(`${stored.noticeSubject}\n${stored.noticeText}`, codes)) throw new VaultError('notice_contains_code');
  const edition = newEdition(context);
  await editState(context, {
    // What another device has written meanwhile would be gone with the draft.
    [draftName(stored.id)]: (now) => {
      if (now && !mayReplace(context, { now, next: stored, edition: stored.edition ?? null })) throw new VaultError('draft_changed');
      return { ...stored, edition };
    },
    ...(made.length > 0 && { invitations: (document) => withInvitations(document, made.map((each) => each.stored)) }),
  });
  return made;
}

function addresseeOf(recipient: ResolvedRecipient, made: readonly MadeInvitation[]): Addressee {
  const { address } = recipient;
  if (recipient.state === 'invited') {
    return { address, account: null, invitation: recipient.invitation.id, kemPublicKey: recipient.invitation.kemPublicKey };
  }
  if ('person' in recipient) {
    const { account, kemPublicKey } = recipient.person;
    return { address, account, invitation: null, kemPublicKey };
  }
  const invitation = made.find((each) => each.stored.address === address);
  if (!invitation) throw new VaultError('unexpected');
  return { address, account: null, invitation: invitation.stored.id, kemPublicKey: invitation.kemPublicKey };
}
