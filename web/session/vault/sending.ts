// Sending: recipients resolved and their keys held against what is known, invitations made and their codes kept, everything
// sealed, then one request. A message is sent once however often this is tried: its id is the draft's, and a request whose
// answer never came is repeated byte for byte.
import { containsAccessCode, type Id } from '#crypto';
import { answer } from '../api.ts';
import { canList, RECIPIENTS_OF_A_MESSAGE } from '../message-room.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { Draft } from '../vault-api/drafts.ts';
import type { AccessCode } from '../vault-api/invitations.ts';
import type { Sent } from '../vault-api/sending.ts';
import type { NewMessage } from '../wire.ts';
import { currentSession } from './access.ts';
import { isUnsettled, readInvitations } from './own-invitations.ts';
import { changeContact, NO_CONTACTS } from './contact-book.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, uploadsName, type ContactsDocument, type StoredContact, type StoredDraft } from './documents.ts';
import { storedDraft } from './drafts.ts';
import { accessCodeOf, markSent } from './invitations.ts';
import { requireMessage } from './mailbox.ts';
import { heardOf, updatePin } from './pins.ts';
import { parseAddresses, type ResolvedRecipient } from './recipients.ts';
import { sealDraft } from './sealed-draft.ts';
import { sortedJson } from './sorted-json.ts';
import { editState, readDocument } from './state.ts';
import type { Edits } from './state-change.ts';
import { noteUndoable } from './take-back.ts';

/** Keys and invitations may change between look-up and sending; more often than this it is not by chance. */
const TRIES = 4;

export async function send(context: VaultContext, draft: Draft): Promise<Sent> {
  const id = requireId(draft.id);
  // The mailed link may have been opened a moment ago, on another device: what this account may do is asked anew.
  if (!requireUnlocked(context).session.confirmed) await currentSession(context);
  const stored = await readyDraft(context, draft);
  const { unanswered } = requireUnlocked(context);
  const content = JSON.stringify({ ...stored, updatedAt: 0, edition: null, savedBy: null, aside: null });
  for (let attempt = 1; ; attempt += 1) {
    const kept = unanswered.get(id);
    const sealed = kept?.content === content ? kept : await sealDraft(context, { stored, content });
    unanswered.set(id, sealed);
    try {
      const { undoMs } = await answer(context.api.messages.$post({ json: sealed.request }));
      return await concluded(context, { stored, resolved: sealed.resolved, undoMs });
    } catch (error) {
      if (isVaultError(error, 'offline') || isVaultError(error, 'unavailable')) throw error;
      unanswered.delete(id);
      if (isVaultError(error, 'message_conflict') && (await wasSent(context, { draft: stored, resolved: sealed.resolved }))) {
        // Sent by another window or an earlier one, which is where it can be undone.
        return await concluded(context, { stored, resolved: sealed.resolved, undoMs: 0 });
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
  if (recipients.length > RECIPIENTS_OF_A_MESSAGE) throw new VaultError('too_many_recipients');
  if (!canList(draft.attachments)) throw new VaultError('too_many_files');
  const { invitations } = await readInvitations(context);
  const codes = invitations.filter(isUnsettled).flatMap(({ code }) => (code === '' ? [] : [code]));
  if (containsAccessCode(`${draft.noticeSubject}\n${draft.noticeText}`, codes)) throw new VaultError('notice_contains_code');
  const stored = storedDraft(context, draft, await readDocument(context, draftName(id)));
  const missing = draft.attachments.filter((file) => !stored.attachments.some((each) => each.id === file.id));
  if (missing.length > 0) throw new VaultError('attachment_incomplete', { ids: missing.map((file) => file.id) });
  return { ...stored, recipients };
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
async function wasSent(context: VaultContext, { draft, resolved }: { draft: StoredDraft; resolved: readonly ResolvedRecipient[] }): Promise<boolean> {
  const sent = await requireMessage(context, draft.id).catch(() => null);
  if (!sent || sent.manifest.sender.account !== requireUnlocked(context).account) return false;
  const { manifest, body, notice } = sent;
  const same = [
    [manifest.subject, draft.secureSubject],
    [notice.subject, draft.noticeSubject],
    [notice.text, draft.noticeText],
    [sortedJson(body), sortedJson(draft.body)],
    [manifest.recipients.map(({ address }) => address).join(), resolved.map(({ address }) => address).toSorted().join()],
    [manifest.attachments.map(({ id }) => id).join(), draft.attachments.map(({ id }) => id).join()],
  ];
  return same.every(([one, other]) => one === other);
}

type Conclusion = { stored: StoredDraft; resolved: readonly ResolvedRecipient[]; undoMs: number };

/** It is sent: the draft goes, the address book learns, the codes are handed to the person. */
async function concluded(context: VaultContext, { stored, resolved, undoMs }: Conclusion): Promise<Sent> {
  const { unanswered, gone } = requireUnlocked(context);
  unanswered.delete(stored.id);
  gone.add(stored.id);
  noteUndoable(context, { stored, undoMs });
  const codes = await codesFor(context, stored.id);
  const edits: Edits = {
    invitations: (document) => document && markSent(document, new Set(codes.map(({ invitation }) => invitation))),
    contacts: (book) => withRecipients(book ?? NO_CONTACTS, { resolved, now: context.now() }),
  };
  edits[draftName(stored.id)] = () => null;
  edits[uploadsName(stored.id)] = () => null;
  // It is sent, whatever becomes of this housekeeping.
  await editState(context, edits).catch(() => undefined);
  return { id: stored.id, codes, undoMs };
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
  const look = 'person' in recipient ? { ...recipient, now } : null;
  return {
    ...contact,
    name: contact.name || recipient.name,
    practice: contact.practice || recipient.practice,
    listed: true,
    uses: contact.uses + 1,
    lastUsed: now,
    pin: look ? heardOf(updatePin(contact.pin, look), look) : contact.pin,
  };
}
