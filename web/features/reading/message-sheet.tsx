// An opened message: its head, the open part above, the sealed part below, and to its sender how it was delivered.
'use client';

import { useEffect, useRef } from 'react';
import type { MessageSummary, OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { formatDay } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { TwoParts } from '../../ui/panel.tsx';
import type { MailFolder } from '../../ui/paths.ts';
import { Conversation, NewerNote } from './conversation.tsx';
import { Deliveries } from './deliveries.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageHead } from './message-head.tsx';
import { NoticeRegion } from './notice-region.tsx';
import { BackLink, ReaderBar } from './reader-bar.tsx';
import { ReplyRow } from './reply-row.tsx';
import { SecureRegion } from './secure-region.tsx';
import { SenderAlarm } from './sender-alarm.tsx';
import { useEdgeActions } from './use-edge-actions.ts';
import { useMessageActions } from './use-message-actions.ts';
import type { SenderPractice } from './use-sender-practice.ts';
import styles from './reading.module.css';

/** `others`: the rest of its conversation, newest first. */
type MessageSheetProps = { message: OpenedMessage; others: MessageSummary[]; practice: SenderPractice; folder: MailFolder };

export function MessageSheet({ message, others, practice, folder }: MessageSheetProps) {
  const { summary, secure, deliveries } = message;
  const actions = useMessageActions({ message, others, folder });
  const { Dialog: CopyDialog, closeDialog, ...edge } = useEdgeActions(message);
  const heading = useFocusOnOpen();
  return (
    <article className={styles['reader']}>
      <ReaderBar>
        <BackLink folder={folder} />
        <MessageActions actions={actions} edge={edge} />
      </ReaderBar>
      <div className={styles['sheet']}>
        <h1 ref={heading} tabIndex={-1} className={styles['subject']}>
          {headingOf(message)}
        </h1>
        <MessageHead summary={summary} secure={secure} />
        {summary.removal !== null && <p className={styles['in-trash']}>{text.reading.inTrash(formatDay(summary.removal))}</p>}
        <NewerNote message={summary} others={others} folder={folder} />
        <SenderAlarm message={message} />
        {practice.place === 'head' && <PracticeOf sender={summary.sender} practice={practice} />}
        <TwoParts>
          <NoticeRegion message={message} />
          <SecureRegion message={message} />
        </TwoParts>
        {summary.role === 'sender' && deliveries.length > 0 && <Deliveries message={message} />}
        {secure.status === 'open' && <ReplyRow actions={actions} />}
        {others.length > 0 && <Conversation message={summary} others={others} folder={folder} />}
        {practice.place === 'end' && <PracticeOf sender={summary.sender} practice={practice} />}
      </div>
      {CopyDialog !== null && <CopyDialog message={message} onClose={closeDialog} />}
    </article>
  );
}

function PracticeOf({ sender, practice: { card } }: { sender: MessageSummary['sender']; practice: SenderPractice }) {
  if (card === null) return null;
  return <card.Card account={sender.account} sender={sender.name === '' ? sender.address : sender.name} profile={card.profile} />;
}

function headingOf({ secure }: OpenedMessage): string {
  if (secure.status === 'failed') return text.reading.failed.heading;
  return secure.subject === '' ? text.reading.noSubject : secure.subject;
}

/** Who followed a link or pressed a key to get here goes on reading from the heading. j and k keep their place in the list. Each message mounts anew. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const inList = document.activeElement?.closest('[data-message]');
    const listVisible = inList instanceof HTMLElement && inList.offsetParent !== null;
    if (!listVisible && document.querySelector('[role="dialog"]') === null) heading.current?.focus({ preventScroll: true });
    for (let around = heading.current?.parentElement ?? null; around !== null; around = around.parentElement) around.scrollTop = 0;
  }, []);
  return heading;
}
