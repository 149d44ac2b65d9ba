// Labels: names, colours and which messages have them, all in one document of the sealed state. The server learns that there are some.
import { newId, type Id } from '#crypto';
import { VaultError } from '../vault-error.ts';
import type { Label, LabelBook, LabelColour } from '../vault-api.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import type { LabelsDocument } from './documents.ts';
import { editState, readDocument } from './state.ts';

const NO_LABELS: LabelsDocument = { version: 1, labels: [], messages: {} };
const LABELS_MAX = 100;
const NAME_MAX = 60;
/** So that the document stays below what the server keeps of one. */
const MESSAGES_MAX = 20_000;

export async function readLabels(context: VaultContext): Promise<LabelBook> {
  const { labels, messages } = (await readDocument(context, 'labels')) ?? NO_LABELS;
  return { labels: labels.toSorted((one, other) => one.name.localeCompare(other.name)), messages };
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
    const messages = had.reduce((next, message) => withLabels(next, { message, add: [], remove: [id] }), document.messages);
    return { ...document, labels: document.labels.filter((each) => each.id !== id), messages };
  });
  return had;
}

/** Takes `removeLabel` back. */
export async function restoreLabel(context: VaultContext, { label, messages: typed }: { label: Label; messages: readonly string[] }): Promise<void> {
  const had = typed.map(requireId);
  await editLabels(context, (document) => ({
    ...document,
    labels: [...document.labels.filter((each) => each.id !== label.id), label],
    messages: had.reduce((next, message) => withLabels(next, { message, add: [requireId(label.id)], remove: [] }), document.messages),
  }));
}

/** Gives these messages labels and takes others off. Labels that are gone meanwhile are passed over. */
export async function labelMessages(context: VaultContext, changes: { messages: readonly string[]; add: readonly string[]; remove: readonly string[] }): Promise<void> {
  const chosen = changes.messages.map(requireId);
  const [add, remove] = [changes.add.map(requireId), changes.remove.map(requireId)];
  await editLabels(context, (document) => {
    const there = add.filter((id) => document.labels.some((each) => each.id === id));
    const messages = chosen.reduce((next, message) => withLabels(next, { message, add: there, remove }), document.messages);
    if (there.length > 0 && Object.keys(messages).length > MESSAGES_MAX) throw new VaultError('labels_full');
    return { ...document, messages };
  });
}

async function editLabels(context: VaultContext, change: (document: LabelsDocument) => LabelsDocument): Promise<void> {
  await editState(context, { labels: (document) => change(document ?? NO_LABELS) });
}

type Messages = LabelsDocument['messages'];

function withLabels(messages: Messages, { message, add, remove }: { message: Id; add: readonly Id[]; remove: readonly Id[] }): Messages {
  const labels = [...new Set([...(messages[message] ?? []).filter((id) => !remove.includes(id)), ...add])];
  const { [message]: _before, ...others } = messages;
  return labels.length === 0 ? others : { ...others, [message]: labels };
}

function idsOf({ messages }: LabelsDocument): Id[] {
  return Object.keys(messages) as Id[];
}

/** To a reader they would be the same. */
function isSameName(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
}
