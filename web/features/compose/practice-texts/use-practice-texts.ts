// The practice's texts, as the query cache has them, and what changes them.
'use client';

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '../../../session/query-keys.ts';
import { useVault } from '../../../session/session-provider.tsx';
import { useLive } from '../../../session/use-live.ts';
import type { PracticeTexts, PracticeTextsVault } from '../../../session/vault-api/practice-texts.ts';
import type { Template } from '../../../session/vault-api/texts.ts';
import type { Vault } from '../../../session/vault-api/vault.ts';

/** A change is heard of at once; this is for where no stream comes through. */
const FRESH_MS = 60_000;

export const practiceTextsQuery = (vault: Vault) => ({ queryKey: queryKeys.practiceTexts, queryFn: () => vault.practiceTexts(), staleTime: FRESH_MS });

export type PracticeTextsView = { status: 'loading' } | { status: 'failed'; retry: () => void } | { status: 'ready'; texts: PracticeTexts };

export function usePracticeTextsView(): PracticeTextsView {
  const vault = useVault();
  const query = useQuery({ ...practiceTextsQuery(vault), refetchOnMount: 'always' });
  usePracticeTextsNews();
  if (query.data !== undefined) return { status: 'ready', texts: query.data };
  return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
}

export function usePracticeTextsNews(): void {
  const queryClient = useQueryClient();
  useLive('practice', useCallback(() => void queryClient.invalidateQueries({ queryKey: queryKeys.practiceTexts }), [queryClient]));
}

/** For a message that is about to begin: as they are now, or, where that takes long, as they were known last. */
export async function practiceTextsWithin({ vault, queryClient }: { vault: Vault; queryClient: QueryClient }, patience: number): Promise<PracticeTexts | undefined> {
  const known = () => queryClient.getQueryData<PracticeTexts>(queryKeys.practiceTexts);
  if (!navigator.onLine) return known();
  const now = queryClient.fetchQuery({ ...practiceTextsQuery(vault), retry: false }).catch(known);
  return Promise.race([now, new Promise<PracticeTexts | undefined>((resolve) => setTimeout(() => resolve(known()), patience))]);
}

export type PracticeTextsChanges = Pick<PracticeTextsVault, 'savePracticeSignature' | 'beginPracticeTexts'> & {
  savePracticeTemplate: (change: Parameters<PracticeTextsVault['savePracticeTemplate']>[0]) => Promise<void>;
  /** As it stands by then, whoever has changed it. Resolves to what takes it back. */
  removePracticeTemplate: (template: Template | null) => Promise<() => Promise<void>>;
};

/** Also where it was refused: somebody else's are there by then. */
export function usePracticeTextsChanges(): PracticeTextsChanges {
  const vault = useVault();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries({ queryKey: queryKeys.practiceTexts });
  return {
    savePracticeSignature: (change) => vault.savePracticeSignature(change).finally(reload),
    savePracticeTemplate: async (change) => void (await vault.savePracticeTemplate(change).finally(reload)),
    removePracticeTemplate: async (template) => {
      const removed = await vault.savePracticeTemplate({ before: template, after: null, force: true }).finally(reload);
      return async () => {
        // As a new one: it takes the place of nothing that somebody has written meanwhile.
        if (removed !== null) await vault.savePracticeTemplate({ before: null, after: removed, force: false }).finally(reload);
      };
    },
    beginPracticeTexts: () => vault.beginPracticeTexts().finally(reload),
  };
}
