// What happened, newest first.
'use client';
import { KeyRound, LogIn, Mail, TriangleAlert, UserRound, UserRoundPlus, Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ActivityEvent } from '../../session/activity.ts';
import { formatMoment } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { paths } from '../../ui/paths.ts';
import styles from './activity.module.css';
import type { ActivityView } from './use-activity.ts';

const words = text.activity;
type Ready = Extract<ActivityView, { status: 'ready' }>;

export function ActivityList({ view, account }: { view: Ready; account: string }) {
  return (
    <div className={styles['log']}>
      <ul className={styles['list']} aria-label={words.list}>
        {view.events.map((event) => (
          <ActivityRow key={event.id} event={event} account={account} />
        ))}
      </ul>
      {view.older === 'failed' && <FailureNote failure={{ code: 'offline', details: {} }} />}
      {view.older !== 'none' && (
        <Button busy={view.older === 'loading'} onClick={view.loadOlder}>
          {words.older}
        </Button>
      )}
    </div>
  );
}

function ActivityRow({ event, account }: { event: ActivityEvent; account: string }) {
  const opens = event.subject === 'message' && event.subjectId !== null && event.account?.id === account;
  return (
    <li className={styles['event']} data-warning={event.warning || undefined}>
      <span className={styles['sign']} aria-hidden="true">
        {event.warning ? <TriangleAlert /> : signOf(event.event)}
      </span>
      <div className={styles['words']}>
        <p className={styles['what']}>
          {event.warning && <span className="visually-hidden">{words.warning}: </span>}
          {words.events[event.event]}
          {opens && (
            <MailboxLink href={paths.message({ id: event.subjectId ?? '', folder: 'inbox' })} className={styles['open']}>
              {words.openMessage}
            </MailboxLink>
          )}
        </p>
        <p className={styles['detail']}>{detailsOf(event).join(' · ')}</p>
      </div>
      <time className={styles['when']} dateTime={new Date(event.at).toISOString()}>
        {formatMoment(event.at)}
      </time>
    </li>
  );
}

function detailsOf(event: ActivityEvent): string[] {
  const { account, actor, doneBy, clientAddress, details } = event;
  const name = (person: { name: string | null }) => person.name ?? words.gone;
  return [
    account === null ? '' : name(account),
    doneBy === 'account' ? (actor === null || actor.id === account?.id ? '' : words.by.account(name(actor))) : words.by[doneBy],
    clientAddress === null ? '' : words.from(clientAddress),
    ...words.details(details),
  ].filter((part) => part !== '');
}

function signOf(event: ActivityEvent['event']): ReactNode {
  if (/^(log-|device|password-proved)/.test(event)) return <LogIn />;
  if (/^(message|attachment)/.test(event)) return <Mail />;
  if (/^(invitation|access-code)/.test(event)) return <UserRoundPlus />;
  if (/^(practice|plan|storage)/.test(event)) return <Building2 />;
  return /^(password|keys|recover)/.test(event) ? <KeyRound /> : <UserRound />;
}
