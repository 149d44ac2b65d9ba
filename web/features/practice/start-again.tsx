// A member who lost password and recovery kit starts again with a new access code: asked first, because the old messages stay closed.
'use client';

import { useRef, useState } from 'react';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import { text } from '../../text/coworkers.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { announce, say } from '../../ui/toasts.ts';
import { failureOf } from '../../ui/use-action.ts';
import { CoworkerCodes } from './coworker-codes.tsx';
import { type RosterMember, useRosterChanges } from './use-roster.ts';

const words = text.coworkers;

type StartAgainProps = { member: RosterMember; onClose: () => void };

export function StartAgain({ member: { name, address, role }, onClose }: StartAgainProps) {
  const [codes, setCodes] = useState<AccessCode[] | null>(null);
  const { invite } = useRosterChanges();
  // The question closes once it is answered; the code stays.
  const invited = useRef(false);
  const confirm = async () => {
    say(words.invite.making(1));
    try {
      setCodes(await invite([{ address, role, restart: true }]));
      invited.current = true;
    } catch (error) {
      announce(words.failureTitle(failureOf(error)), { tone: 'danger' });
      onClose();
    }
  };
  if (codes !== null) return <CoworkerCodes codes={codes} onClose={onClose} />;
  return (
    <AlertDialog title={words.again.title(name)} isOpen onOpenChange={(open) => !open && !invited.current && onClose()} confirmLabel={words.again.confirm} onConfirm={confirm}>
      <p>{words.again.text}</p>
      <p>{words.again.lost}</p>
      <p>{words.again.keys}</p>
    </AlertDialog>
  );
}
