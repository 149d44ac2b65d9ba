// For the sender: what became of the e-mail to each person, and whether they have opened the message.
import { CheckCheck, CircleAlert, Clock3, Inbox, KeyRound, MailCheck, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeliveryView, OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { formatMoment } from '../../text/format.ts';
import { text } from '../../text/mailbox.ts';
import { Link } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';
import { RecallButton } from './recall-button.tsx';
import styles from './deliveries.module.css';

const words = text.reading.deliveries;

export function Deliveries({ message }: { message: OpenedMessage }) {
  return (
    <section className={styles['deliveries']} aria-labelledby="deliveries">
      <h2 id="deliveries" className={styles['title']}>
        {words.title}
      </h2>
      <ul className={styles['list']}>
        {message.deliveries.map((delivery) => (
          <li key={delivery.address} className={styles['row']} data-tone={toneOf(delivery)}>
            <span className={styles['sign']} aria-hidden="true">
              {signOf(delivery)}
            </span>
            <div className={styles['words']}>
              <span className={styles['name']}>{delivery.name === '' ? delivery.address : `${delivery.name}, ${delivery.address}`}</span>{' '}
              <DeliveryWords delivery={delivery} />
            </div>
          </li>
        ))}
      </ul>
      <RecallButton message={message} />
    </section>
  );
}

function DeliveryWords({ delivery }: { delivery: DeliveryView }) {
  const { openedAt, recalledAt, state, noticeStatus, noticeDetail } = delivery;
  if (recalledAt !== null) return <span>{words.recalled(formatMoment(recalledAt))}</span>;
  if (openedAt !== null) return <span>{(state === 'deleted' ? words.openedThenDeleted : words.opened)(formatMoment(openedAt))}</span>;
  // What became of the e-mail is deleted with the account, and matters no more.
  if (state === 'deleted') return <span>{`${words.states.deleted}.`}</span>;
  return (
    <>
      <span>{`${words.notice[noticeStatus]}. ${words.states[state]}.`}</span>
      {isReturned(delivery) && (
        <span>
          {words.bouncedHelp}
          {noticeDetail !== null && ` ${words.reason(noticeDetail)}`}
        </span>
      )}
      {state === 'invited' && (
        <span className="no-print">
          <Link href={paths.contacts}>{words.showCode}</Link>
        </span>
      )}
    </>
  );
}

function isReturned({ noticeStatus, openedAt }: DeliveryView): boolean {
  return openedAt === null && (noticeStatus === 'bounced' || noticeStatus === 'failed');
}

function isTrouble(delivery: DeliveryView): boolean {
  const { openedAt, recalledAt, state } = delivery;
  return recalledAt === null && (isReturned(delivery) || (openedAt === null && (state === 'ended' || state === 'deleted')));
}

function toneOf(delivery: DeliveryView): 'good' | 'bad' | 'plain' {
  if (delivery.recalledAt !== null) return 'plain';
  if (delivery.openedAt !== null) return 'good';
  return isTrouble(delivery) ? 'bad' : 'plain';
}

function signOf(delivery: DeliveryView): ReactNode {
  if (delivery.recalledAt !== null) return <Undo2 />;
  if (delivery.openedAt !== null) return <CheckCheck />;
  if (isTrouble(delivery)) return <CircleAlert />;
  if (delivery.state === 'invited') return <KeyRound />;
  if (delivery.noticeStatus === 'as-chosen') return <Inbox />;
  return delivery.noticeStatus === 'queued' ? <Clock3 /> : <MailCheck />;
}
