// The messages of a folder, or those of them that the search finds.
'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Archive, Send, Trash2 } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { queryKeys } from '../../session/query-keys.ts';
import type { Folder, MessageSummary, OpenedMessage } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paths } from '../../ui/paths.ts';
import { matchesWords, messageText, openedText } from './filter.ts';
import { FirstTime } from './first-time.tsx';
import { ListFailed, ListLoading } from './list-states.tsx';
import { MessageRow } from './message-row.tsx';
import { useSearchWords } from './search.tsx';
import { useListKeys } from './use-list-keys.ts';
import { type MessageListView, useMessageList } from './use-message-list.ts';
import { useNow } from './use-now.ts';
import styles from './inbox.module.css';

type MessageListProps = { folder: Folder; openId: string | null; onCompose: () => void };
type ReadyList = Extract<MessageListView, { status: 'ready' }>;

export function MessageList({ folder, openId, onCompose }: MessageListProps) {
  const list = useMessageList(folder);
  if (list.status === 'loading') return <ListLoading />;
  if (list.status === 'failed') return <ListFailed retry={list.retry} />;
  return <LoadedList list={list} folder={folder} openId={openId} onCompose={onCompose} />;
}

function LoadedList({ list, folder, openId, onCompose }: MessageListProps & { list: ReadyList }) {
  const words = useSearchWords();
  const found = useFound(list.messages, words);
  const now = useNow();
  useListKeys({ ids: useMemo(() => found.map((message) => message.id), [found]), openId, folder });
  if (list.messages.length === 0 && words.length === 0) return <EmptyFolder folder={folder} onCompose={onCompose} />;
  return (
    <>
      {words.length > 0 && (
        <p className={styles['note']} role="status">
          {text.inbox.found(found.length)}. {text.inbox.searchScope}
        </p>
      )}
      <ul className={styles['list']} aria-label={text.inbox.messages}>
        {found.map((message) => (
          <MessageRow key={message.id} message={message} href={paths.message({ id: message.id, folder })} open={message.id === openId} now={now} />
        ))}
      </ul>
      <Older list={list} searching={words.length > 0} />
    </>
  );
}

function Older({ list, searching }: { list: ReadyList; searching: boolean }) {
  if (list.older === 'none') return null;
  const label = searching ? text.inbox.searchOlder : text.inbox.loadOlder;
  return (
    <div className={styles['older']}>
      {list.older === 'failed' && <p role="alert">{text.inbox.olderFailed}</p>}
      <Button variant="quiet" busy={list.older === 'loading'} onClick={list.loadOlder}>
        {list.older === 'loading' ? text.inbox.loadingOlder : label}
      </Button>
    </div>
  );
}

const folderSigns = { sent: <Send />, archive: <Archive />, trash: <Trash2 /> } as const;

function EmptyFolder({ folder, onCompose }: { folder: Folder; onCompose: () => void }): ReactNode {
  if (folder === 'inbox') return <FirstTime onCompose={onCompose} />;
  return <EmptyState icon={folderSigns[folder]} title={text.inbox.empty[folder].title}>
      {text.inbox.empty[folder].text}
    </EmptyState>;
}

function useFound(messages: MessageSummary[], words: string[]): MessageSummary[] {
  const queryClient = useQueryClient();
  return useMemo(() => {
    if (words.length === 0) return messages;
    const opened = (id: string) => openedText(queryClient.getQueryData<OpenedMessage>(queryKeys.message(id)));
    return messages.filter((message) => matchesWords(messageText(message, opened(message.id)), words));
  }, [messages, words, queryClient]);
}
