// A message of the conversation, opened below the one that is read. It is checked, and marked as read, as any other.
'use client';

import type { MessageSummary } from '../../session/vault-api/mailbox.ts';
import { formatMoment } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { TwoParts } from '../../ui/panel.tsx';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { MessageHead } from './message-head.tsx';
import { NoticeRegion } from './notice-region.tsx';
import { SecureRegion } from './secure-region.tsx';
import { SenderAlarm } from './sender-alarm.tsx';
import { useMessage } from './use-message.ts';
import styles from './conversation.module.css';

const words = text.reading.conversation;

export function EarlierMessage({ row, folder, who }: { row: MessageSummary; folder: MailFolder; who: string }) {
  const view = useMessage(row.id);
  if (view.status === 'loading') return <Spinner label={text.reading.opening} />;
  if (view.status !== 'ready') return <p role="alert">{words.failed}</p>;
  const { message } = view;
  const { secure } = message;
  const suffix = words.part(who, formatMoment(row.sentAt));
  return (
    <article className={styles['message']}>
      {secure.status === 'open' && <h3 className={styles['subject']}>{secure.subject === '' ? words.noSubject : secure.subject}</h3>}
      <MessageHead summary={message.summary} secure={secure} />
      <SenderAlarm message={message} />
      <TwoParts>
        <NoticeRegion message={message} suffix={suffix} />
        <SecureRegion message={message} suffix={suffix} />
      </TwoParts>
      <MailboxLink href={paths.message({ id: row.id, folder })} className={`${styles['alone']} no-print`}>
        {words.openAlone}
      </MailboxLink>
    </article>
  );
}
