// What the vault finds for the typed words. Asked again while one looks at it: it costs the server nothing, the index may still grow,
// and messages are moved.
'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import { useVault } from '../../session/session-provider.tsx';
import type { SearchResults } from '../../session/vault-api/search.ts';
import { useFreshIndex } from './index-building.ts';

const PAGE = 50;
const AGAIN_MS = 2_000;
/** What was looked for is not remembered for long. */
const FORGET_MS = 10_000;

export type SearchView =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; results: SearchResults; more: (() => void) | null };

export function useSearchResults(query: string): SearchView {
  const vault = useVault();
  useFreshIndex();
  const [shown, setShown] = useState({ query, limit: PAGE });
  // Other words begin at the top again.
  const limit = shown.query === query ? shown.limit : PAGE;
  const asked = useQuery({
    queryKey: queryKeys.search({ query, limit }),
    queryFn: () => vault.search({ query, limit }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: FORGET_MS,
    refetchInterval: AGAIN_MS,
  });
  if (asked.data === undefined) return asked.isError ? { status: 'failed', retry: () => void asked.refetch() } : { status: 'loading' };
  const more = asked.data.total > limit ? () => setShown({ query, limit: limit + PAGE }) : null;
  return { status: 'ready', results: asked.data, more };
}
