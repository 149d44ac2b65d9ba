// Labels as the screens use them: read once, changed on the screen at once and in the sealed state meanwhile, and back if that fails.
'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryKeys } from './query-keys.ts';
import { useVault } from './session-provider.tsx';
import type { Id } from './vault-api/id.ts';
import type { Label, LabelBook, LabelColour } from './vault-api/labels.ts';
import type { Vault } from './vault-api/vault.ts';

const NONE: LabelBook = { labels: [], messages: {} };
const NO_LABELS: readonly Label[] = [];

export type Labels = {
  labels: readonly Label[];
  /** The same array as long as nothing has changed. */
  of: (message: Id) => readonly Label[];
  /** Those that any of these has. */
  ofAll: (messages: readonly Id[]) => readonly Label[];
};

export function useLabels(): Labels {
  const vault = useVault();
  const { data: book = NONE } = useQuery({ queryKey: queryKeys.labels, queryFn: () => vault.labels() });
  return useMemo(() => {
    const byId = new Map(book.labels.map((label) => [label.id, label]));
    const known = new Map<Id, readonly Label[]>();
    const of = (message: Id): readonly Label[] => {
      const has = book.messages[message];
      if (has === undefined) return NO_LABELS;
      const labels = known.get(message) ?? book.labels.filter(({ id }) => byId.has(id) && has.includes(id));
      known.set(message, labels);
      return labels;
    };
    const ofAll = (messages: readonly Id[]): readonly Label[] => {
      const [first] = messages;
      if (first === undefined || messages.length === 1) return first === undefined ? NO_LABELS : of(first);
      const key = messages.join();
      const has = new Set(messages.flatMap((message) => book.messages[message] ?? []));
      const labels = known.get(key) ?? (has.size === 0 ? NO_LABELS : book.labels.filter(({ id }) => has.has(id)));
      known.set(key, labels);
      return labels;
    };
    return { labels: book.labels, of, ofAll };
  }, [book]);
}

type Assignment = { messages: readonly Id[]; add: readonly Id[]; remove: readonly Id[] };

export type LabelChanges = {
  /** Resolves to what takes it back. */
  assign: (assignment: Assignment) => Promise<() => Promise<void>>;
  save: (label: { id: Id | null; name: string; colour: LabelColour }) => Promise<Label>;
  /** Resolves to what takes it back. */
  remove: (label: Label) => Promise<() => Promise<void>>;
};

export function useLabelChanges(): LabelChanges {
  const vault = useVault();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const parts = { vault, queryClient };
    return {
      assign: (assignment) => assign(parts, assignment),
      save: async (label) => {
        const saved = await vault.saveLabel(label);
        await queryClient.invalidateQueries({ queryKey: queryKeys.labels });
        return saved;
      },
      remove: async (label) => {
        const messages = await vault.removeLabel(label.id);
        await queryClient.invalidateQueries({ queryKey: queryKeys.labels });
        return async () => {
          await vault.restoreLabel({ label, messages });
          await queryClient.invalidateQueries({ queryKey: queryKeys.labels });
        };
      },
    };
  }, [vault, queryClient]);
}

type Parts = { vault: Vault; queryClient: QueryClient };

async function assign(parts: Parts, { messages, add, remove }: Assignment): Promise<() => Promise<void>> {
  const before = parts.queryClient.getQueryData<LabelBook>(queryKeys.labels) ?? NONE;
  const had = (message: Id, label: Id) => before.messages[message]?.includes(label) === true;
  await apply(parts, { messages, add, remove });
  return async () => {
    // For each label those messages alone that it was given to, or taken off from.
    for (const label of add) await apply(parts, { messages: messages.filter((message) => !had(message, label)), add: [], remove: [label] });
    for (const label of remove) await apply(parts, { messages: messages.filter((message) => had(message, label)), add: [label], remove: [] });
  };
}

async function apply({ vault, queryClient }: Parts, assignment: Assignment): Promise<void> {
  if (assignment.messages.length === 0) return;
  await queryClient.cancelQueries({ queryKey: queryKeys.labels });
  const before = queryClient.getQueryData<LabelBook>(queryKeys.labels);
  queryClient.setQueryData<LabelBook>(queryKeys.labels, (book) => book && assigned(book, assignment));
  try {
    await vault.labelMessages({ messages: [...assignment.messages], add: [...assignment.add], remove: [...assignment.remove] });
  } catch (error) {
    queryClient.setQueryData(queryKeys.labels, before);
    throw error;
  }
}

function assigned(book: LabelBook, { messages, add, remove }: Assignment): LabelBook {
  const next = { ...book.messages };
  for (const message of messages) next[message] = [...new Set([...(next[message] ?? []).filter((label) => !remove.includes(label)), ...add])];
  return { ...book, messages: next };
}
