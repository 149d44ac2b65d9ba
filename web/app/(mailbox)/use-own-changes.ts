// Drafts, contacts, labels and texts that another device has changed appear wherever they are shown.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import { useLive } from '../../session/use-live.ts';

const OWN = [queryKeys.drafts, queryKeys.contacts, queryKeys.groups, queryKeys.labels, queryKeys.texts, queryKeys.allSuggestions];

/** The mailbox opens first. */
const TIDY_AFTER_MS = 5_000;

export function useOwnChanges(): void {
  const vault = useVault();
  const queryClient = useQueryClient();
  const showAgain = useCallback(async () => {
    await vault.takeOver();
    await Promise.all(OWN.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  }, [vault, queryClient]);
  useEffect(() => {
    const timer = setTimeout(() => void vault.tidyDrafts().catch(() => undefined), TIDY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [vault]);
  // Without a connection the stream says "anything" when it is back.
  useLive('state', useCallback(() => void showAgain().catch(() => undefined), [showAgain]));
}
