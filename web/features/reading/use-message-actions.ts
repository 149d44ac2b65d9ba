// What can be done with an opened message: answering, moving, marking, printing.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import { useMark } from '../../session/use-mark.ts';
import type { Folder, OpenedMessage } from '../../session/vault-api.ts';
import { text } from '../../text/index.ts';
import { useCompose, useGo } from '../../ui/navigation.ts';
import { askForLabels } from '../../ui/labelling.ts';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { announce } from '../../ui/toasts.ts';

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

export function useMessageActions({ message, folder }: { message: OpenedMessage; folder: MailFolder }): MessageActionSet {
  const { summary, secure } = message;
  const { session } = useSession();
  const compose = useCompose();
  const go = useGo();
  const { mark, remove } = useMark();
  const { id } = summary;

  const move = async (to: Folder) => {
    go(paths.folder(folder));
    try {
      const undo = await mark({ rows: [summary], marks: { folder: to } });
      announce(words.done[to], { action: { label: words.undo, onAction: () => void undo().catch(complain) } });
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
  const home = summary.role === 'sender' ? 'sent' : 'inbox';
  const actions: MessageActionSet = {
    reply: open ? () => compose.open({ kind: 'reply', id }) : null,
    replyAll: open && hasOthers(message, session?.address) ? () => compose.open({ kind: 'reply-all', id }) : null,
    forward: open ? () => compose.open({ kind: 'forward', id }) : null,
    print: () => window.print(),
    archive: summary.folder === 'archive' || summary.folder === 'trash' ? null : () => void move('archive'),
    trash: summary.folder === 'trash' ? null : () => void move('trash'),
    restore: summary.folder === 'archive' || summary.folder === 'trash' ? () => void move(home) : null,
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
