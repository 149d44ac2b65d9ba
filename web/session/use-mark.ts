// Marks and moves messages, and removes them for good: on the screen at once, on the server meanwhile, and back if that fails.
'use client';

import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { rowKey } from './conversation-rows.ts';
import { dropParts, marked, type Part, partsOf, placeParts, reversal, shownAs, unreadChange } from './marked-lists.ts';
import { everyFolderKeys, queryKeys } from './query-keys.ts';
import { useVault } from './session-provider.tsx';
import type { ListedMessage, MailView, Marks, MessageList, MessagePlace, MessageSummary, OpenedMessage } from './vault-api/mailbox.ts';
import type { Vault } from './vault-api/vault.ts';

type Pages = InfiniteData<MessageList, string | null>;
/** `which`: of the rows' messages; all of them if it is not said. */
type Marking = { rows: readonly MessageSummary[]; marks: Marks; which?: (message: ListedMessage) => boolean };
export type Undo = () => Promise<void>;

export type Mailbox = {
  /** Resolves to what takes it back. */
  mark: (marking: Marking) => Promise<Undo>;
  /** For good. Only what is in the trash. */
  remove: (rows: readonly MessageSummary[]) => Promise<void>;
  emptyTrash: () => Promise<void>;
};

let changes = 0;

/** Rises with every change of the mailbox from here. An answer that was asked for before and comes after may tell the state before. */
export const changesSoFar = (): number => changes;

export function useMark(): Mailbox {
  const vault = useVault();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const parts = { vault, queryClient };
    return {
      mark: async ({ rows, marks, which = () => true }) => {
        const before = rows.flatMap(partsOf).filter(({ message }) => which(message));
        const after = before.map((part) => marked(part, marks));
        await applyMarks(parts, { before, after, requests: [{ messages: after.map(({ message }) => message), marks }] });
        return () => applyMarks(parts, { before: after, after: before, requests: reversal(before, marks) });
      },
      remove: (rows) => removeRows(parts, rows),
      emptyTrash: () => emptyTrash(parts),
    };
  }, [vault, queryClient]);
}

type Parts = { vault: Vault; queryClient: QueryClient };

type Applied = { before: readonly Part[]; after: readonly Part[]; requests: readonly { messages: readonly MessagePlace[]; marks: Marks }[] };

async function applyMarks({ vault, queryClient }: Parts, { before, after, requests }: Applied): Promise<void> {
  await during(queryClient, {
    show: () => showParts(queryClient, { before, after }),
    work: async () => {
      const wanted = requests.map(({ messages, marks }) => ({ messages: messages.map(({ id, role }) => ({ id, role })), marks }));
      await Promise.all(wanted.map((request) => vault.mark(request)));
    },
  });
  if (requests.every(({ marks }) => marks.folder === undefined)) return;
  // When the trash lets go of it only the server knows, and what came out of the trash belongs to its conversation again.
  for (const { message } of after) void queryClient.invalidateQueries({ queryKey: queryKeys.message(message.id), refetchType: 'none' });
  if (before.some(({ message }) => message.folder === 'trash')) await queryClient.invalidateQueries({ queryKey: queryKeys.allThreads });
}

async function removeRows({ vault, queryClient }: Parts, rows: readonly MessageSummary[]): Promise<void> {
  const messages = rows.flatMap(partsOf).map(({ message: { id, role } }) => ({ id, role }));
  await during(queryClient, {
    show: () => dropRows(queryClient, new Set(messages.map(rowKey))),
    work: () => vault.remove(messages),
  });
  for (const { id } of messages) queryClient.removeQueries({ queryKey: queryKeys.message(id) });
}

async function emptyTrash({ vault, queryClient }: Parts): Promise<void> {
  const trash = queryKeys.messages('trash');
  const rows = queryClient.getQueryData<Pages>(trash)?.pages.flatMap((page) => page.rows.flatMap(partsOf)) ?? [];
  await during(queryClient, { show: () => () => undefined, work: () => vault.emptyTrash() });
  for (const { message } of rows) queryClient.removeQueries({ queryKey: queryKeys.message(message.id) });
  await queryClient.resetQueries({ queryKey: trash });
}

type Change = { show: () => () => void; work: () => Promise<void> };

async function during(queryClient: QueryClient, { show, work }: Change): Promise<void> {
  const takeBack = show();
  changes += 1;
  try {
    await work();
  } catch (error) {
    takeBack();
    throw error;
  } finally {
    changes += 1;
  }
  // What was being fetched meanwhile may still tell the state before.
  const stale = everyFolderKeys.filter((queryKey) => queryClient.isFetching({ queryKey }) > 0);
  await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Shows these messages as they are now in everything that is loaded; returns what takes it back. */
function showParts(queryClient: QueryClient, { before, after }: Pick<Applied, 'before' | 'after'>): () => void {
  const change = unreadChange(before, after);
  const now = new Map(after.map(({ message }) => [rowKey(message), message]));
  const known = openedSummaries(queryClient);
  const takeBack = keep(queryClient, after);
  const place = (view: MailView, pages: readonly MessageList[]) =>
    placeParts(pages, { view, parts: after, known }).map((page) => ({ ...page, unread: Math.max(0, page.unread + change) }));
  for (const [key, data] of queryClient.getQueriesData<Pages>({ queryKey: queryKeys.allMessages })) {
    if (data !== undefined) queryClient.setQueryData<Pages>(key, { ...data, pages: place(key[1] as MailView, data.pages) });
  }
  queryClient.setQueryData<MessageList>(queryKeys.newest, (list) => list && place('inbox', [list])[0]);
  for (const { message } of after) {
    queryClient.setQueryData<OpenedMessage>(queryKeys.message(message.id), (opened) =>
      opened?.summary.role === message.role ? { ...opened, summary: shownAs(opened.summary, message) } : opened,
    );
  }
  for (const [key, rows] of queryClient.getQueriesData<MessageSummary[]>({ queryKey: queryKeys.allThreads })) {
    const marking = rows?.map((row) => shownAs(row, now.get(rowKey(row)) ?? row));
    queryClient.setQueryData(key, marking?.filter(({ folder }) => (folder === 'trash') === (key[2] === 'trash')));
  }
  return takeBack;
}

/** Of messages that stand in no row of their own: those of the conversations that were read. */
function openedSummaries(queryClient: QueryClient): Map<string, MessageSummary> {
  const threads = queryClient.getQueriesData<MessageSummary[]>({ queryKey: queryKeys.allThreads }).flatMap(([, rows]) => rows ?? []);
  const messages = queryClient.getQueriesData<OpenedMessage>({ queryKey: queryKeys.openedMessages }).flatMap(([, message]) => message?.summary ?? []);
  return new Map([...threads, ...messages].map((summary) => [rowKey(summary), summary]));
}

function dropRows(queryClient: QueryClient, gone: ReadonlySet<string>): () => void {
  const takeBack = keep(queryClient, []);
  queryClient.setQueriesData<Pages>({ queryKey: queryKeys.allMessages }, (data) => data && { ...data, pages: dropParts(data.pages, gone) });
  return takeBack;
}

function keep(queryClient: QueryClient, parts: readonly Part[]): () => void {
  const keys = [queryKeys.allMessages, queryKeys.newest, queryKeys.allThreads, ...parts.map(({ message }) => queryKeys.message(message.id))];
  const kept = keys.flatMap((queryKey) => queryClient.getQueriesData({ queryKey }));
  return () => {
    for (const [key, data] of kept) queryClient.setQueryData(key, data);
  };
}
