// One message, opened and checked by the vault; reading it marks it as read.
'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { useMark } from '../../session/use-mark.ts';
import { codeOf } from '../../session/vault-error.ts';
import { text } from '../../text/mailbox.ts';
import { say } from '../../ui/toasts.ts';

export type MessageView =
  | { status: 'loading' }
  | { status: 'not-found' | 'recalled' | 'expired' }
  | { status: 'unreachable'; retry: () => void }
  | { status: 'ready'; message: OpenedMessage };

const ABSENT: Readonly<Record<string, 'not-found' | 'recalled' | 'expired'>> = {
  not_found: 'not-found',
  message_recalled: 'recalled',
  message_expired: 'expired',
};

export function useMessage(id: string): MessageView {
  const vault = useVault();
  const query = useQuery({
    queryKey: queryKeys.message(id),
    queryFn: () => vault.open(id),
    retry: (failures, error) => codeOf(error) === 'unavailable' && failures < 2,
  });
  const queryClient = useQueryClient();
  const askAgain = useCallback(() => void queryClient.invalidateQueries({ queryKey: queryKeys.message(id) }), [queryClient, id]);
  // Somebody has opened it: the sender sees that where it says who.
  useLive('receipt', askAgain);
  // It may have been recalled in the moment in which it was opened here, or deleted elsewhere.
  useLive('mail', askAgain);
  useAskAtExpiry({ message: query.data, asked: query.dataUpdatedAt }, askAgain);
  useReadMark(query.data);
  // What was open a moment ago is not shown any longer either.
  const absent = query.isError ? ABSENT[codeOf(query.error)] : undefined;
  if (absent !== undefined) return { status: absent };
  if (query.data !== undefined) return { status: 'ready', message: query.data };
  return query.isError ? { status: 'unreachable', retry: () => void query.refetch() } : { status: 'loading' };
}

/** The longest that a timer can be set for. */
const TIMER_MAX_MS = 2 ** 31 - 1;
const AGAIN_MS = 60_000;

/** Whether its date is past is for the server to say: the clock here may be wrong. `asked`: when it was asked last, by that clock. */
function useAskAtExpiry({ message, asked }: { message: OpenedMessage | undefined; asked: number }, askAgain: () => void): void {
  const expires = message?.secure.status === 'open' ? message.secure.expires : null;
  useEffect(() => {
    if (expires === null) return;
    const next = asked < expires ? expires : asked + AGAIN_MS;
    const timer = setTimeout(askAgain, Math.min(Math.max(next - Date.now(), 0), TIMER_MAX_MS));
    return () => clearTimeout(timer);
  }, [expires, asked, askAgain]);
}

function useReadMark(message: OpenedMessage | undefined): void {
  const { mark } = useMark();
  const id = message?.summary.id;
  const summary = message?.summary;
  const opened = message !== undefined && message.secure.status === 'open';
  const unread = opened && message.summary.role === 'recipient' && !message.summary.read;
  useEffect(() => {
    if (id !== undefined && opened) say(text.reading.opened);
  }, [id, opened]);
  useEffect(() => {
    // Whether it is marked is not worth a message on the screen: the next opening tries again.
    if (summary !== undefined && unread) void mark({ rows: [summary], marks: { read: true } }).catch(() => undefined);
    // Only opening marks: "Mark as unread" must not be undone by its own change.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, opened, mark]);
}
