// The other messages of a message's conversation.
'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { readGrouping } from '../../ui/appearance.ts';
import { useWaited } from './use-waited.ts';

/** The message does not wait longer for the rest: nothing should move once one reads. */
const WAIT_MS = 200;

/** Newest first; null: not known yet, and worth waiting for. */
export function useConversation(message: MessageSummary | null): MessageSummary[] | null {
  const vault = useVault();
  const thread = message?.thread ?? '';
  const id = message?.id;
  // In a list by conversations what lies in the trash stands together there, and with nothing else.
  const where = message?.folder === 'trash' && readGrouping() === 'conversations' ? 'trash' : 'kept';
  const asked = { id: thread, where } as const;
  const query = useQuery({ queryKey: queryKeys.thread(asked), queryFn: () => vault.thread(asked), enabled: message !== null });
  const waited = useWaited(message !== null, WAIT_MS);
  const others = useMemo(() => distinct(query.data ?? []).filter((row) => row.id !== id), [query.data, id]);
  return query.isPending && !waited ? null : others;
}

/** A message to oneself is there twice, and read once. */
function distinct(rows: readonly MessageSummary[]): MessageSummary[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
