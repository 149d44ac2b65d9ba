// Words of the activity page: what happened in an account, or in a practice.
import type { ActivityEvent, ActivityKind } from '../../session/activity.ts';
import { formatBytes, formatCount, formatDay } from '../format.ts';

const events: Record<ActivityEvent['event'], string> = {
  'log-in': 'Logged in',
  'log-in-failed': 'Log-in that was not completed: a wrong password, or broken off',
  'log-in-refused': 'Right password, but the account is suspended',
  'log-out': 'Logged out',
  'log-out-idle': 'Logged out automatically',
  'device-signed-out': 'Logged out another device',
  'devices-signed-out': 'Logged out all other devices',
  'password-proved': 'Gave the password again for a protected change',
  'second-factor-failed': 'Right password, wrong code of the second factor',
  'second-factor-missing': 'Right password, but the code of the second factor was never given',
  'second-factor-on': 'Second factor set up',
  'second-factor-off': 'Second factor removed',
  'second-factor-codes-made': 'New recovery codes for the second factor made',
  'notices-changed': 'Times of e-mail notices changed',
  'account-made': 'Account made by invitation',
  'address-confirmed': 'E-mail address confirmed',
  'name-changed': 'Name changed',
  'password-changed': 'Password changed',
  'keys-renewed': 'New keys and a new recovery kit made',
  recovered: 'Account opened with the recovery kit; new password, keys and kit',
  'recovery-failed': 'Wrong recovery kit',
  'restart-offered': 'Link to start again was mailed',
  restarted: 'Started again with new keys; old messages stay closed',
  'account-deleted': 'Account deleted by its owner',
  suspended: 'Account suspended',
  resumed: 'Account may log in again',
  'message-sent': 'Message sent',
  'sending-undone': 'Sending undone before it went out',
  'message-opened': 'Message opened',
  'message-recalled': 'Message recalled from people who had not opened it',
  'attachment-downloaded': 'Attachment fetched',
  'invitation-made': 'Invitation made',
  'invitation-renewed': 'Invitation renewed',
  'invitation-mailed-again': 'Invitation mailed again',
  'invitation-cancelled': 'Invitation cancelled',
  'invitation-used': 'Invitation used',
  'invitation-paused': 'Invitation paused for an hour after ten wrong access codes',
  'access-code-asked': 'The invited person asked for the access code',
  'access-code-right': 'Right access code typed',
  'access-code-wrong': 'Wrong access code typed',
  'member-joined': 'Joined the practice',
  'member-attested': 'Access code verified: keys confirmed as a coworker’s',
  'member-role-changed': 'Role changed',
  'member-removed': 'Removed from the practice',
  'member-returned': 'Taken back into the practice',
  'practice-founded': 'Practice account made',
  'practice-ended': 'Practice account ended with its last member',
  'practice-changed': 'Practice settings changed',
  'plan-changed': 'Plan changed',
  'storage-changed': 'Room for attachments changed',
};

const roleName = (role: string): string => ROLES[role] ?? role;
const ROLES: Readonly<Record<string, string>> = { owner: 'owner', administrator: 'administrator', member: 'member' };

const NOTICES: Readonly<Record<string, string>> = { any: 'members choose when e-mails tell them', day: 'e-mails tell members within a day', 'at-once': 'e-mails tell members at once' };

const kinds: Record<ActivityKind, string> = {
  'log-ins': 'Log-ins',
  account: 'Account and keys',
  messages: 'Messages and attachments',
  invitations: 'Invitations',
  members: 'Coworkers and roles',
  practice: 'Practice and plan',
};

const happened = { one: 'event', other: 'events' };
const minutes = { one: 'minute', other: 'minutes' };
const alarming = { one: 'to look at', other: 'to look at' };

