// One coworker: who, as what, what is to be known about them, and what can be done.
'use client';

import { Ban, EllipsisVertical, KeyRound, Play, RotateCcw, ShieldAlert, ShieldCheck, UserCog, UserX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/coworkers.ts';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { announce } from '../../ui/toasts.ts';
import { failureOf } from '../../ui/use-action.ts';
import { ChangeRole } from './change-role.tsx';
import { ShutOut } from './shut-out.tsx';
import { StartAgain } from './start-again.tsx';
import { type RosterMember, useRosterChanges } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers;

type RowProps = { member: RosterMember; isSelf: boolean; isOnlyOwner: boolean };
type Doing = 'role' | 'again' | 'suspend' | 'remove';

export function CoworkerRow({ member, isSelf, isOnlyOwner }: RowProps) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  return (
    <li className={styles['row']} data-suspended={member.suspendedAt !== null || undefined}>
      <div className={styles['words']}>
        <p className={styles['name']}>
          {member.name}
          {isSelf && <span className={styles['you']}>{` (${words.you})`}</span>}
        </p>
        <p className={styles['address']}>{member.address}</p>
        <Marks member={member} isOnlyOwner={isOnlyOwner} />
      </div>
      <p className={styles['role']}>{words.roles[member.role]}</p>
      <Actions member={member} isSelf={isSelf} isOnlyOwner={isOnlyOwner} onDo={setDoing} />
      {doing === 'role' && <ChangeRole member={member} isSelf={isSelf} onClose={stop} />}
      {doing === 'again' && <StartAgain member={member} onClose={stop} />}
      {(doing === 'suspend' || doing === 'remove') && <ShutOut member={member} how={doing} onClose={stop} />}
    </li>
  );
}

function Marks({ member: { suspendedAt, suspendedBy, secondFactor, attested }, isOnlyOwner }: { member: RosterMember; isOnlyOwner: boolean }) {
  const marks: { sign: ReactNode; words: string; tone?: 'bad' | 'good' }[] = [
    ...(suspendedAt === null ? [] : [{ sign: <Ban />, words: suspendedBy === 'operator' ? words.marks.suspendedByOperator : words.marks.suspended, tone: 'bad' as const }]),
    ...(attested ? [] : [{ sign: <ShieldAlert />, words: words.marks.unattested }]),
    ...(secondFactor ? [{ sign: <ShieldCheck />, words: words.marks.secondFactor, tone: 'good' as const }] : []),
    ...(isOnlyOwner ? [{ sign: <KeyRound />, words: words.marks.onlyOwner }] : []),
  ];
  if (marks.length === 0) return null;
  return (
    <ul className={styles['marks']}>
      {marks.map((mark) => (
        <li key={mark.words} data-tone={mark.tone}>
          <span aria-hidden="true">{mark.sign}</span>
          {mark.words}
        </li>
      ))}
    </ul>
  );
}

type ActionsProps = RowProps & { onDo: (doing: Doing) => void };

/** What this person may do here: only owners touch owners, nobody shuts themselves out, and the only owner stays. */
function Actions({ member, isSelf, isOnlyOwner, onDo }: ActionsProps) {
  const { session } = useSession();
  const { resume } = useRosterChanges();
  const { account, name, role, suspendedAt, suspendedBy } = member;
  if (isOnlyOwner || (role === 'owner' && session?.role !== 'owner')) return <span className={styles['no-menu']} />;
  const press = async () => {
    try {
      await resume(account);
      announce(words.resume.done(name));
    } catch (error) {
      announce(words.failureTitle(failureOf(error)), { tone: 'danger' });
    }
  };
  const change: MenuEntry = { id: 'role', label: words.role.action, icon: <UserCog aria-hidden="true" />, onAction: () => onDo('role') };
  const again: MenuEntry = { id: 'again', label: words.again.action, icon: <RotateCcw aria-hidden="true" />, onAction: () => onDo('again') };
  const suspended: MenuEntry[] = suspendedBy === 'operator' ? [] : [{ id: 'resume', label: words.resume.action, icon: <Play aria-hidden="true" />, onAction: () => void press() }];
  const suspend: MenuEntry = { id: 'suspend', label: words.suspend.action, icon: <Ban aria-hidden="true" />, tone: 'danger', onAction: () => onDo('suspend') };
  const remove: MenuEntry = { id: 'remove', label: words.remove.action, icon: <UserX aria-hidden="true" />, tone: 'danger', onAction: () => onDo('remove') };
  const shutting = isSelf ? [] : suspendedAt === null ? [suspend, remove] : [...suspended, remove];
  return <MenuButton label={words.moreNamed(name)} icon={<EllipsisVertical aria-hidden="true" />} iconOnly groups={[isSelf || suspendedAt !== null ? [change] : [change, again], shutting]} />;
}
