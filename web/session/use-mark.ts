// Marks and moves messages, and removes them for good: on the screen at once, on the server meanwhile, and back if that fails.
'use client';

import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { marked, placeRows, reversal, rowKey, unreadChange } from './marked-lists.ts';
import { everyFolderKeys, queryKeys } from './query-keys.ts';
import { useVault } from './session-provider.tsx';
import type { MailView, Marks, MessageList, MessageSummary, OpenedMessage, Vault } from './vault-api.ts';

type Pages = InfiniteData<MessageList, string | null>;
type Marking = { rows: readonly MessageSummary[]; marks: Marks };
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
      mark: async (marking) => {
        await applyMarks(parts, marking);
        return async () => void (await Promise.all(reversal(marking.rows, marking.marks).map((back) => applyMarks(parts, back))));
      },
      remove: (rows) => removeRows(parts, rows),
      emptyTrash: () => emptyTrash(parts),
    };
  }, [vault, queryClient]);
}

type Parts = { vault: Vault; queryClient: QueryClient };

async function applyMarks({ vault, queryClient }: Parts, { rows, marks }: Marking): Promise<void> {
  const after = rows.map((row) => marked(row, marks));
  await during(queryClient, {
    show: () => showRows(queryClient, { before: rows, after }),
    work: () => vault.mark({ messages: rows.map(({ id, role }) => ({ id, role })), marks }),
  });
  if (marks.folder === undefined) return;
  // When the trash lets go of it only the server knows, and what came out of the trash belongs to its conversation again.
  for (const { id } of rows) void queryClient.invalidateQueries({ queryKey: queryKeys.message(id), refetchType: 'none' });
  if (rows.some(({ folder }) => folder === 'trash')) await queryClient.invalidateQueries({ queryKey: queryKeys.allThreads });
}

async function removeRows({ vault, queryClient }: Parts, rows: readonly MessageSummary[]): Promise<void> {
  await during(queryClient, {
    show: () => dropRows(queryClient, new Set(rows.map(rowKey))),
    work: () => vault.remove(rows.map(({ id, role }) => ({ id, role }))),
  });
  for (const { id } of rows) queryClient.removeQueries({ queryKey: queryKeys.message(id) });
}

async function emptyTrash({ vault, queryClient }: Parts): Promise<void> {
  const trash = queryKeys.messages('trash');
  const rows = queryClient.getQueryData<Pages>(trash)?.pages.flatMap((page) => page.rows) ?? [];
  await during(queryClient, { show: () => () => undefined, work: () => vault.emptyTrash() });
  for (const { id } of rows) queryClient.removeQueries({ queryKey: queryKeys.message(id) });
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

/** Shows the rows as they are now in everything that is loaded; returns what takes it back. */
function showRows(queryClient: QueryClient, { before, after }: { before: readonly MessageSummary[]; after: readonly MessageSummary[] }): () => void {
  const change = unreadChange(before, after);
  const now = new Map(after.map((row) => [rowKey(row), row]));
  const takeBack = keep(queryClient, after);
  const place = (view: MailView, pages: readonly MessageList[]) =>
    placeRows(pages, { view, rows: after }).map((page) => ({ ...page, unread: Math.max(0, page.unread + change) }));
  for (const [key, data] of queryClient.getQueriesData<Pages>({ queryKey: queryKeys.allMessages })) {
    if (data !== undefined) queryClient.setQueryData<Pages>(key, { ...data, pages: place(key[1] as MailView, data.pages) });
  }
  queryClient.setQueryData<MessageList>(queryKeys.newest, (list) => list && place('inbox', [list])[0]);
  for (const row of after) {
    queryClient.setQueryData<OpenedMessage>(queryKeys.message(row.id), (message) =>
      message?.summary.role === row.role ? { ...message, summary: row } : message,
    );
  }
  queryClient.setQueriesData<MessageSummary[]>({ queryKey: queryKeys.allThreads }, (rows) =>
    rows?.map((row) => now.get(rowKey(row)) ?? row).filter(({ folder }) => folder !== 'trash'),
  );
  return takeBack;
}

function dropRows(queryClient: QueryClient, gone: ReadonlySet<string>): () => void {
  const takeBack = keep(queryClient, []);
  queryClient.setQueriesData<Pages>({ queryKey: queryKeys.allMessages }, (data) =>
    data && { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => !gone.has(rowKey(row))) })) },
  );
  return takeBack;
}

function keep(queryClient: QueryClient, rows: readonly MessageSummary[]): () => void {
  const keys = [queryKeys.allMessages, queryKeys.newest, queryKeys.allThreads, ...rows.map(({ id }) => queryKeys.message(id))];
  const kept = keys.flatMap((queryKey) => queryClient.getQueriesData({ queryKey }));
  return () => {
    for (const [key, data] of kept) queryClient.setQueryData(key, data);
  };
}
