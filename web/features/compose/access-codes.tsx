// The dialog "Access codes" after sending to new people: each code, and the ways to hand it over.
'use client';

import { useSession } from '../../session/session-provider.tsx';
import type { AccessCode } from '../../session/vault-api/invitations.ts';
import { formatPerson } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './compose.module.css';

const words = text.compose.codes;

export function AccessCodes({ codes, onDone }: { codes: AccessCode[]; onDone: () => void }) {
  const { session } = useSession();
  const from = session === undefined ? '' : formatPerson({ name: session.name, practice: session.practice?.name ?? null });
  return (
    <Dialog
      title={words.title}
      isOpen={codes.length > 0}
      onOpenChange={(open) => !open && onDone()}
      footer={
        <Button variant="primary" onClick={onDone}>
          {words.done}
        </Button>
      }
    >
      <p>{codes.length === 1 ? words.introOne : words.intro}</p>
      <ul className={styles['codes']} aria-label={words.list}>
        {codes.map((code) => (
          <li key={code.invitation}>
            <AccessCodeCard code={code} from={from} />
          </li>
        ))}
      </ul>
      <p className={styles['later']}>{words.later}</p>
    </Dialog>
  );
}
