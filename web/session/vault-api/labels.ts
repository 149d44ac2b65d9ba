// Labels: sealed, the server knows none of them.
import type { Id } from './id.ts';

export type LabelColour = 'green' | 'blue' | 'violet' | 'red' | 'amber' | 'grey';
export type Label = { id: Id; name: string; colour: LabelColour };

/** By name; and which labels a message has. */
export type LabelBook = { labels: Label[]; messages: Readonly<Record<Id, readonly Id[]>> };

export interface LabelsVault {
  labels(): Promise<LabelBook>;
  /** A new one where `id` is null. Throws `label_name` for one that is empty or there already, `labels_full`. */
  saveLabel(label: { id: Id | null; name: string; colour: LabelColour }): Promise<Label>;
  /** Answers which messages had it: with that, `restoreLabel` takes it back. */
  removeLabel(id: Id): Promise<Id[]>;
  restoreLabel(input: { label: Label; messages: Id[] }): Promise<void>;
  /** Throws `labels_full` where the document would grow beyond what the server keeps. */
  labelMessages(input: { messages: Id[]; add: Id[]; remove: Id[] }): Promise<void>;
}
