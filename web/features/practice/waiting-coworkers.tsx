// Who is invited and has not registered yet: the code for whoever made it, the mail again, and cancelling.
'use client';

import { Ban, Mail } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import { formatDay, formatMoment, formatPerson, formatTime } from '../../text/format.ts';
import { text } from '../../text/coworkers.ts';
import { AccessCodeCard } from '../../ui/access-code-card.tsx';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Heading } from '../../ui/heading.tsx';
import { announce } from '../../ui/toasts.ts';
import { failureOf, useAction } from '../../ui/use-action.ts';
import { useRosterChanges, type WaitingCoworker } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers.waiting;

export function WaitingCoworkers({ waiting }: { waiting: WaitingCoworker[] }) {
  return (
    <div className={styles['part']}>
      <Heading level={3} size="large">
        {words.title}
      </Heading>
      <ul className={styles['cards']} aria-label={words.list}>
        {waiting.map((each) => (
          <li key={each.id}>
            <Waiting waiting={each} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Waiting({ waiting }: { waiting: WaitingCoworker }) {
  const { session } = useSession();
  const { address, own, expired } = waiting;
  const rest = (
    <>
      <News waiting={waiting} />
      <Foot waiting={waiting} />
    </>
  );
  const from = session === undefined ? '' : formatPerson({ name: session.name, practice: session.practice?.name ?? null });
  if (own !== null && own.code !== '' && own.claim === null && !expired) {
    return (
      <AccessCodeCard code={{ ...own, coworker: true }} from={from}>
        {rest}
      </AccessCodeCard>
    );
  }
  return (
    <div className={styles['card']}>
      <p className={styles['name']}>{address}</p>
      {own === null && !expired && <p className={styles['quiet']}>{words.codeElsewhere(waiting.inviter.name)}</p>}
      {rest}
    </div>
  );
}

function News({ waiting: { pausedUntil, codeAskedAt, mailStatus, expired } }: { waiting: WaitingCoworker }) {
  if (expired) return null;
  return (
    <>
      {pausedUntil !== null && <Callout tone="danger" title={words.paused(formatTime(pausedUntil))} />}
      {codeAskedAt !== null && <Callout tone="open" title={words.asked(formatMoment(codeAskedAt))} />}
      {mailStatus === 'bounced' && <Callout tone="danger" title={words.bounced} />}
      {mailStatus === 'failed' && <Callout tone="danger" title={words.mailFailed} />}
    </>
  );
}

function Foot({ waiting }: { waiting: WaitingCoworker }) {
  const { role, restart, inviter, createdAt, expiresAt, expired } = waiting;
  const until = expired ? words.expired(formatDay(expiresAt)) : words.until(formatDay(expiresAt));
  return (
    <div className={styles['foot']}>
      <p className={styles['quiet']}>
        {text.coworkers.roles[role]}. {restart && `${words.again} `}
        {words.by(inviter.name, formatDay(createdAt))}, {until}.
      </p>
      <div className={styles['actions']}>
        {!expired && <MailAgain waiting={waiting} />}
        <Cancel waiting={waiting} />
      </div>
    </div>
  );
}

function MailAgain({ waiting: { id, address } }: { waiting: WaitingCoworker }) {
  const { mailAgain } = useRosterChanges();
  const mailing = useAction(async () => {
    try {
      await mailAgain(id);
      announce(words.mailed);
    } catch (error) {
      announce(text.coworkers.failureTitle(failureOf(error)), { tone: 'danger' });
    }
  });
  return (
    <Button size="small" variant="quiet" icon={<Mail aria-hidden="true" />} busy={mailing.busy} aria-label={words.mailNamed(address)} onClick={() => void mailing.run()}>
      {words.mail}
    </Button>
  );
}

function Cancel({ waiting }: { waiting: WaitingCoworker }) {
  const [asking, setAsking] = useState(false);
  const { cancel } = useRosterChanges();
  const { address } = waiting;
  const confirm = async () => {
    try {
      await cancel(waiting);
      announce(words.cancelled);
    } catch (error) {
      announce(text.coworkers.failureTitle(failureOf(error)), { tone: 'danger' });
    }
  };
  return (
    <>
      <Button size="small" variant="quiet" icon={<Ban aria-hidden="true" />} aria-label={words.cancelNamed(address)} onClick={() => setAsking(true)}>
        {words.cancel}
      </Button>
      <AlertDialog title={words.cancelTitle(address)} isOpen={asking} onOpenChange={setAsking} confirmLabel={words.cancel} cancelLabel={words.cancelKeep} tone="danger" onConfirm={confirm}>
        <p>{words.cancelText}</p>
      </AlertDialog>
    </>
  );
}
