// The chosen people, each with what is known about their keys, in words and sign, and a button to remove them.
'use client';

import { CircleHelp, CircleSlash, Clock3, KeyRound, MailPlus, MailQuestionMark, ShieldAlert, ShieldCheck, TriangleAlert, User, UserCheck, UserX, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ChosenRecipient, ChosenState } from './use-recipients.ts';
import styles from './recipients.module.css';

type Tone = 'good' | 'plain' | 'invite' | 'bad';

const signs: Readonly<Record<ChosenState, { icon: ReactNode; tone: Tone }>> = {
  verified: { icon: <ShieldCheck />, tone: 'good' },
  compared: { icon: <ShieldCheck />, tone: 'good' },
  vouched: { icon: <ShieldCheck />, tone: 'good' },
  registered: { icon: <UserCheck />, tone: 'plain' },
  self: { icon: <User />, tone: 'plain' },
  'to-invite': { icon: <MailPlus />, tone: 'invite' },
  invited: { icon: <KeyRound />, tone: 'invite' },
  'not-allowed': { icon: <CircleSlash />, tone: 'bad' },
  'beyond-domains': { icon: <CircleSlash />, tone: 'bad' },
  deleted: { icon: <UserX />, tone: 'bad' },
  changed: { icon: <ShieldAlert />, tone: 'bad' },
  alarm: { icon: <TriangleAlert />, tone: 'bad' },
  'not-an-address': { icon: <MailQuestionMark />, tone: 'bad' },
  'looking-up': { icon: <Clock3 />, tone: 'plain' },
  unknown: { icon: <CircleHelp />, tone: 'plain' },
  unconfirmed: { icon: <Clock3 />, tone: 'plain' },
};

export function SelectedRecipients({ recipients, onRemove }: { recipients: ChosenRecipient[]; onRemove: (address: string) => void }) {
  if (recipients.length === 0) return null;
  return (
    <ul className={styles['chosen']} aria-label={text.compose.to.selected}>
      {recipients.map((recipient) => (
        <Chosen key={recipient.address} recipient={recipient} onRemove={() => onRemove(recipient.address)} />
      ))}
    </ul>
  );
}

function Chosen({ recipient, onRemove }: { recipient: ChosenRecipient; onRemove: () => void }) {
  const { icon, tone } = signs[recipient.state];
  const hasName = recipient.name !== recipient.address;
  return (
    <li className={styles['person']} data-tone={tone}>
      <span className={styles['person-sign']} aria-hidden="true">
        {icon}
      </span>
      <span className={styles['person-words']}>
        <span className={styles['person-name']}>
          {recipient.name}
          {recipient.practice !== '' && <span className={styles['person-practice']}>{`, ${recipient.practice}`}</span>}
        </span>{' '}
        {hasName && <span className={styles['person-address']}>{recipient.address}</span>}{' '}
        {recipient.moved !== null && <span className={styles['person-address']}>{text.compose.to.moved(recipient.moved)}</span>}{' '}
        {recipient.formerly !== null && <span className={styles['person-address']}>{text.compose.to.formerly(recipient.formerly)}</span>}{' '}
        <span className={styles['person-state']}>{text.compose.states[recipient.state]}</span>
      </span>
      <IconButton label={text.compose.to.remove(recipient.name)} icon={<X />} size="small" tip="none" onClick={onRemove} />
    </li>
  );
}
