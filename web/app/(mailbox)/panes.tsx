// List and reader. Both paths draw both: moving between them changes only the address, so neither is loaded anew.
'use client';

import { Mail } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { ListPane } from '../../features/inbox/list-pane.tsx';
import { Message } from '../../features/reading/message.tsx';
import { useLeaveSearch, useSearch } from '../../features/search/search-context.tsx';
import { type Place, usePlace } from '../../features/shell/use-place.ts';
import { text } from '../../text/mailbox.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useCompose } from '../../ui/navigation.ts';
import { READER } from '../../ui/read-on.ts';
import styles from './panes.module.css';

const SearchPane = lazy(() => import('../../features/search/search-pane.tsx').then((code) => ({ default: code.SearchPane })));

export function Panes() {
  const place = usePlace();
  const compose = useCompose();
  const { searching } = useSearch();
  useTitle(place);
  useLeaveSearch(place.kind === 'page' ? null : place.folder);
  if (place.kind === 'page') return null;
  const openId = place.kind === 'message' ? place.id : null;
  const list = { folder: place.folder, openId, headingLevel: openId === null ? (1 as const) : (2 as const) };
  return (
    <div className={styles['panes']} data-showing={openId === null ? 'list' : 'message'}>
      <div className={`${styles['list']} no-print`}>
        {searching ? (
          <Suspense>
            <SearchPane {...list} />
          </Suspense>
        ) : (
          <ListPane {...list} onCompose={() => compose.open({ kind: 'new' })} />
        )}
      </div>
      <div id={READER} tabIndex={-1} className={styles['reader']}>
        {openId === null ? (
          <NothingOpen words={place.folder === 'drafts' ? text.inbox.noDraftSelected : text.inbox.notSelected} />
        ) : (
          <Message key={openId} id={openId} folder={place.folder} />
        )}
      </div>
    </div>
  );
}

/** Moving in place does not change the document's title by itself. It never names a message: browsers keep titles. */
function useTitle(place: Place): void {
  const title = place.kind === 'message' ? text.inbox.message : place.kind === 'folder' ? text.shell.folderNames[place.folder] : null;
  useEffect(() => {
    if (title !== null) document.title = text.shell.pageTitle(title);
  }, [title]);
}

function NothingOpen({ words }: { words: { title: string; text: string } }) {
  return (
    <div className={styles['nothing']}>
      <EmptyState icon={<Mail />} title={words.title}>
        {words.text}
      </EmptyState>
    </div>
  );
}