export const activity = {
  title: 'Activity',
  own: 'Your activity',
  ofPractice: 'Activity',
  leadOwn: 'What happened in your account. Do not recognise something? Log out other devices and change your password in the settings.',
  leadOfPractice: 'What happened in your practice. Nobody can change or delete it here. What was written stays sealed: it is not part of this.',
  link: 'Activity',
  loading: 'Opening the activity…',
  failed: { title: 'The activity could not be loaded', text: 'Nothing is lost. Check the connection and try again.', again: 'Try again' },
  none: { title: 'Nothing here', text: 'Nothing happened that fits this choice.' },
  save: 'Save as CSV',
  saved: 'The file is with your downloads.',
  fileName: (at: number) => `sealpost-activity-${new Date(at).toISOString().slice(0, 10)}.csv`,
  list: 'Activity',
  older: 'Show older',
  warning: 'To look at',
  openMessage: 'Open message',
  gone: 'An account that is gone',
  from: (address: string) => `from ${address}`,
  by: {
    account: (name: string) => `by ${name}`,
    nobody: 'by somebody who was not logged in',
    operator: 'by the operator of this server',
    server: 'by itself',
  },
  events,
  filter: { title: 'Show', who: 'Who', everybody: 'Everybody', what: 'What', everything: 'Everything', kinds, from: 'From', to: 'To', wrongOrder: 'This day is before the first.' },
  chart: {
    label: ({ first, last, events: count, warnings }: { first: number; last: number; events: number; warnings: number }) =>
      `Events by day from ${formatDay(first)} to ${formatDay(last)}: ${formatCount(count, happened)}, ${formatCount(warnings, alarming)}`,
    day: formatDay,
    events: (count: number) => formatCount(count, happened),
    warnings: (count: number) => formatCount(count, alarming),
    bar: ({ at, events: count, warnings }: { at: number; events: number; warnings: number }) =>
      `${formatDay(at)}: ${formatCount(count, happened)}${warnings > 0 ? `, ${formatCount(warnings, alarming)}` : ''}`,
  },
  details: ({ recipients, attachments, plan, bytes, restart, secondFactor, role, before, idleMinutes, completeLink, inviting, allowedDomains, expiryDays, notices }: ActivityEvent['details']): string[] => [
    typeof recipients === 'number' ? formatCount(recipients, { one: 'recipient', other: 'recipients' }) : '',
    typeof attachments === 'number' && attachments > 0 ? formatCount(attachments, { one: 'attachment', other: 'attachments' }) : '',
    plan === 'free' ? 'Free' : plan === 'paid' ? 'Paid' : '',
    typeof bytes === 'number' ? formatBytes(bytes) : bytes === null ? 'as the plan allows' : '',
    restart === true ? 'to start again' : '',
    typeof role !== 'string' ? '' : typeof before === 'string' ? `from ${roleName(before)} to ${roleName(role)}` : `as ${roleName(role)}`,
    secondFactor === true ? 'a second factor is asked of all' : secondFactor === false ? 'a second factor is asked of nobody' : '',
    idleMinutes === undefined ? '' : idleMinutes === null ? 'log-off as set for the server' : `log-off after ${formatCount(Number(idleMinutes), minutes)}`,
    inviting === 'everybody' ? 'every member invites' : inviting === 'administrators' ? 'only administrators invite' : '',
    typeof allowedDomains !== 'number' ? '' : allowedDomains === 0 ? 'members write to anybody' : `members write to ${formatCount(allowedDomains, { one: 'domain', other: 'domains' })}`,
    expiryDays === undefined ? '' : expiryDays === null ? 'messages are kept' : `messages are deleted after ${formatCount(Number(expiryDays), { one: 'day', other: 'days' })}`,
    typeof notices === 'string' ? (NOTICES[notices] ?? '') : '',
    completeLink === true ? 'complete links allowed' : completeLink === false ? 'no complete links' : '',
    secondFactor === 'authenticator' ? 'with a code of the app' : secondFactor === 'recovery-code' ? 'with a recovery code' : '',
  ],
};
