// One open invitation: its code to hand over, what happened with it, renewing and cancelling.
'use client';

import { Ban, CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { OpenInvitation } from '../../session/vault-api/invitations.ts';
import { formatDay } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import { InvitationNews } from './invitation-news.tsx';
import { useInvitationChanges } from './use-invitations.ts';
import { useInviterName } from './use-inviter-name.ts';
import styles from './contacts.module.css';

const words = text.contacts.invitations;

export function InvitationCard({ invitation }: { invitation: OpenInvitation }) {
  const from = useInviterName();
  const isOpen = invitation.status === 'open' && invitation.claim !== 'wrong';
  const rest = (
    <>
      <InvitationNews invitation={invitation} />
      <InvitationFoot invitation={invitation} isOpen={isOpen} />
    </>
  );
  return (
    <li>
      {isOpen ? (
        <AccessCodeCard code={invitation} from={from}>
          {rest}
        </AccessCodeCard>
      ) : (
        <div className={styles['card']}>
          <p className={styles['name']}>{invitation.address}</p>
          {rest}
        </div>
      )}
    </li>
  );
}

function InvitationFoot({ invitation, isOpen }: { invitation: OpenInvitation; isOpen: boolean }) {
  const { createdAt, expiresAt, status } = invitation;
  const until = status === 'expired' ? words.expired(formatDay(expiresAt)) : words.expires(formatDay(expiresAt));
  return (
    <div className={styles['card-foot']}>
      <p className={styles['quiet']}>
        {[words.invitedOn(formatDay(createdAt)), until].join('. ')}.{status === 'expired' && ` ${words.sendAgainHint}`}
      </p>
      <div className={styles['actions']}>
        {isOpen && <RenewButton invitation={invitation} />}
        <CancelButton invitation={invitation} />
      </div>
    </div>
  );
}

function RenewButton({ invitation: { invitation, address } }: { invitation: OpenInvitation }) {
  const { renew } = useInvitationChanges();
  const renewing = useAction(() => renew(invitation));
  const press = async () => {
    if (await renewing.run()) announce(words.renewed);
    else announce(words.actionFailed, { tone: 'danger' });
  };
  return (
    <Button size="small" variant="quiet" icon={<CalendarPlus aria-hidden="true" />} busy={renewing.busy} aria-label={words.renewNamed(address)} onClick={() => void press()}>
      {words.renew}
    </Button>
  );
}

function CancelButton({ invitation: { invitation, address } }: { invitation: OpenInvitation }) {
  const [asking, setAsking] = useState(false);
  const { cancel } = useInvitationChanges();
  const confirm = async () => {
    try {
      await cancel(invitation);
      announce(words.cancelledDone);
    } catch {
      announce(words.actionFailed, { tone: 'danger' });
    }
  };
  return (
    <>
      <Button size="small" variant="quiet" icon={<Ban aria-hidden="true" />} aria-label={words.cancelNamed(address)} onClick={() => setAsking(true)}>
        {words.cancel}
      </Button>
      <AlertDialog
        title={words.cancelTitle(address)}
        isOpen={asking}
        onOpenChange={setAsking}
        confirmLabel={words.cancelConfirm}
        cancelLabel={words.cancelKeep}
        tone="danger"
        onConfirm={confirm}
      >
        <p>{words.cancelText}</p>
      </AlertDialog>
    </>
  );
}
