// What can be done with an opened message: answering, moving, marking, printing.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import { useMark } from '../../session/use-mark.ts';
import type { Folder, Marks, MessageSummary, OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { useCompose, useGo } from '../../ui/navigation.ts';
import { askForLabels } from '../../ui/labelling.ts';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { announce } from '../../ui/toasts.ts';
import { rowOf } from './row-of.ts';

const words = text.reading.actions;

export type MessageActionSet = {
  /** Null where it makes no sense for this message. */
  reply: (() => void) | null;
  replyAll: (() => void) | null;
  forward: (() => void) | null;
  print: () => void;
  archive: (() => void) | null;
  trash: (() => void) | null;
  restore: (() => void) | null;
  /** For good; asked before. */
  remove: (() => Promise<void>) | null;
  markUnread: (() => void) | null;
  label: () => void;
  /** Null in the trash. */
  star: { on: boolean; toggle: () => void } | null;
};

type Acting = { message: OpenedMessage; others: readonly MessageSummary[]; folder: MailFolder };

export function useMessageActions({ message, others, folder }: Acting): MessageActionSet {
  const { summary, secure } = message;
  const { session } = useSession();
  const compose = useCompose();
  const go = useGo();
  const { mark, remove } = useMark();
  const { id } = summary;

  const move = async (to: (of: MessageSummary) => Folder) => {
    const rows = rowOf({ message: summary, others, folder });
    go(paths.folder(folder));
    try {
      const places = [...new Set(rows.map(to))];
      const undos = await Promise.all(places.map((place) => mark({ rows: rows.filter((row) => to(row) === place), marks: { folder: place } satisfies Marks })));
      const undo = () => void Promise.all(undos.map((back) => back())).catch(complain);
      announce(doneWith(rows, to(summary)), { action: { label: words.undo, onAction: undo } });
    } catch {
      complain();
    }
  };
  const markUnread = async () => {
    go(paths.folder(folder));
    await mark({ rows: [summary], marks: { read: false } }).then(() => announce(words.done.unread), complain);
  };
  const removeIt = async () => {
    go(paths.folder(folder));
    await remove([summary]).then(() => announce(words.done.removed), complain);
  };

  const open = secure.status === 'open';
  const actions: MessageActionSet = {
    reply: open ? () => compose.open({ kind: 'reply', id }) : null,
    replyAll: open && hasOthers(message, session?.address) ? () => compose.open({ kind: 'reply-all', id }) : null,
    forward: open ? () => compose.open({ kind: 'forward', id }) : null,
    print: () => window.print(),
    archive: summary.folder === 'archive' || summary.folder === 'trash' ? null : () => void move(() => 'archive'),
    trash: summary.folder === 'trash' ? null : () => void move(() => 'trash'),
    restore: summary.folder === 'archive' || summary.folder === 'trash' ? () => void move(({ role }) => (role === 'sender' ? 'sent' : 'inbox')) : null,
    remove: summary.folder === 'trash' ? removeIt : null,
    star: summary.folder === 'trash' ? null : { on: summary.starred, toggle: () => void mark({ rows: [summary], marks: { starred: !summary.starred } }).catch(complain) },
    label: () => askForLabels([id]),
    markUnread: summary.role === 'recipient' && open ? () => void markUnread() : null,
  };
  useShortcut('reply', actions.reply);
  useShortcut('replyAll', actions.replyAll ?? actions.reply);
  useShortcut('forward', actions.forward);
  useShortcut('archive', actions.archive);
  useShortcut('trash', actions.trash);
  useShortcut('star', actions.star?.toggle ?? null);
  return actions;
}

function doneWith(rows: readonly MessageSummary[], to: Folder): string {
  if (rows.length === 1) return words.done[to];
  return text.inbox.done[to === 'archive' || to === 'trash' ? to : 'restore'](rows.length);
}

function complain(): void {
  announce(words.failed, { tone: 'danger' });
}

/** Whether anybody but the two of us would get the answer. */
function hasOthers({ summary }: OpenedMessage, self: string | undefined): boolean {
  const people = new Set([summary.sender.address, ...summary.recipients.map((recipient) => recipient.address)]);
  people.delete(self ?? '');
  // Whose place one has taken.
  people.delete(summary.handedOver?.address ?? '');
  return people.size > 1;
}
