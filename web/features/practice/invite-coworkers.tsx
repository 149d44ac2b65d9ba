// Inviting coworkers: one person, or a file that is checked whole before anybody is invited; then their access codes.
'use client';

import { useState } from 'react';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import { text } from '../../text/coworkers.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { CoworkerCodes } from './coworker-codes.tsx';
import { InviteFromFile } from './invite-from-file.tsx';
import { InviteOne } from './invite-one.tsx';
import styles from './coworkers.module.css';

const words = text.coworkers.invite;

/** `left`: how many more people there is room for; null: not known yet. */
export function InviteCoworkers({ left, onClose }: { left: number | null; onClose: () => void }) {
  const [how, setHow] = useState<'one' | 'several'>('one');
  const [codes, setCodes] = useState<AccessCode[] | null>(null);
  const [busy, setBusy] = useState(false);
  if (codes !== null) return <CoworkerCodes codes={codes} onClose={onClose} />;
  const Way = how === 'one' ? InviteOne : InviteFromFile;
  return (
    // While codes are made the answer must not be lost.
    <Dialog title={words.title} isOpen dismissable={!busy} onOpenChange={(open) => !open && !busy && onClose()}>
      <div className={styles['form']}>
        <p>
          {words.lead} {left !== null && text.coworkers.places.left(left)}
        </p>
        <SelectField
          label={words.how}
          value={how}
          disabled={busy}
          options={[{ value: 'one', label: words.one }, { value: 'several', label: words.several }]}
          onChange={setHow}
        />
        <Way onBusy={setBusy} onInvited={setCodes} onClose={onClose} />
      </div>
    </Dialog>
  );
}
