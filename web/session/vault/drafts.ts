// Drafts: saved sealed while they are written, under the id that the message will have. Files stand in a draft with their
// keys once they are with the server.
import { bodyFromEditor, newId, toBase64Url, type BodyDocument, type Id } from '#crypto';
import type { Draft } from '../vault-api/drafts.ts';
import { VaultError } from '../vault-error.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import { draftName, isDraftName, type StoredAttachment, type StoredDraft, type StoredVersion } from './documents.ts';
import { markedDiscarded, removeLater } from './discarded-drafts.ts';
import { mayReplace, newEdition, versionOf } from './draft-editions.ts';
import { storedFile, unfinishedView } from './draft-file.ts';
import { forwardOf, replyTo } from './replies.ts';
import { editState, readDocuments } from './state.ts';
import type { Edits } from './state-change.ts';
import { adoptUploads } from './upload-journal.ts';

export async function listDrafts(context: VaultContext): Promise<Draft[]> {
  const drafts = (await readDocuments(context, (names) => names.filter(isDraftName))) as StoredDraft[];
  await adoptUploads(context);
  const { discarded } = requireUnlocked(context);
  const there = drafts.filter((draft) => draft.discarded === undefined);
  // Another device has written on in what was discarded here: it may be written in here again.
  for (const { id } of there) discarded.delete(id);
  return there.map((draft) => draftView(context, draft)).sort((a, b) => b.updatedAt - a.updatedAt);
}

export type DraftBeginning = { reply: (({ message: string; all: boolean } | { forward: string }) & { head: string }) | null };

/** A draft in memory; it is kept from its first save on. Forwarded files come with it by their keys, without their bytes. */
export async function newDraft(context: VaultContext, { reply }: DraftBeginning): Promise<Draft> {
  const empty = emptyDraft(context);
  if (reply === null) return empty;
  if ('message' in reply) return { ...empty, ...(await replyTo(context, reply)) };
  const { attachments, ...forwarded } = await forwardOf(context, reply);
  const { forwardedFiles } = requireUnlocked(context);
  for (const attachment of attachments) forwardedFiles.set(attachment.id, attachment);
  return { ...empty, ...forwarded, attachments: attachments.map(attachmentView) };
}

function emptyDraft(context: VaultContext): Draft {
  const days = requireUnlocked(context).session.practice?.policies.expiryDays ?? null;
  const body: BodyDocument = { type: 'doc', content: [{ type: 'paragraph' }] };
  return {
    id: newId(), thread: null, inReplyTo: null, recipients: [], noticeSubject: '', noticeText: '', secureSubject: '', body, attachments: [],
    expiry: days === null ? null : { days }, updatedAt: context.now(), edition: null, savedBy: null, aside: [],
  };
}

export async function saveDraft(context: VaultContext, draft: Draft): Promise<string> {
  const id = requireId(draft.id);
  const edition = newEdition(context);
  const { gone, discarded } = requireUnlocked(context);
  if (gone.has(id) || discarded.has(id)) return edition;
  const edits: Edits = {};
  edits[draftName(id)] = (now) => {
    const next = storedDraft(context, draft, now);
    if (now && !mayReplace(context, { now, next, edition: draft.edition })) throw new VaultError('draft_changed');
    return { ...next, edition };
  };
  await editState(context, edits);
  return edition;
}

/** Whether there is anything to bring back (`restoreDraft`). `written`: in fields of a draft that may never have been saved. */
export async function discardDraft(context: VaultContext, { draft, written }: { draft: Draft; written: boolean }): Promise<boolean> {
  const id = requireId(draft.id);
  const { discarded } = requireUnlocked(context);
  const edits: Edits = {};
  const done = { kept: false };
  edits[draftName(id)] = (now) => {
    done.kept = now !== null || written;
    return done.kept ? markedDiscarded(context, { now, mine: storedDraft(context, draft, now), edition: draft.edition }) : null;
  };
  await editState(context, edits);
  // A save that comes late must not bring it back.
  discarded.add(id);
  if (done.kept) removeLater(context, id);
  return done.kept;
}

/** What is kept of a draft: its complete files with their keys, from wherever they are known. */
export function storedDraft(context: VaultContext, draft: Draft, before: StoredDraft | null): StoredDraft {
  const { recipients, noticeSubject, noticeText, secureSubject, expiry, updatedAt } = draft;
  return {
    version: 1,
    id: requireId(draft.id),
    thread: draft.thread === null ? null : requireId(draft.thread),
    inReplyTo: draft.inReplyTo === null ? null : requireId(draft.inReplyTo),
    recipients: [...recipients],
    noticeSubject,
    noticeText,
    secureSubject,
    body: bodyFromEditor(draft.body),
    attachments: draft.attachments.flatMap(({ id }) => findAttachment(context, { id, before }) ?? []),
    order: draft.attachments.map(({ id }) => requireId(id)),
    forwarded: before?.forwarded === true || draft.attachments.some(({ id }) => isForwarded(context, id)),
    expiry,
    updatedAt,
    ...(draft.edition !== null && { edition: draft.edition }),
    savedBy: { device: requireUnlocked(context).session.device as Id, name: context.deviceName },
    ...(before?.aside && { aside: before.aside }),
  };
}

function findAttachment(context: VaultContext, { id, before }: { id: string; before: StoredDraft | null }): StoredAttachment | null {
  const { files, forwardedFiles } = requireUnlocked(context);
  const file = files.get(requireId(id));
  if (file?.complete) return storedFile(file);
  // Complete elsewhere, while a journal here still calls it unfinished; under another key it has begun anew.
  const kept = before ? [before, ...(before.aside ?? [])].flatMap(({ attachments }) => attachments) : [];
  return forwardedFiles.get(requireId(id)) ?? kept.find((each) => each.id === id && (!file || each.key === toBase64Url(file.key))) ?? null;
}

function isForwarded(context: VaultContext, id: string): boolean {
  return requireUnlocked(context).forwardedFiles.has(requireId(id));
}

export function draftView(context: VaultContext, draft: StoredDraft): Draft {
  const { aside = [], edition = null } = draft;
  const view = versionView(context, versionOf(draft));
  const listed = new Set<string>(view.attachments.map(({ id }) => id));
  const own = [...requireUnlocked(context).files.values()].filter((file) => file.draft === draft.id && !listed.has(file.id));
  return {
    ...view,
    attachments: inOrder(draft, [...view.attachments, ...own.map(unfinishedView)]),
    edition,
    aside: aside.flatMap((version) => (version.edition === undefined ? [] : { ...versionView(context, version), edition: version.edition })),
  };
}

/** Of what is complete. */
function versionView(context: VaultContext, stored: StoredVersion): Omit<Draft, 'aside' | 'edition'> {
  const { version: _version, forwarded: _forwarded, order: _order, edition: _edition, attachments, expiry = null, savedBy, ...view } = stored;
  const here = savedBy?.device === requireUnlocked(context).session.device;
  return { ...view, expiry, savedBy: savedBy ? { here, name: savedBy.name } : null, attachments: inOrder(stored, attachments.map(attachmentView)) };
}

function inOrder({ order = [] }: StoredVersion, attachments: Draft['attachments']): Draft['attachments'] {
  const places = new Map<string, number>(order.map((id, place) => [id, place]));
  // What is listed nowhere yet was added last.
  const placeOf = ({ id }: { id: string }) => places.get(id) ?? order.length;
  return attachments.sort((one, other) => placeOf(one) - placeOf(other));
}

function attachmentView({ id, name, path, mediaType, size }: StoredAttachment): Draft['attachments'][number] {
  return { id, name, path, mediaType, size };
}
