// Labels: names, colours and which messages have them, all in one document of the sealed state. The server learns that there are some.
import { encodeUtf8, newId, type Id } from '#crypto';
import { byName } from '../by-name.ts';
import { VaultError } from '../vault-error.ts';
import type { Label, LabelBook, LabelColour } from '../vault-api/labels.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import type { LabelsDocument } from './documents.ts';
import { editState, readDocument } from './state.ts';

const NO_LABELS: LabelsDocument = { version: 1, labels: [], messages: {} };
const LABELS_MAX = 100;
const NAME_MAX = 60;
/** Bytes of JSON: sealed and padded that is below what the server keeps of a document. Some 19,000 messages with one label. */
const DOCUMENT_MAX = 1_000_000;

export async function readLabels(context: VaultContext): Promise<LabelBook> {
  const { labels, messages } = (await readDocument(context, 'labels')) ?? NO_LABELS;
  return { labels: labels.toSorted(byName), messages };
}

/** As this device last read them, without asking anybody; null where it has not. */
export function knownLabels(context: VaultContext): LabelBook | null {
  const { state } = requireUnlocked(context);
  if (!Object.hasOwn(state.root.blobs, 'labels')) return NO_LABELS;
  return (state.documents.get('labels')?.value as LabelsDocument | undefined) ?? null;
}

/** A new one where `id` is null. Throws `label_name` for one that is empty or there already, `labels_full`. */
export async function saveLabel(context: VaultContext, { id, name: typed, colour }: { id: string | null; name: string; colour: LabelColour }): Promise<Label> {
  // Quotation marks end a name where it is searched for.
  const name = typed.normalize('NFC').replaceAll('"', '’').replaceAll(/\s+/g, ' ').trim().slice(0, NAME_MAX);
  const label: Label = { id: id === null ? newId() : requireId(id), name, colour };
  await editLabels(context, (document) => {
    const others = document.labels.filter((each) => each.id !== label.id);
    if (name === '' || others.some((each) => isSameName(each.name, name))) throw new VaultError('label_name');
    if (others.length >= LABELS_MAX) throw new VaultError('labels_full');
    return { ...document, labels: [...others, label] };
  });
  return label;
}

/** Answers which messages had it. */
export async function removeLabel(context: VaultContext, typed: string): Promise<Id[]> {
  const id = requireId(typed);
  let had: Id[] = [];
  await editLabels(context, (document) => {
    had = idsOf(document).filter((message) => document.messages[message]?.includes(id));
    const messages = relabelled(document.messages, { chosen: had, add: [], remove: [id] });
    return { ...document, labels: document.labels.filter((each) => each.id !== id), messages };
  });
  return had;
}

/** Takes `removeLabel` back. Throws `labels_full`. */
export async function restoreLabel(context: VaultContext, { label, messages: typed }: { label: Label; messages: readonly string[] }): Promise<void> {
  const had = typed.map(requireId);
  await editLabels(context, (document) => ({
    ...document,
    labels: [...document.labels.filter((each) => each.id !== label.id), label],
    messages: relabelled(document.messages, { chosen: had, add: [requireId(label.id)], remove: [] }),
  }));
}

/** Gives these messages labels and takes others off. Labels that are gone meanwhile are passed over. Throws `labels_full`. */
export async function labelMessages(context: VaultContext, changes: { messages: readonly string[]; add: readonly string[]; remove: readonly string[] }): Promise<void> {
  const chosen = changes.messages.map(requireId);
  const [add, remove] = [changes.add.map(requireId), changes.remove.map(requireId)];
  await editLabels(context, (document) => {
    const there = add.filter((id) => document.labels.some((each) => each.id === id));
    return { ...document, messages: relabelled(document.messages, { chosen, add: there, remove }) };
  });
}

async function editLabels(context: VaultContext, change: (document: LabelsDocument) => LabelsDocument): Promise<void> {
  await editState(context, {
    labels: (current) => {
      const document = current ?? NO_LABELS;
      const next = change(document);
      // What makes it smaller always goes.
      if (sizeOf(next) > Math.max(DOCUMENT_MAX, sizeOf(document))) throw new VaultError('labels_full');
      return next;
    },
  });
}

function sizeOf(document: LabelsDocument): number {
  return encodeUtf8(JSON.stringify(document)).length;
}

type Messages = LabelsDocument['messages'];

function relabelled(messages: Messages, { chosen, add, remove }: { chosen: readonly Id[]; add: readonly Id[]; remove: readonly Id[] }): Messages {
  const next: Record<Id, readonly Id[]> = { ...messages };
  for (const message of chosen) {
    const labels = [...new Set([...(next[message] ?? []).filter((id) => !remove.includes(id)), ...add])];
    if (labels.length > 0) next[message] = labels;
    else delete next[message];
  }
  return next;
}

function idsOf({ messages }: LabelsDocument): Id[] {
  return Object.keys(messages) as Id[];
}

/** To a reader they would be the same. */
function isSameName(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
}
