// An opened message: its head, the open part above, the sealed part below, and to its sender how it was delivered.
'use client';

import { useEffect, useRef } from 'react';
import type { OpenedMessage } from '../../session/vault-api.ts';
import { formatDay } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Callout } from '../../ui/callout.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { PostcardPanel, TwoParts } from '../../ui/panel.tsx';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { Deliveries } from './deliveries.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageHead } from './message-head.tsx';
import { BackLink, ReaderBar } from './reader-bar.tsx';
import { ReplyRow } from './reply-row.tsx';
import { SecureRegion } from './secure-region.tsx';
import { useEdgeActions } from './use-edge-actions.ts';
import { useMessageActions } from './use-message-actions.ts';
import styles from './reading.module.css';

type MessageSheetProps = { message: OpenedMessage; folder: MailFolder };

export function MessageSheet({ message, folder }: MessageSheetProps) {
  const { summary, notice, secure, deliveries } = message;
  const actions = useMessageActions({ message, folder });
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
        <MessageHead summary={summary} forwarded={secure.status === 'open' && secure.forwarded} />
        {summary.removal !== null && <p className={styles['in-trash']}>{text.reading.inTrash(formatDay(summary.removal))}</p>}
        <SenderAlarm message={message} />
        <TwoParts>
          <PostcardPanel role="region" label={text.reading.notice.name} hint={summary.role === 'sender' ? text.reading.notice.hintSent : text.reading.notice.hint}>
            <p className={styles['notice-subject']}>{notice.subject}</p>
            <p className={styles['notice-text']}>{notice.text === '' ? text.reading.notice.empty : notice.text}</p>
          </PostcardPanel>
          <SecureRegion message={message} />
        </TwoParts>
        {summary.role === 'sender' && deliveries.length > 0 && <Deliveries deliveries={deliveries} />}
        {secure.status === 'open' && <ReplyRow actions={actions} />}
      </div>
      {CopyDialog !== null && <CopyDialog message={message} onClose={closeDialog} />}
    </article>
  );
}

function headingOf({ secure }: OpenedMessage): string {
  if (secure.status === 'failed') return text.reading.failed.heading;
  return secure.subject === '' ? text.reading.noSubject : secure.subject;
}

/** Uncertain senders are said where the message is read, not only as a small sign. */
function SenderAlarm({ message: { summary, secure } }: { message: OpenedMessage }) {
  const { kind } = summary.sender.verification;
  // Of a message that was refused one word is enough.
  if (secure.status === 'failed' || summary.role === 'sender' || (kind !== 'changed' && kind !== 'unconfirmed')) return null;
  const words = text.reading.senderAlarm;
  return (
    <Callout
      tone="danger"
      title={kind === 'changed' ? words.changedTitle : words.unconfirmedTitle}
      actions={kind === 'changed' ? <ButtonLink size="small" href={paths.trust}>{words.look}</ButtonLink> : undefined}
    >
      <p>{kind === 'changed' ? words.changedText : words.unconfirmedText}</p>
    </Callout>
  );
}

/** Who followed a link or pressed a key to get here goes on reading from the heading. j and k keep their place in the list. Each message mounts anew. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const inList = document.activeElement?.closest('[data-message]');
    const listVisible = inList instanceof HTMLElement && inList.offsetParent !== null;
    if (!listVisible && document.querySelector('[role="dialog"]') === null) heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return heading;
}
