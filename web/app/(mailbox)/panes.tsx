// List and reader. Both paths draw both: moving between them changes only the address, so neither is loaded anew.
'use client';

import { Mail } from 'lucide-react';
import { useEffect } from 'react';
import { ListPane } from '../../features/inbox/list-pane.tsx';
import { Message } from '../../features/reading/message.tsx';
import { type Place, usePlace } from '../../features/shell/use-place.ts';
import { text } from '../../text/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useCompose } from '../../ui/navigation.ts';
import styles from './panes.module.css';

export function Panes() {
  const place = usePlace();
  const compose = useCompose();
  useTitle(place);
  if (place.kind === 'page') return null;
  const openId = place.kind === 'message' ? place.id : null;
  return (
    <div className={styles['panes']} data-showing={openId === null ? 'list' : 'message'}>
      <div className={`${styles['list']} no-print`}>
        <ListPane folder={place.folder} openId={openId} headingLevel={openId === null ? 1 : 2} onCompose={() => compose.open({ kind: 'new' })} />
      </div>
      <div className={styles['reader']}>
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
