// Everything that is kept about this account as one file to be read: what the server told of it, and what only this device can open.
// Keys, codes and secrets are in no part of it; of messages it has what the server sees, since what they say is read in the mailbox.
import { answer } from '../api.ts';
import { requireUnlocked, type VaultContext } from './context.ts';
import { isDraftName, isUploadsName, type StoredDraft, type StoredInvitation, type StoredUpload, type UploadsDocument } from './documents.ts';
import { allSeen } from './seen-texts.ts';
import { readDocument, readDocuments } from './state.ts';

/** Of the file's form. A reader that knows another one must not guess. */
const VERSION = 1;

export async function ownData(context: VaultContext, { explanation }: { explanation: string }): Promise<Blob> {
  requireUnlocked(context);
  const stored = await readStored(context);
  const head = {
    format: 'sealpost-own-data', version: VERSION, made: new Date(context.now()).toISOString(), server: context.origin, explanation, stored, opened: await openDocuments(context),
  };
  const parts = [JSON.stringify(head, null, 2).slice(0, -2)];
  await addList(parts, { name: 'messages', pages: messagePages(context, stored.mailbox.map(({ folder }) => folder)) });
  await addList(parts, { name: 'activity', pages: activityPages(context) });
  parts.push('\n}\n');
  return new Blob(parts, { type: 'application/json' });
}

/** Page by page, so that a long mailbox never stands in memory as objects. */
async function addList(parts: string[], { name, pages }: { name: string; pages: AsyncGenerator<readonly object[]> }): Promise<void> {
  parts.push(`,\n  ${JSON.stringify(name)}: [`);
  let separator = '\n    ';
  for await (const page of pages) {
    if (page.length === 0) continue;
    parts.push(separator, page.map((entry) => JSON.stringify(entry)).join(',\n    '));
    separator = ',\n    ';
  }
  parts.push('\n  ]');
}

const readStored = (context: VaultContext) => answer(context.api['own-data'].$get());
type Folder = Awaited<ReturnType<typeof readStored>>['mailbox'][number]['folder'];

async function* messagePages(context: VaultContext, folders: readonly Folder[]): AsyncGenerator<readonly object[]> {
  for (const folder of folders) {
    for (let before: string | null = null, first = true; first || before !== null; first = false) {
      const query: { folder: Folder; before?: string } = before === null ? { folder } : { folder, before };
      const page: { messages: readonly object[]; next: string | null } = await answer(context.api['own-data'].messages.$get({ query }));
      yield page.messages.map((message) => ({ folder, ...message }));
      before = page.next;
    }
  }
}

async function* activityPages(context: VaultContext): AsyncGenerator<readonly object[]> {
  for (let before: string | null = null, first = true; first || before !== null; first = false) {
    const page: { events: readonly { at: number }[]; next: string | null } = await answer(context.api.activity.$get({ query: before === null ? {} : { before } }));
    yield page.events.map((event) => ({ ...event, at: new Date(event.at).toISOString() }));
    before = page.next;
  }
}

/** Field by field: what is added to a document one day does not come into this file by itself, lest it be a key. */
async function openDocuments(context: VaultContext) {
  const contacts = await readDocument(context, 'contacts');
  const groups = await readDocument(context, 'groups');
  const labels = await readDocument(context, 'labels');
  const texts = await readDocument(context, 'texts');
  const invitations = await readDocument(context, 'invitations');
  const openPgp = await readDocument(context, 'openpgp');
  const profiles = await readDocument(context, 'profiles');
  const practiceTexts = await readDocument(context, 'practice-texts');
  const handOver = await readDocument(context, 'hand-over');
  const drafts = (await readDocuments(context, (names) => names.filter(isDraftName))) as StoredDraft[];
  const uploads = (await readDocuments(context, (names) => names.filter(isUploadsName))) as UploadsDocument[];
  return {
    contacts: (contacts?.contacts ?? []).map(({ address, name, practice, notes, listed, pin, lastUsed, uses }) => ({
      address, name, practice, notes, listed, uses, lastUsed: momentOf(lastUsed),
      knownKeys: pin && { account: pin.account, identities: pin.identities, revoked: pin.revoked ?? [], verification: { kind: pin.verification.kind, at: momentOf(pin.verification.at) } },
    })),
    groups: (groups?.groups ?? []).map(({ name, members }) => ({ name, members })),
    labels: { names: (labels?.labels ?? []).map(({ id, name, colour }) => ({ id, name, colour })), messages: labels?.messages ?? {} },
    signature: texts?.signature ?? null,
    templates: (texts?.templates ?? []).map(({ name, noticeSubject, noticeText, secureSubject, body }) => ({ name, noticeSubject, noticeText, secureSubject, body })),
    practiceTexts: allSeen(practiceTexts).map(({ practice, edition, hash }) => ({ practice, edition, hash })),
    invitations: [...(invitations?.invitations ?? []).map(invitationView), ...(invitations?.unanswered ?? []).map((address) => ({ address, unanswered: true }))],
    openPgp: openPgp && { fingerprint: openPgp.fingerprint, certificate: openPgp.certificate, createdAt: momentOf(openPgp.createdAt), withdrawnAt: openPgp.withdrawnAt === null ? null : momentOf(openPgp.withdrawnAt) },
    practiceCards: { practices: (profiles?.practices ?? []).map(({ practice, edition }) => ({ practice, edition })), accounts: (profiles?.vouchers ?? []).map(({ account, time }) => ({ account, at: momentOf(time) })) },
    handOver: handOver && { to: handOver.to.address, scope: handOver.scope, begunAt: momentOf(handOver.begunAt) },
    drafts: drafts.map((draft) => ({ ...draftView(draft), otherVersions: (draft.aside ?? []).map(draftView) })),
    unfinishedUploads: uploads.flatMap(({ files }) => files).map(fileView),
  };
}

const momentOf = (time: number): string | null => (time > 0 ? new Date(time).toISOString() : null);

function invitationView({ id, address, createdAt, expires, role, claim }: StoredInvitation) {
  return { id, address, createdAt: momentOf(createdAt), expires: momentOf(expires), role: role ?? null, answered: claim };
}

function draftView({ id, thread, recipients, noticeSubject, noticeText, secureSubject, body, attachments, updatedAt }: Omit<StoredDraft, 'aside'>) {
  return { id, thread, recipients, noticeSubject, noticeText, secureSubject, body, attachments: attachments.map(fileView), updatedAt: momentOf(updatedAt) };
}

function fileView({ id, name, path, mediaType, size }: Pick<StoredUpload, 'id' | 'name' | 'path' | 'mediaType' | 'size'>) {
  return { id, name, path, mediaType, size };
}
