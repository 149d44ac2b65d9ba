// The messages of a folder.
'use client';

import { Archive, Send, Trash2 } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Folder } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paths } from '../../ui/paths.ts';
import { FirstTime } from './first-time.tsx';
import { ListFailed, ListLoading } from './list-states.tsx';
import { MessageRow } from './message-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { type MessageListView, useMessageList } from './use-message-list.ts';
import { useNow } from '../../ui/use-now.ts';
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
  const now = useNow();
  useListKeys({ ids: useMemo(() => list.messages.map((message) => message.id), [list.messages]), openId, folder });
  if (list.messages.length === 0) return <EmptyFolder folder={folder} onCompose={onCompose} />;
  return (
    <>
      <ul className={styles['list']} aria-label={text.inbox.messages}>
        {list.messages.map((message) => (
          <MessageRow key={message.id} message={message} href={paths.message({ id: message.id, folder })} open={message.id === openId} now={now} />
        ))}
      </ul>
      <Older list={list} />
    </>
  );
}

function Older({ list }: { list: ReadyList }) {
  if (list.older === 'none') return null;
  return (
    <div className={styles['older']}>
      {list.older === 'failed' && <p role="alert">{text.inbox.olderFailed}</p>}
      <Button variant="quiet" busy={list.older === 'loading'} onClick={list.loadOlder}>
        {list.older === 'loading' ? text.inbox.loadingOlder : text.inbox.loadOlder}
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
