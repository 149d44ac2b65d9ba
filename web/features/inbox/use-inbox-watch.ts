// Looks for new messages wherever in the mailbox one is: keeps the unread count, and says when something has come.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useSession, useVault } from '../../session/session-provider.tsx';
import type { MessageList } from '../../session/vault-api/mailbox.ts';
import { messagesOf } from '../../session/conversation-rows.ts';
import { text } from '../../text/mailbox.ts';
import { readGrouping } from '../../ui/appearance.ts';
import { say } from '../../ui/toasts.ts';
import { usePolling } from './use-polling.ts';

/** The number of unread messages in the inbox. */
export function useInboxWatch(): number {
  const vault = useVault();
  const { session } = useSession();
  const newest = useQuery({ queryKey: queryKeys.newest, queryFn: () => vault.list({ folder: 'inbox', before: null, grouping: readGrouping() }) });
  const { refetch } = newest;
  usePolling(useCallback(async () => void (await refetch()), [refetch]));
  useSayNew(newest.data);
  return newest.data?.unread ?? session?.unread ?? 0;
}

/** New is what is unread and newer than all that was there before: not what has come back, or up from the next page. */
function useSayNew(newest: MessageList | undefined): void {
  const queryClient = useQueryClient();
  const latest = useRef<number | null>(null);
  useEffect(() => {
    if (newest === undefined) return;
    const before = latest.current;
    latest.current = Math.max(before ?? 0, ...newest.rows.map((row) => row.sentAt));
    const arrived = before === null ? 0 : newest.rows.flatMap(messagesOf).filter(({ read, sentAt }) => !read && sentAt > before).length;
    if (arrived === 0) return;
    say(text.inbox.newMessages(arrived));
    void queryClient.invalidateQueries({ queryKey: queryKeys.allThreads });
  }, [newest, queryClient]);
}
