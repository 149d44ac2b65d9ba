// The search field of the header.
'use client';

import { Search, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { text } from '../../text/mailbox.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useHydrated } from '../../ui/use-hydrated.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { nudgeIndex } from './index-building.ts';
import { useSearch } from './search-context.tsx';
import styles from './search-field.module.css';

export function SearchField({ onSearch }: { onSearch: () => void }) {
  const { query, setQuery } = useSearch();
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
        onFocus={nudgeIndex}
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setQuery('');
            document.getElementById('content')?.focus();
          } else if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.nativeEvent.isComposing)) {
            event.preventDefault();
            document.querySelector<HTMLElement>('[data-message]')?.focus();
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
