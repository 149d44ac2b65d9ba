// Suspending or removing somebody: what it does at once, and what it cannot take back from them.
'use client';

import { text } from '../../text/coworkers.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { announce } from '../../ui/toasts.ts';
import { failureOf } from '../../ui/use-action.ts';
import { LostWithThem } from './lost-with-them.tsx';
import { type RosterMember, useRosterChanges } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers;

type ShutOutProps = { member: RosterMember; how: 'suspend' | 'remove'; onClose: () => void };

export function ShutOut({ member, how, onClose }: ShutOutProps) {
  const changes = useRosterChanges();
  const own = words[how];
  const confirm = async () => {
    try {
      await changes[how](member.account);
      announce(own.done(member.name));
    } catch (error) {
      announce(words.failureTitle(failureOf(error)), { tone: 'danger' });
    }
  };
  const goesOn = how === 'remove' && !member.madeHere;
  return (
    <AlertDialog title={own.title(member.name)} isOpen onOpenChange={(open) => !open && onClose()} confirmLabel={own.confirm} tone="danger" onConfirm={confirm}>
      <p>{goesOn ? words.remove.textGuest : own.text}</p>
      {how === 'remove' && !goesOn && <p>{words.remove.arriving}</p>}
      <LostWithThem
        member={member}
        how={how}
        onAsked={() => {
          announce(words.lost.done(member.name));
          onClose();
        }}
      />
      <p className={styles['leftover']}>{words.leftover.title}</p>
      <ul className={styles['bullets']}>
        <li>{words.leftover.copies}</li>
        <li>{words.leftover.mail}</li>
        <li>{how === 'remove' ? words.leftover.codes : words.leftover.codesSuspended}</li>
        {!goesOn && <li>{words.leftover.kit}</li>}
      </ul>
    </AlertDialog>
  );
}
