// The messages of one folder: loaded page by page, kept fresh by asking for the first page alone.
'use client';

import { type InfiniteData, type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { listKey } from '../../session/conversation-rows.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { changesSoFar } from '../../session/use-mark.ts';
import type { MailView, MessageList, MessageSummary } from '../../session/vault-api/mailbox.ts';
import type { Vault } from '../../session/vault-api/vault.ts';
import { readGrouping } from '../../ui/appearance.ts';
import { mergeNewest } from './merge-newest.ts';
import { usePolling } from './use-polling.ts';

type Pages = InfiniteData<MessageList, string | null>;

export type MessageListView =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; messages: MessageSummary[]; older: 'none' | 'more' | 'loading' | 'failed'; loadOlder: () => void };

export function useMessageList(folder: MailView): MessageListView {
  const vault = useVault();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: queryKeys.messages(folder),
    queryFn: ({ pageParam }) => (pageParam === null ? firstPage({ queryClient, vault, folder }) : vault.list({ folder, before: pageParam, grouping: readGrouping() })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  usePolling(useCallback(() => refreshList({ queryClient, vault, folder }), [queryClient, vault, folder]));

  const { fetchNextPage } = query;
  const loadOlder = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const messages = useMemo(() => withoutDoubles(query.data?.pages ?? []), [query.data]);
  if (query.data === undefined) return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
  return { status: 'ready', messages, older: olderState(query), loadOlder };
}

type Source = { queryClient: QueryClient; vault: Vault; folder: MailView };

/** The inbox's first page is also watched for the unread count: both share one question to the server. */
function firstPage({ queryClient, vault, folder }: Source): Promise<MessageList> {
  const ask = () => vault.list({ folder, before: null, grouping: readGrouping() });
  return folder === 'inbox' ? queryClient.fetchQuery({ queryKey: queryKeys.newest, queryFn: ask, staleTime: 1000 }) : ask();
}

/** Fetches the first page and lays it over what is loaded. Quiet where there is nothing loaded yet or no connection. */
export async function refreshList({ queryClient, vault, folder }: Source): Promise<void> {
  const key = queryKeys.messages(folder);
  const loaded = queryClient.getQueryData<Pages>(key);
  if (loaded === undefined || queryClient.isFetching({ queryKey: key }) > 0) return;
  const before = changesSoFar();
  const newest = await firstPage({ queryClient, vault, folder });
  // It may tell what was before the change; the next round tells what is.
  if (changesSoFar() !== before) return;
  queryClient.setQueryData<Pages>(key, (current) => {
    if (current === undefined) return current;
    const pages = mergeNewest(current.pages, newest);
    return { pages, pageParams: current.pageParams.slice(0, pages.length) };
  });
}

function olderState(query: { isFetchingNextPage: boolean; isFetchNextPageError: boolean; hasNextPage: boolean }) {
  if (query.isFetchingNextPage) return 'loading';
  if (query.isFetchNextPageError) return 'failed';
  return query.hasNextPage ? 'more' : 'none';
}

/** What moved down a page between two fetches is shown once. */
function withoutDoubles(pages: readonly MessageList[]): MessageSummary[] {
  const seen = new Map<string, MessageSummary>();
  for (const page of pages) for (const row of page.rows) if (!seen.has(listKey(row))) seen.set(listKey(row), row);
  return [...seen.values()];
}
