// What can be done with many rows at once, each with its way back.
'use client';

import { useMemo } from 'react';
import { useMark } from '../../session/use-mark.ts';
import { isStarred, messagesOf, rowKey } from '../../session/conversation-rows.ts';
import type { ListedMessage, Marks, MessageSummary } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { announce } from '../../ui/toasts.ts';

const words = text.inbox;

type Done = keyof typeof words.done;
type Marking = { marks: Marks; which?: (message: ListedMessage) => boolean };

export type BulkActions = {
  archive: (rows: MessageSummary[]) => void;
  trash: (rows: MessageSummary[]) => void;
  /** To the inbox, or to Sent. */
  restore: (rows: MessageSummary[]) => void;
  setRead: (rows: MessageSummary[], read: boolean) => void;
  setStarred: (rows: MessageSummary[], starred: boolean) => void;
  /** Without words: pressing the star again is its way back. */
  toggleStar: (row: MessageSummary) => void;
  remove: (rows: MessageSummary[]) => Promise<void>;
  emptyTrash: () => Promise<void>;
};

export function useBulkActions(): BulkActions {
  const { mark, remove, emptyTrash } = useMark();
  return useMemo(() => {
    const run = async (done: Done, { rows, markings }: { rows: MessageSummary[]; markings: Marking[] }) => {
      const messages = rows.flatMap(messagesOf);
      const wanted = markings.filter(({ which = () => true }) => messages.some(which));
      const count = messages.filter((message) => wanted.some(({ which = () => true }) => which(message))).length;
      try {
        const undos = await Promise.all(wanted.map((marking) => mark({ rows, ...marking })));
        const undo = () => void Promise.all(undos.map((back) => back())).catch(complain);
        announce(words.done[done](count), { action: { label: words.undo, onAction: undo } });
      } catch {
        complain();
      }
    };
    return {
      archive: (rows) => void run('archive', { rows, markings: [{ marks: { folder: 'archive' } }] }),
      trash: (rows) => void run('trash', { rows, markings: [{ marks: { folder: 'trash' } }] }),
      restore: (rows) =>
        void run('restore', {
          rows,
          markings: [
            { marks: { folder: 'inbox' }, which: ({ role }) => role === 'recipient' },
            { marks: { folder: 'sent' }, which: ({ role }) => role === 'sender' },
          ],
        }),
      setRead: (rows, read) => void run(read ? 'read' : 'unread', { rows, markings: [{ marks: { read }, which: read ? isUnreadMail : newestRead(rows) }] }),
      setStarred: (rows, starred) => void run(starred ? 'star' : 'unstar', { rows, markings: [{ marks: { starred }, which: starred ? withoutStar(rows) : ({ starred: has }) => has }] }),
      toggleStar: (row) => {
        const starred = !isStarred(row);
        void mark({ rows: [row], marks: { starred }, which: starred ? withoutStar([row]) : ({ starred: has }) => has }).catch(complain);
      },
      remove: async (rows) => {
        await remove(rows).then(() => announce(words.done.remove(rows.flatMap(messagesOf).length)), complain);
      },
      emptyTrash: async () => {
        await emptyTrash().then(() => announce(words.emptyTrashQuestion.done), complain);
      },
    };
  }, [mark, remove, emptyTrash]);
}

function isUnreadMail({ role, read }: ListedMessage): boolean {
  return role === 'recipient' && !read;
}

/** Of each row the newest that came: one is enough to be seen, and reading the conversation again takes it back. */
function newestRead(rows: readonly MessageSummary[]): (message: ListedMessage) => boolean {
  const newest = new Set(rows.flatMap((row) => messagesOf(row).find(({ role }) => role === 'recipient') ?? []).map(rowKey));
  return (message) => newest.has(rowKey(message)) && message.read;
}

/** Of each row without a star the newest: that is the one it shows. */
function withoutStar(rows: readonly MessageSummary[]): (message: ListedMessage) => boolean {
  const newest = new Set(rows.filter((row) => !isStarred(row)).map(rowKey));
  return (message) => newest.has(rowKey(message));
}

function complain(): void {
  announce(words.changeFailed, { tone: 'danger' });
}
