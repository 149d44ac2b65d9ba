// The search field of the header and what is typed in it. The words stay in memory: never in the address, never sent.
'use client';

import { Search, X } from 'lucide-react';
import { createContext, type ReactNode, useContext, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { text } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useHydrated } from '../../ui/use-hydrated.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { searchWords } from './filter.ts';
import styles from './search.module.css';

type SearchState = { query: string; setQuery: (query: string) => void };

const SearchContext = createContext<SearchState>({ query: '', setQuery: () => undefined });

export function SearchProvider({ children }: { children: ReactNode }) {
  const [query, setQuery] = useState('');
  const state = useMemo(() => ({ query, setQuery }), [query]);
  return <SearchContext value={state}>{children}</SearchContext>;
}

/** The words searched for; empty where nothing is. */
export function useSearchWords(): string[] {
  const query = useDeferredValue(useContext(SearchContext).query);
  return useMemo(() => searchWords(query), [query]);
}

export function SearchField({ onSearch }: { onSearch: () => void }) {
  const { query, setQuery } = useContext(SearchContext);
  const field = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const id = useId();
  useShortcut('search', () => field.current?.focus());
  const search = (next: string) => {
    setQuery(next);
    if (next.trim() !== '') onSearch();
  };
  return (
    <div className={styles['search']} role="search">
      <Search aria-hidden="true" className={styles['sign']} />
      <input
        ref={field}
        type="search"
        className={styles['input']}
        aria-label={text.shell.search}
        aria-describedby={`${id}-hint`}
        placeholder={text.shell.search}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        disabled={!hydrated}
        value={query}
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setQuery('');
            event.currentTarget.blur();
          }
        }}
      />
      <span id={`${id}-hint`} hidden>
        {text.shell.searchDescription}
      </span>
      {query !== '' && (
        <span className={styles['clear']}>
          <IconButton label={text.shell.clearSearch} icon={<X aria-hidden="true" />} size="small" tip="none" onClick={() => { setQuery(''); field.current?.focus(); }} />
        </span>
      )}
    </div>
  );
}
