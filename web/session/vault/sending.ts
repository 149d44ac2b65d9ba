// Sending: recipients resolved and their keys held against what is known, invitations made and their codes kept, everything
// sealed, then one request. A message is sent once however often this is tried: its id is the draft's, and a request whose
// answer never came is repeated byte for byte.
import { containsAccessCode, sealMessage, toBase64Url, type Addressee, type Id } from '#crypto';
import { answer } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { AccessCode, Draft, Sent } from '../vault-api.ts';
import type { NewMessage } from '../wire.ts';
import { currentSession } from './access.ts';
import { isUnsettled, readInvitations } from './claims.ts';
import { changeContact, NO_CONTACTS } from './contact-book.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, type ContactsDocument, type StoredContact, type StoredDraft } from './documents.ts';
import { storedDraft } from './drafts.ts';
import { accessCodeOf, makeInvitation, markSent, withInvitations, type MadeInvitation } from './invitations.ts';
import { requireMessage } from './mailbox.ts';
import { updatePin } from './pins.ts';
import { parseAddresses, resolveRecipients, type ResolvedRecipient } from './recipients.ts';
import { editState, readDocument, type Edits } from './state.ts';

/** A sealed request, and which content it was made from. */
export type Unanswered = { content: string; request: NewMessage; resolved: readonly ResolvedRecipient[] };

/** Keys and invitations may change between look-up and sending; more often than this it is not by chance. */
const TRIES = 4;

export async function send(context: VaultContext, draft: Draft): Promise<Sent> {
  const id = requireId(draft.id);
  // The mailed link may have been opened a moment ago, on another device: what this account may do is asked anew.
  if (!requireUnlocked(context).session.confirmed) await currentSession(context);
  const stored = await readyDraft(context, draft);
  const { unanswered } = requireUnlocked(context);
  const content = JSON.stringify({ ...stored, updatedAt: 0 });
  for (let attempt = 1; ; attempt += 1) {
    const kept = unanswered.get(id);
    const sealed = kept?.content === content ? kept : await sealDraft(context, { stored, content });
    unanswered.set(id, sealed);
    try {
      await answer(context.api.messages.$post({ json: sealed.request }));
      return await concluded(context, { stored, resolved: sealed.resolved });
    } catch (error) {
      if (isVaultError(error, 'offline') || isVaultError(error, 'unavailable')) throw error;
      unanswered.delete(id);
      if (isVaultError(error, 'message_conflict') && (await wasSent(context, stored))) {
        return await concluded(context, { stored, resolved: sealed.resolved });
      }
      await withdrawInvitations(context, sealed.request);
      if (!isStale(error) || attempt >= TRIES) throw error;
    }
  }
}

/** Refused since somebody's keys or invitation changed after the look-up: worth another look. */
function isStale(error: unknown): boolean {
  return isVaultError(error, 'recipient_changed') || isVaultError(error, 'invitation_exists');
}

/** The draft as it will be sealed, saved first. Throws what a person has to put right. */
async function readyDraft(context: VaultContext, draft: Draft): Promise<StoredDraft> {
  const id = requireId(draft.id);
  const recipients = parseAddresses(draft.recipients);
  if (recipients.length === 0) throw new VaultError('no_recipients');
  const { invitations } = await readInvitations(context);
  const codes = invitations.filter(isUnsettled).flatMap(({ code }) => (code === '' ? [] : [code]));
  if (containsAccessCode(`${draft.noticeSubject}\n${draft.noticeText}`, codes)) throw new VaultError('notice_contains_code');
  const stored = storedDraft(context, draft, await readDocument(context, draftName(id)));
  const missing = draft.attachments.filter((file) => !stored.attachments.some((each) => each.id === file.id));
  if (missing.length > 0) throw new VaultError('attachment_incomplete', { ids: missing.map((file) => file.id) });
  return { ...stored, recipients };
}

type Sealing = { stored: StoredDraft; content: string };

