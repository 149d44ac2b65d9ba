// How far somebody's keys are known: a sign and words, never fear and never colour alone.
import { ShieldAlert, ShieldCheck, ShieldQuestionMark, User, UserCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatDay } from '../text/format.ts';
import { text } from '../text/mailbox.ts';
import styles from './verification-mark.module.css';

/** As the vault tells it (web/session/vault-api/contacts.ts). */
export type KnownKeys =
  | { kind: 'access-code' | 'compared' | 'first-use'; at: number }
  | { kind: 'colleague'; by: string }
  | { kind: 'changed'; at: number; by?: string }
  | { kind: 'unconfirmed' }
  | { kind: 'self' };

type Tone = 'good' | 'plain' | 'bad';

const signs: Readonly<Record<KnownKeys['kind'], { icon: ReactNode; tone: Tone }>> = {
  'access-code': { icon: <ShieldCheck />, tone: 'good' },
  compared: { icon: <ShieldCheck />, tone: 'good' },
  colleague: { icon: <ShieldCheck />, tone: 'good' },
  'first-use': { icon: <UserCheck />, tone: 'plain' },
  changed: { icon: <ShieldAlert />, tone: 'bad' },
  unconfirmed: { icon: <ShieldQuestionMark />, tone: 'bad' },
  self: { icon: <User />, tone: 'plain' },
};

export function VerificationMark({ verification }: { verification: KnownKeys }) {
  const { icon, tone } = signs[verification.kind];
  return (
    <span className={styles['mark']} data-tone={tone}>
      <span aria-hidden="true" className={styles['sign']}>
        {icon}
      </span>
      <span>{verificationWords(verification)}</span>
    </span>
  );
}

export function verificationWords(verification: KnownKeys): string {
  const words = text.verification;
  switch (verification.kind) {
    case 'access-code':
      return words.accessCode(formatDay(verification.at));
    case 'compared':
      return words.compared(formatDay(verification.at));
    case 'colleague':
      return words.colleague(verification.by);
    case 'first-use':
      return words.firstUse(formatDay(verification.at));
    case 'changed':
      return verification.by === undefined ? words.changed(formatDay(verification.at)) : words.disputed(verification.by);
    case 'unconfirmed':
      return words.unconfirmed;
    case 'self':
      return words.self;
  }
}
