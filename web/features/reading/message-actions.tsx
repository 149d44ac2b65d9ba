// The menu at the upper right of a message, and the two moves that are needed most as buttons beside it.
'use client';

import { Archive, EllipsisVertical, FileKey2, FileLock2, Forward, Inbox, MailMinus, Printer, Reply, ReplyAll, Star, Tags, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../text/mailbox.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { RemoveQuestion } from '../../ui/remove-question.tsx';
import type { EdgeActions } from './use-edge-actions.ts';
import type { MessageActionSet } from './use-message-actions.ts';
import styles from './reading.module.css';

const words = text.reading.actions;

type SavingActions = Pick<EdgeActions, 'saveCopy' | 'saveOriginal'>;

export function MessageActions({ actions, edge }: { actions: MessageActionSet; edge: SavingActions }) {
  const { archive, trash, restore, remove, star } = actions;
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles['actions']}>
      {restore !== null && <IconButton label={words.restore} icon={<Inbox />} onClick={restore} />}
      {archive !== null && <IconButton label={words.archive} icon={<Archive />} onClick={archive} />}
      {trash !== null && <IconButton label={words.trash} icon={<Trash2 />} onClick={trash} />}
      {remove !== null && <IconButton label={words.remove} icon={<Trash2 />} onClick={() => setAsking(true)} />}
      {star !== null && (
        <span className={styles['star']} data-on={star.on || undefined}>
          <IconButton label={words.star} icon={<Star />} aria-pressed={star.on} onClick={star.toggle} />
        </span>
      )}
      <MenuButton label={words.name} icon={<EllipsisVertical aria-hidden="true" />} iconOnly groups={[...groups(actions), leaving(edge)]} />
      {asking && remove !== null && <RemoveQuestion count={1} onClose={() => setAsking(false)} onConfirm={remove} />}
    </div>
  );
}

function groups({ reply, replyAll, forward, print, label, markUnread }: MessageActionSet): MenuEntry[][] {
  const answers = [
    entry({ id: 'reply', label: words.reply, icon: <Reply aria-hidden="true" />, onAction: reply }),
    // Always there, so that its place does not change; with one other person it is the same as Reply.
    entry({ id: 'reply-all', label: words.replyAll, icon: <ReplyAll aria-hidden="true" />, onAction: replyAll ?? reply }),
    entry({ id: 'forward', label: words.forward, icon: <Forward aria-hidden="true" />, onAction: forward }),
  ];
  const others = [
    entry({ id: 'print', label: words.print, icon: <Printer aria-hidden="true" />, onAction: print }),
    entry({ id: 'label', label: text.labels.action, icon: <Tags aria-hidden="true" />, onAction: label }),
    entry({ id: 'unread', label: words.unread, icon: <MailMinus aria-hidden="true" />, onAction: markUnread }),
  ];
  return [answers.flat(), others.flat()];
}

/** What leaves Sealpost for other programs. */
function leaving({ saveCopy, saveOriginal }: SavingActions): MenuEntry[] {
  return [
    entry({ id: 'save-copy', label: words.saveCopy, icon: <FileKey2 aria-hidden="true" />, onAction: saveCopy }),
    entry({ id: 'save-original', label: words.saveOriginal, icon: <FileLock2 aria-hidden="true" />, onAction: saveOriginal }),
  ].flat();
}

function entry({ onAction, ...rest }: { id: string; label: string; icon: MenuEntry['icon']; onAction: (() => void) | null }): MenuEntry[] {
  return onAction === null ? [] : [{ ...rest, onAction }];
}
