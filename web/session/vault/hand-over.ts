// Handing messages over to a coworker: what was chosen is kept sealed, each message is opened and verified here, and its key is sealed to
// the colleague. What is done the server knows, so going on after a reload is asking it what is missing.
import { newId, sealPass, toBase64Url, wipe, type Id, type Manifest } from '#crypto';
import { answer, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { HandOverProgress, HandOverScope } from '../vault-api/hand-over.ts';
import type { MessageRow } from '../wire.ts';
import { requireAddress, requireId, requireStillOpen, requireUnlocked, type Unlocked, type VaultContext } from './context.ts';
import type { HandOverDocument } from './documents.ts';
import { readLabels } from './labels.ts';
import { openToHandOn, type HandingOn } from './mailbox.ts';
import type { Person } from './people.ts';
import { resolveRecipients } from './recipients.ts';
import { editState, readDocument } from './state.ts';

const FOLDERS = ['inbox', 'sent', 'archive'] as const;
/** Handed over in one step, between which a person sees how far it is. */
const STEP = 50;
const ASKED_MAX = 1000;
const PAGE = '100';

/** `queue`: what the colleague does not have yet. */
type Running = { document: HandOverDocument; receiver: Person; queue: Id[]; total: number; refused: number };

/** Of each open account; gone with its keys. */
const running = new WeakMap<Unlocked, Running>();

type Beginning = { to: { account: string; address: string }; scope: HandOverScope };

export async function beginHandOver(context: VaultContext, { to, scope }: Beginning): Promise<HandOverProgress> {
  const { open } = await answer(context.api['hand-overs'].$get());
  if (open !== null) throw new VaultError('conflict');
  const document: HandOverDocument = { version: 1, id: newId(), to: { account: requireId(to.account), address: requireAddress(to.address) }, scope, begunAt: context.now() };
  const receiver = await provedColleague(context, document.to);
  const chosen = await resolveScope(context, scope);
  if (chosen.length === 0) throw new VaultError('nothing_to_hand_over');
  // Kept before the server hears of it: what it has begun can then always be gone on with.
  await editState(context, { 'hand-over': () => document });
  await begin(context, document);
  return progressOf(await start(context, { document, receiver, chosen }));
}

export async function openHandOver(context: VaultContext): Promise<HandOverProgress | null> {
  if (!(await readDocument(context, 'hand-over'))) return null;
  return progressOf(await requireRunning(context));
}

export async function goOn(context: VaultContext): Promise<HandOverProgress> {
  const unlocked = requireUnlocked(context);
  const work = await requireRunning(context);
  const ids = work.queue.slice(0, STEP);
  if (ids.length === 0) return progressOf(work);
  const { rows } = await answer(context.api.messages.rows.$post({ json: { ids } }));
  const wanted = rows.filter((row) => ids.includes(row.id as Id)) as MessageRow[];
  const opened = await openToHandOn(context, wanted);
  const chosen = opened.filter(({ manifest }) => isChosen(manifest, work.document.scope));
  let absent = 0;
  try {
    const passes = await Promise.all(chosen.map((each) => passFor(unlocked, { ...each, work, now: context.now() })));
    requireStillOpen(unlocked);
    if (passes.length > 0) ({ length: absent } = (await answer(context.api['hand-overs'][':id'].messages.$post({ param: { id: work.document.id }, json: { passes } }))).absent);
  } catch (error) {
    // Ended elsewhere, or by itself after a day: what is missing is asked for anew.
    if (isVaultError(error, 'not_found')) running.delete(unlocked);
    throw error;
  } finally {
    for (const { fileKey } of opened) wipe(fileKey);
  }
  // What is not in the mailbox any more is neither handed over nor refused.
  const present = new Set(wanted.map(({ id }) => id));
  work.refused += present.size - chosen.length;
  work.total -= ids.filter((id) => !present.has(id)).length + absent;
  work.queue = work.queue.slice(ids.length);
  return progressOf(work);
}

export async function endHandOver(context: VaultContext): Promise<void> {
  const document = await readDocument(context, 'hand-over');
  const { open } = await answer(context.api['hand-overs'].$get());
  const id = open?.id ?? document?.id;
  if (id !== undefined) await settled(context.api['hand-overs'][':id'].end.$post({ param: { id } }));
  running.delete(requireUnlocked(context));
  if (document) await editState(context, { 'hand-over': () => null });
}

async function passFor(unlocked: Unlocked, { row, container, fileKey, work, now }: HandingOn & { work: Running; now: number }): Promise<{ message: Id; pass: string }> {
  const { account, address, self, keyring } = unlocked;
  const { receiver, document } = work;
  const pass = await sealPass({
    handOver: document.id,
    message: requireId(row.id),
    sender: requireId(row.sender.account),
    container,
    fileKey,
    time: now,
    giver: { account, identity: self.newest.hash, address },
    receiver: { account: receiver.account, address: receiver.address, kemPublicKey: receiver.kemPublicKey },
    keyring,
  });
  return { message: requireId(row.id), pass: toBase64Url(pass) };
}

async function requireRunning(context: VaultContext): Promise<Running> {
  const unlocked = requireUnlocked(context);
  const known = running.get(unlocked);
  if (known) return known;
  const kept = await readDocument(context, 'hand-over');
  if (!kept) throw new VaultError('not_found');
  const document = await reopened(context, kept);
  const receiver = await provedColleague(context, document.to);
  return await start(context, { document, receiver, chosen: await resolveScope(context, document.scope) });
}

/** The one that was kept, or, where the server has ended it meanwhile, another to the same colleague. */
async function reopened(context: VaultContext, kept: HandOverDocument): Promise<HandOverDocument> {
  const { open } = await answer(context.api['hand-overs'].$get());
  if (open?.id === kept.id) return kept;
  // Begun on another device, whose document has not come here yet.
  if (open !== null) throw new VaultError('conflict');
  const document = { ...kept, id: newId() };
  await editState(context, { 'hand-over': (now) => (now?.id === kept.id ? document : (now ?? null)) });
  await begin(context, document);
  return document;
}

async function begin(context: VaultContext, { id, to }: HandOverDocument): Promise<void> {
  await settled(context.api['hand-overs'].$post({ json: { id, to: to.account } }));
}

async function start(context: VaultContext, { document, receiver, chosen }: { document: HandOverDocument; receiver: Person; chosen: readonly Id[] }): Promise<Running> {
  const queue: Id[] = [];
  for (let at = 0; at < chosen.length; at += ASKED_MAX) {
    const messages = chosen.slice(at, at + ASKED_MAX);
    const { missing } = await answer(context.api['hand-overs'][':id'].missing.$post({ param: { id: document.id }, json: { messages } }));
    const asked = new Set(messages);
    queue.push(...missing.map(requireId).filter((id) => asked.has(id)));
  }
  const work: Running = { document, receiver, queue, total: chosen.length, refused: 0 };
  running.set(requireUnlocked(context), work);
  return work;
}

function progressOf({ document, queue, total, refused }: Running): HandOverProgress {
  return { to: document.to, scope: document.scope.kind, total, done: Math.max(0, total - queue.length - refused), refused, complete: queue.length === 0 };
}

/**
 * Whoever gets a whole mailbox has keys that an access code or a comparison has proved: that a server showed them once is not enough. They
 * are those of the very account that was chosen.
 */
async function provedColleague(context: VaultContext, to: HandOverDocument['to']): Promise<Person> {
  const { session } = requireUnlocked(context);
  const [found] = await resolveRecipients(context, [requireAddress(to.address)]);
  if (found?.state === 'changed' || found?.state === 'alarm') throw new VaultError('keys_changed', { addresses: [to.address] });
  if (found?.state === 'registered' || found?.state === 'vouched') throw new VaultError('compare_first', { addresses: [to.address] });
  if (found?.state !== 'verified' || found.person.account !== to.account) throw new VaultError('not_allowed');
  // The server refuses as well; here nothing is sealed to somebody who is said to have left.
  if (session.practice === null || found.person.practiceId !== session.practice.id) throw new VaultError('not_allowed');
  return found.person;
}

async function resolveScope(context: VaultContext, scope: HandOverScope): Promise<Id[]> {
  if (scope.kind === 'messages') return [...new Set(scope.ids.map(requireId))];
  if (scope.kind === 'contact') return await listWith(context, requireAddress(scope.address));
  const everything = await listEverything(context);
  if (scope.kind === 'everything') return everything;
  const { messages } = await readLabels(context);
  return everything.filter((id) => messages[id]?.includes(scope.label));
}

/** By what the sender signed: the server alone has said that it was with this contact, and could name another message so. */
function isChosen({ sender, recipients }: Manifest, scope: HandOverScope): boolean {
  if (scope.kind !== 'contact') return true;
  const chosen = requireAddress(scope.address);
  return sender.address === chosen || recipients.some(({ address }) => address === chosen);
}

async function listEverything(context: VaultContext): Promise<Id[]> {
  const ids = new Set<Id>();
  for (const folder of FOLDERS) {
    for (let before: string | null = null, first = true; first || before !== null; first = false) {
      const query: { folder: (typeof FOLDERS)[number]; before?: string } = before === null ? { folder } : { folder, before };
      const page: { messages: readonly { id: string }[]; next: string | null } = await answer(context.api.messages.catalogue.$get({ query }));
      for (const { id } of page.messages) ids.add(requireId(id));
      before = page.next;
    }
  }
  return [...ids];
}

/** From them or to them, as the server lists it: what it hides is left behind, what it shows is held against what was signed before it is handed over. */
async function listWith(context: VaultContext, address: string): Promise<Id[]> {
  const ids = new Set<Id>();
  for (const folder of FOLDERS) {
    for (let before: string | null = null, first = true; first || before !== null; first = false) {
      const query: { folder: (typeof FOLDERS)[number]; limit: string; before?: string } = before === null ? { folder, limit: PAGE } : { folder, limit: PAGE, before };
      const page: { rows: readonly Pick<MessageRow, 'id' | 'sender' | 'recipients'>[]; next: string | null } = await answer(context.api.messages.$get({ query }));
      for (const { id, sender, recipients } of page.rows) {
        if (sender.address === address || recipients.some((each) => each.address === address)) ids.add(requireId(id));
      }
      before = page.next;
    }
  }
  return [...ids];
}
