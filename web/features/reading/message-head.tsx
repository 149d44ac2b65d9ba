// From whom, to whom, when. Names and addresses come from the signed manifest, never from the server alone.
'use client';

import { useLabels } from '../../session/use-labels.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { formatMoment } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { LabelChips } from '../../ui/label-chips.tsx';
import { VerificationMark } from '../../ui/verification-mark.tsx';
import styles from './reading.module.css';

const words = text.reading;
/** So far may a computer's clock be out, or a message wait for its connection, before the sender's own time is said. */
const TOLD_FROM_MS = 60 * 60_000;

export function MessageHead({ summary, secure }: Pick<OpenedMessage, 'summary' | 'secure'>) {
  const { session } = useSession();
  const { sender, recipients, sentAt, role, handedOver } = summary;
  const labels = useLabels().of(summary.id);
  // Of what did not open nothing is known but what the server says.
  const opened = summary.subject !== null;
  return (
    <dl className={styles['head']}>
      <dt>{words.from}</dt>
      <dd>
        <Person name={sender.name} address={sender.address} practice={sender.practice} />
        {role === 'recipient' && <VerificationMark verification={sender.verification} />}
      </dd>
      <dt>{words.to}</dt>
      <dd className={styles['people']}>
        {recipients.map((recipient) => (
          <span key={recipient.address}>
            {recipient.address === session?.address ? words.you : <Person name={recipient.name} address={recipient.address} practice="" />}
          </span>
        ))}
      </dd>
      <dt>{words.sent}</dt>
      <dd>
        <time dateTime={new Date(sentAt).toISOString()}>{formatMoment(sentAt)}</time>
        <OwnTime sentAt={sentAt} secure={secure} />
      </dd>
      {labels.length > 0 && (
        <dd className={styles['labels']}>
          <LabelChips labels={labels} />
        </dd>
      )}
      {handedOver !== null && (
        <dd className={styles['forwarded']}>
          {(opened ? words.handedOver : words.handedOverUnchecked)(handedOver.name === '' ? handedOver.address : handedOver.name)} <VerificationMark verification={handedOver.verification} />
        </dd>
      )}
      {secure.status === 'open' && secure.forwarded && <dd className={styles['forwarded']}>{words.forwarded}</dd>}
    </dl>
  );
}

/** When it was sent is the server's word, which may hold a message back: the time that the sender has signed is said where it is another. */
export function OwnTime({ sentAt, secure }: { sentAt: number; secure: OpenedMessage['secure'] }) {
  if (secure.status !== 'open' || Math.abs(secure.time - sentAt) <= TOLD_FROM_MS) return null;
  return <span className={styles['own-time']}>{words.ownTime(formatMoment(secure.time))}</span>;
}

/** Name and address each by themselves: characters in a name that turn the direction of writing do not turn the address around. */
export function Person({ name, address, practice }: { name: string; address: string; practice: string }) {
  if (name === '') return <bdi className={styles['person']}>{address}</bdi>;
  return (
    <span className={styles['person']}>
      <bdi className={styles['person-name']}>{practice === '' ? name : `${name}, ${practice}`}</bdi> <bdi className={styles['address']}>{address}</bdi>
    </span>
  );
}
