// What is typed into the search. It stays in memory: never in the address, never sent.
'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { MailFolder } from '../../ui/paths.ts';

type SearchState = { query: string; setQuery: (query: string) => void };

const SearchContext = createContext<SearchState>({ query: '', setQuery: () => undefined });

export function SearchProvider({ children }: { children: ReactNode }) {
  const [query, setQuery] = useState('');
  const state = useMemo(() => ({ query, setQuery }), [query]);
  return <SearchContext value={state}>{children}</SearchContext>;
}

export function useSearch(): SearchState & { searching: boolean } {
  const state = useContext(SearchContext);
  return { ...state, searching: state.query.trim() !== '' };
}

/** Whoever goes to another folder has left the search; going to a message and back has not. */
export function useLeaveSearch(folder: MailFolder | null): void {
  const { setQuery } = useContext(SearchContext);
  const before = useRef(folder);
  useEffect(() => {
    if (folder === null) return;
    if (before.current !== null && before.current !== folder) setQuery('');
    before.current = folder;
  }, [folder, setQuery]);
}
