// The part of a message that went as ordinary e-mail.
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { PostcardPanel } from '../../ui/panel.tsx';
import { PartName } from './part-name.tsx';
import styles from './reading.module.css';

const words = text.reading.notice;

/** `suffix`: where more than one message is open, which of them; for screen readers. */
export function NoticeRegion({ message: { summary, notice }, suffix }: { message: OpenedMessage; suffix?: string }) {
  return (
    <PostcardPanel role="region" label={<PartName name={words.name} suffix={suffix} />} hint={summary.role === 'sender' ? words.hintSent : words.hint}>
      <p className={styles['notice-subject']}>{notice.subject}</p>
      <p className={styles['notice-text']}>{notice.text === '' ? words.empty : notice.text}</p>
    </PostcardPanel>
  );
}
