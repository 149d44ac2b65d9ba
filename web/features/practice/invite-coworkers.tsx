// Inviting coworkers: one person, or a file that is checked whole before anybody is invited; then their access codes.
'use client';

import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api.ts';
import { formatPerson } from '../../text/format.ts';
import { text } from '../../text/coworkers.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { InviteFromFile } from './invite-from-file.tsx';
import { InviteOne } from './invite-one.tsx';
import styles from './coworkers.module.css';

const words = text.coworkers.invite;

export function InviteCoworkers({ onClose }: { onClose: () => void }) {
  const [how, setHow] = useState<'one' | 'several'>('one');
  const [codes, setCodes] = useState<AccessCode[] | null>(null);
  const [busy, setBusy] = useState(false);
  if (codes !== null) return <Codes codes={codes} onClose={onClose} />;
  const Way = how === 'one' ? InviteOne : InviteFromFile;
  return (
    // While codes are made the answer must not be lost.
    <Dialog title={words.title} isOpen dismissable={!busy} onOpenChange={(open) => !open && !busy && onClose()}>
      <div className={styles['form']}>
        <p>{words.lead}</p>
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

function Codes({ codes, onClose }: { codes: AccessCode[]; onClose: () => void }) {
  const { session } = useSession();
  const from = session === undefined ? '' : formatPerson({ name: session.name, practice: session.practice?.name ?? null });
  return (
    <Dialog
      title={words.codes}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <div className={styles['form']}>
        <p>{words.codesLead}</p>
        <ul className={styles['cards']} aria-label={words.codes}>
          {codes.map((code) => (
            <li key={code.invitation}>
              <AccessCodeCard code={{ ...code, coworker: true }} from={from} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
