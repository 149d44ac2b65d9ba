// What can be done with many rows at once, each with its way back.
'use client';

import { useMemo } from 'react';
import { useMark } from '../../session/use-mark.ts';
import type { Marks, MessageSummary } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { announce } from '../../ui/toasts.ts';

const words = text.inbox;

type Done = keyof typeof words.done;
type Marking = { rows: MessageSummary[]; marks: Marks };

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
    const run = async (done: Done, markings: Marking[]) => {
      const wanted = markings.filter(({ rows }) => rows.length > 0);
      const count = wanted.reduce((sum, { rows }) => sum + rows.length, 0);
      try {
        const undos = await Promise.all(wanted.map(mark));
        const undo = () => void Promise.all(undos.map((back) => back())).catch(complain);
        announce(words.done[done](count), { action: { label: words.undo, onAction: undo } });
      } catch {
        complain();
      }
    };
    const of = (rows: MessageSummary[], role: MessageSummary['role']) => rows.filter((row) => row.role === role);
    return {
      archive: (rows) => void run('archive', [{ rows, marks: { folder: 'archive' } }]),
      trash: (rows) => void run('trash', [{ rows, marks: { folder: 'trash' } }]),
      restore: (rows) =>
        void run('restore', [
          { rows: of(rows, 'recipient'), marks: { folder: 'inbox' } },
          { rows: of(rows, 'sender'), marks: { folder: 'sent' } },
        ]),
      setRead: (rows, read) => void run(read ? 'read' : 'unread', [{ rows: rows.filter((row) => row.read !== read), marks: { read } }]),
      setStarred: (rows, starred) => void run(starred ? 'star' : 'unstar', [{ rows: rows.filter((row) => row.starred !== starred), marks: { starred } }]),
      toggleStar: (row) => void mark({ rows: [row], marks: { starred: !row.starred } }).catch(complain),
      remove: async (rows) => {
        await remove(rows).then(() => announce(words.done.remove(rows.length)), complain);
      },
      emptyTrash: async () => {
        await emptyTrash().then(() => announce(words.emptyTrashQuestion.done), complain);
      },
    };
  }, [mark, remove, emptyTrash]);
}

function complain(): void {
  announce(words.changeFailed, { tone: 'danger' });
}
