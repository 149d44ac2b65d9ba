// Marks a message as read or moves it: on the screen at once, on the server meanwhile, and back if that fails.
'use client';

import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { everyFolderKeys, folderKeys, queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { Folder, Id, MessageList, MessageSummary, OpenedMessage } from '../../session/vault-api.ts';

export type Change = { id: Id; read?: boolean; folder?: Folder };
type Pages = InfiniteData<MessageList, string | null>;

export function useMark(): { mark: (change: Change) => Promise<void> } {
  const vault = useVault();
  const queryClient = useQueryClient();
  const mark = useCallback(
    async (change: Change) => {
      const before = applyChange(queryClient, change);
      try {
        await vault.mark(change);
      } catch (error) {
        before();
        throw error;
      }
      // What was being fetched meanwhile may still tell the state before.
      const stale = everyFolderKeys.filter((queryKey) => queryClient.isFetching({ queryKey }) > 0);
      const moved = change.folder === undefined ? [] : folderKeys(change.folder);
      await Promise.all([...stale, ...moved].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
    [vault, queryClient],
  );
  return { mark };
}

/** Shows the change everywhere; returns what takes it back. */
function applyChange(queryClient: QueryClient, { id, read, folder }: Change): () => void {
  const lists = queryClient.getQueriesData<Pages>({ queryKey: queryKeys.allMessages });
  const newest = queryClient.getQueryData<MessageList>(queryKeys.newest);
  const opened = queryClient.getQueryData<OpenedMessage>(queryKeys.message(id));
  const patch = { ...(read === undefined ? {} : { read }), ...(folder === undefined ? {} : { folder }) };
  const patchList = (list: MessageList): MessageList => patchRows(list, { id, patch });

  queryClient.setQueriesData<Pages>({ queryKey: queryKeys.allMessages }, (pages) => pages && { ...pages, pages: pages.pages.map(patchList) });
  queryClient.setQueryData<MessageList>(queryKeys.newest, (list) => list && patchList(list));
  queryClient.setQueryData<OpenedMessage>(queryKeys.message(id), (message) => message && { ...message, summary: { ...message.summary, ...patch } });
  return () => {
    for (const [key, pages] of lists) queryClient.setQueryData(key, pages);
    queryClient.setQueryData(queryKeys.newest, newest);
    queryClient.setQueryData(queryKeys.message(id), opened);
  };
}

/** A row that moved to another folder leaves the list; the unread count follows. */
function patchRows(list: MessageList, { id, patch }: { id: Id; patch: Partial<MessageSummary> }): MessageList {
  const row = list.rows.find((other) => other.id === id);
  if (row === undefined) return list;
  const moved = patch.folder !== undefined && patch.folder !== row.folder;
  const next = { ...row, ...patch };
  const rows = moved ? list.rows.filter((other) => other.id !== id) : list.rows.map((other) => (other.id === id ? next : other));
  const unreadBefore = row.read ? 0 : 1;
  const unreadAfter = next.read || moved ? 0 : 1;
  return { ...list, rows, unread: Math.max(0, list.unread - unreadBefore + unreadAfter) };
}
