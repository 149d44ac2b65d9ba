// Signature and templates, as the query cache has them, and what changes them.
'use client';

import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../../session/query-keys.ts';
import { useVault } from '../../../session/session-provider.tsx';
import type { Id } from '../../../session/vault-api/id.ts';
import type { OwnTexts, Signature, Template } from '../../../session/vault-api/texts.ts';
import type { Vault } from '../../../session/vault-api/vault.ts';

const none: OwnTexts = { signature: null, templates: [] };
const FRESH_MS = 5_000;

const queryOf = (vault: Vault) => ({ queryKey: queryKeys.texts, queryFn: () => vault.texts(), staleTime: FRESH_MS });

export type OwnTextsView = { status: 'loading' } | { status: 'failed'; retry: () => void } | ({ status: 'ready' } & OwnTexts);

export function useOwnTextsView(): OwnTextsView {
  const vault = useVault();
  const query = useQuery({ ...queryOf(vault), refetchOnMount: 'always' });
  if (query.data !== undefined) return { status: 'ready', ...query.data };
  return query.isError ? { status: 'failed', retry: () => void query.refetch() } : { status: 'loading' };
}

/** Nothing until it is known. */
export function useOwnTexts(): OwnTexts {
  const vault = useVault();
  return useQuery(queryOf(vault)).data ?? none;
}

/** For a message that is about to begin: as they are now, or, where that takes long, as they were known last. */
export async function ownTextsWithin({ vault, queryClient }: { vault: Vault; queryClient: QueryClient }, patience: number): Promise<OwnTexts> {
  const known = () => queryClient.getQueryData<OwnTexts>(queryKeys.texts) ?? none;
  if (!navigator.onLine) return known();
  const now = queryClient.fetchQuery({ ...queryOf(vault), retry: false }).catch(known);
  return Promise.race([now, new Promise<OwnTexts>((resolve) => setTimeout(() => resolve(known()), patience))]);
}

export type TextChanges = {
  saveSignature: (signature: Signature | null) => Promise<void>;
  saveTemplate: (template: Omit<Template, 'id'> & { id: Id | null }) => Promise<void>;
  /** Resolves to what takes it back. */
  removeTemplate: (id: Id) => Promise<() => Promise<void>>;
};

export function useTextChanges(): TextChanges {
  const vault = useVault();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries({ queryKey: queryKeys.texts });
  return {
    saveSignature: (signature) => vault.saveSignature(signature).then(reload),
    saveTemplate: (template) => vault.saveTemplate(template).then(reload),
    removeTemplate: async (id) => {
      const removed = await vault.removeTemplate(id);
      await reload();
      return async () => {
        if (removed !== null) await vault.saveTemplate(removed);
        await reload();
      };
    },
  };
}
