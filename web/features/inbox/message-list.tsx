// The messages of a folder.
'use client';

import { Archive, Send, Star, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { idsOf, isStarred, listKey, messagesOf } from '../../session/conversation-rows.ts';
import { useSession } from '../../session/session-provider.tsx';
import { useLabels } from '../../session/use-labels.ts';
import type { MailView, MessageSummary } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paths } from '../../ui/paths.ts';
import { EmptyTrashQuestion } from '../../ui/remove-question.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FirstTime } from './first-time.tsx';
import { GroupSwitch } from './group-switch.tsx';
import { type HeadingLevel, ListHead } from './list-head.tsx';
import { ListFailed, ListLoading } from './list-states.tsx';
import { MessageRow } from './message-row.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { type BulkActions, useBulkActions } from './use-bulk-actions.ts';
import { useListKeys } from './use-list-keys.ts';
import { type MessageListView, useMessageList } from './use-message-list.ts';
import { type Selection, useSelection } from './use-selection.ts';
import { type Show, VirtualRows } from './virtual-rows.tsx';
import styles from './inbox.module.css';

type MessageListProps = { folder: MailView; openId: string | null; headingLevel: HeadingLevel; onCompose: () => void };
type ReadyList = Extract<MessageListView, { status: 'ready' }>;

export function MessageList(props: MessageListProps) {
  const list = useMessageList(props.folder);
  if (list.status === 'ready') return <LoadedList list={list} {...props} />;
  return (
    <>
      <ListHead folder={props.folder} headingLevel={props.headingLevel} selection={null} />
      {list.status === 'loading' ? <ListLoading /> : <ListFailed retry={list.retry} />}
    </>
  );
}

function LoadedList({ list, folder, openId, headingLevel, onCompose }: MessageListProps & { list: ReadyList }) {
  const actions = useBulkActions();
  const selection = useSelection(list.messages);
  const drained = useRefill(list);
  const empty = list.messages.length === 0;
  return (
    <>
      <ListHead
        folder={folder}
        headingLevel={headingLevel}
        selection={empty ? null : selection}
        bar={<SelectionBar view={folder} selection={selection} actions={actions} />}
        action={!empty && <GroupSwitch />}
      />
      {folder === 'trash' && (!empty || drained) && <TrashNote actions={actions} />}
      {drained && (list.older === 'failed' ? <Older list={list} /> : <ListLoading />)}
      {empty && !drained && <EmptyFolder folder={folder} onCompose={onCompose} />}
      {!empty && <Rows list={list} folder={folder} openId={openId} selection={selection} actions={actions} />}
    </>
  );
}

/** True where all that was loaded has left the list and there is more: what comes next is loaded then. What failed is asked for by hand. */
function useRefill({ messages, older, loadOlder }: ReadyList): boolean {
  const drained = messages.length === 0 && older !== 'none';
  useEffect(() => {
    if (drained && older === 'more') loadOlder();
  }, [drained, older, loadOlder]);
  return drained;
}

type RowsProps = Pick<MessageListProps, 'folder' | 'openId'> & {
  list: ReadyList;
  selection: Selection;
  actions: BulkActions;
};

function Rows({ list, folder, openId, selection, actions }: RowsProps) {
  const { messages, older, loadOlder } = list;
  const now = useNow();
  const labels = useLabels();
  const self = useSession().session?.address ?? '';
  const show = useRef<Show>(null);
  const openIndex = useMemo(() => (openId === null ? -1 : messages.findIndex((row) => messagesOf(row).some(({ id }) => id === openId))), [messages, openId]);
  useListKeys({ rows: messages, openId, openIndex, folder, selection, show });
  const { toggle } = selection;
  const onNearEnd = useCallback(() => {
    // What failed is asked for by hand.
    if (older === 'more') loadOlder();
  }, [older, loadOlder]);
  // From the list of the starred a row vanishes with its star, so that takes a way back of its own.
  const onStar = useCallback(
    (message: MessageSummary) => (folder === 'starred' ? actions.setStarred([message], !isStarred(message)) : actions.toggleStar(message)),
    [actions, folder],
  );
  const keyOf = useCallback((index: number) => (messages[index] === undefined ? String(index) : listKey(messages[index])), [messages]);
  return (
    <>
      <VirtualRows label={text.inbox.messages} count={messages.length} keyOf={keyOf} openIndex={openIndex} reading={openId !== null} onNearEnd={onNearEnd} show={show}>
        {(index, { ref, top }) => {
          const message = messages[index];
          return message === undefined ? null : (
            <MessageRow
              key={keyOf(index)}
              ref={ref}
              top={top}
              message={message}
              labels={labels.ofAll(idsOf(message))}
              href={paths.message({ id: message.id, folder })}
              open={index === openIndex}
              now={now}
              self={self}
              selected={selection.has(message)}
              index={index}
              of={older === 'none' ? messages.length : -1}
              onSelect={toggle}
              onStar={folder === 'trash' ? null : onStar}
            />
          );
        }}
      </VirtualRows>
      <Older list={list} />
    </>
  );
}

/** Says before it happens what the trash does, and lets it happen now. */
function TrashNote({ actions }: { actions: BulkActions }) {
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles['trash-note']}>
      <p>{text.inbox.trashNote}</p>
      <Button size="small" onClick={() => setAsking(true)}>
        {text.inbox.emptyTrash}
      </Button>
      {asking && <EmptyTrashQuestion onClose={() => setAsking(false)} onConfirm={actions.emptyTrash} />}
    </div>
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

const folderSigns = { starred: <Star />, sent: <Send />, archive: <Archive />, trash: <Trash2 /> } as const;

function EmptyFolder({ folder, onCompose }: { folder: MailView; onCompose: () => void }): ReactNode {
  if (folder === 'inbox') return <FirstTime onCompose={onCompose} />;
  return <EmptyState icon={folderSigns[folder]} title={text.inbox.empty[folder].title}>
      {text.inbox.empty[folder].text}
    </EmptyState>;
}