async function sealDraft(context: VaultContext, { stored, content }: Sealing): Promise<Unanswered> {
  const resolved = await resolveRecipients(context, parseAddresses(stored.recipients));
  refuseUnsafe(resolved);
  const made = await inviteNewcomers(context, { stored, resolved });
  const { account, address, keyring, self, state } = requireUnlocked(context);
  const thread = stored.thread ?? stored.id;
  const typeClass = stored.attachments.some((file) => file.typeClass === 'advanced') ? 'advanced' : 'standard';
  const notice = { subject: stored.noticeSubject, text: stored.noticeText };
  const attachments = stored.attachments.map(({ typeClass: _class, ...attachment }) => attachment);
  const { id, inReplyTo, forwarded, secureSubject: subject, body } = stored;
  const { container, manifest } = await sealMessage({
    manifest: { id, thread, inReplyTo, time: context.now(), subject, expires: null, forwarded, typeClass, stateRoot: state.root.version, attachments },
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
    expires: null,
    attachments: attachments.map((attachment) => attachment.id),
    invitations: made.map(({ wire }) => wire),
  };
  return { content, request, resolved };
}

const UNSAFE = [
  { state: 'alarm', code: 'claim_wrong' },
  { state: 'changed', code: 'keys_changed' },
  { state: 'not-allowed', code: 'guests_do_not_invite' },
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
  await editState(context, {
    [draftName(stored.id)]: () => stored,
    ...(made.length > 0 && { invitations: (document) => withInvitations(document, made.map((each) => each.stored)) }),
  });
  return made;
}

function addresseeOf(recipient: ResolvedRecipient, made: readonly MadeInvitation[]): Addressee {
  const { address } = recipient;
  if (recipient.state === 'invited') {
    return { address, account: null, invitation: recipient.invitation.id, kemPublicKey: recipient.invitation.kemPublicKey };
  }
  if (recipient.state === 'registered' || recipient.state === 'verified') {
    const { account, kemPublicKey } = recipient.person;
    return { address, account, invitation: null, kemPublicKey };
  }
  const invitation = made.find((each) => each.stored.address === address);
  if (!invitation) throw new VaultError('unexpected');
  return { address, account: null, invitation: invitation.stored.id, kemPublicKey: invitation.kemPublicKey };
}

/** A request that was refused made no invitations: their codes are worth nothing, and must not count as open. */
async function withdrawInvitations(context: VaultContext, { invitations }: NewMessage): Promise<void> {
  const ids = new Set<string>(invitations.map(({ id }) => id));
  if (ids.size === 0) return;
  await editState(context, {
    invitations: (document) => document && { ...document, invitations: document.invitations.filter(({ id }) => !ids.has(id)) },
  });
}

/** Whether the message that the server has under this id is this draft, sent by an attempt whose answer was lost. */
async function wasSent(context: VaultContext, draft: StoredDraft): Promise<boolean> {
  const sent = await requireMessage(context, draft.id).catch(() => null);
  if (!sent || sent.manifest.sender.account !== requireUnlocked(context).account) return false;
  const { manifest, body, notice } = sent;
  const same = [
    [manifest.subject, draft.secureSubject],
    [notice.subject, draft.noticeSubject],
    [notice.text, draft.noticeText],
    [sortedJson(body), sortedJson(draft.body)],
    [manifest.recipients.map(({ address }) => address).join(), draft.recipients.toSorted().join()],
    [manifest.attachments.map(({ id }) => id).join(), draft.attachments.map(({ id }) => id).join()],
  ];
  return same.every(([one, other]) => one === other);
}

/** JSON that does not depend on the order in which fields were set. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

type Conclusion = { stored: StoredDraft; resolved: readonly ResolvedRecipient[] };

/** It is sent: the draft goes, the address book learns, the codes are handed to the person. */
async function concluded(context: VaultContext, { stored, resolved }: Conclusion): Promise<Sent> {
  const { unanswered, gone } = requireUnlocked(context);
  unanswered.delete(stored.id);
  gone.add(stored.id);
  const codes = await codesFor(context, stored.id);
  const edits: Edits = {
    invitations: (document) => document && markSent(document, new Set(codes.map(({ invitation }) => invitation))),
    contacts: (book) => withRecipients(book ?? NO_CONTACTS, { resolved, now: context.now() }),
  };
  edits[draftName(stored.id)] = () => null;
  // It is sent, whatever becomes of this housekeeping.
  await editState(context, edits).catch(() => undefined);
  return { id: stored.id, codes };
}

async function codesFor(context: VaultContext, message: Id): Promise<AccessCode[]> {
  const { invitations } = await readInvitations(context);
  return invitations.filter((each) => each.message === message && each.code !== '').map((each) => accessCodeOf(context, each));
}

function withRecipients(book: ContactsDocument, { resolved, now }: { resolved: readonly ResolvedRecipient[]; now: number }): ContactsDocument {
  return resolved
    .filter(({ self }) => !self)
    .reduce((next, recipient) => changeContact(next, recipient.address, (contact) => used(contact, { recipient, now })), book);
}

function used(contact: StoredContact, { recipient, now }: { recipient: ResolvedRecipient; now: number }): StoredContact {
  const person = 'person' in recipient ? recipient.person : null;
  return {
    ...contact,
    name: contact.name || recipient.name,
    practice: contact.practice || recipient.practice,
    listed: true,
    uses: contact.uses + 1,
    lastUsed: now,
    pin: person ? updatePin(contact.pin, { person, now }) : contact.pin,
  };
}
