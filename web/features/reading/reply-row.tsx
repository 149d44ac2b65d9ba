// The answers again where reading ends.
'use client';

import { Forward, Reply, ReplyAll } from 'lucide-react';
import { text } from '../../text/mailbox.ts';
import { Button } from '../../ui/button.tsx';
import type { MessageActionSet } from './use-message-actions.ts';
import styles from './reading.module.css';

const words = text.reading.actions;

export function ReplyRow({ actions: { reply, replyAll, forward } }: { actions: MessageActionSet }) {
  return (
    <div className={`${styles['reply-row']} no-print`}>
      {reply !== null && (
        <Button icon={<Reply aria-hidden="true" />} onClick={reply}>
          {words.reply}
        </Button>
      )}
      {replyAll !== null && (
        <Button icon={<ReplyAll aria-hidden="true" />} onClick={replyAll}>
          {words.replyAll}
        </Button>
      )}
      {forward !== null && (
        <Button icon={<Forward aria-hidden="true" />} onClick={forward}>
          {words.forward}
        </Button>
      )}
    </div>
  );
}
