// The access codes of coworkers, to be handed over now or later.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import { formatPerson } from '../../text/format.ts';
import { text } from '../../text/coworkers.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './coworkers.module.css';

const words = text.coworkers.invite;

export function CoworkerCodes({ codes, onClose }: { codes: AccessCode[]; onClose: () => void }) {
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
