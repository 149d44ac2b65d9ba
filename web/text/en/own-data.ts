// Words of the page that shows somebody what is kept about them, and of the file with all of it.
import { formatBytes, formatCount, formatDay, formatDuration, formatMoment } from '../format.ts';

const messages = { one: 'message', other: 'messages' };
const files = { one: 'file', other: 'files' };
const events = { one: 'event', other: 'events' };
const mails = { one: 'e-mail', other: 'e-mails' };
const days = { one: 'day', other: 'days' };
const keyPairs = { one: 'key pair', other: 'key pairs' };
const parts = { one: 'part', other: 'parts' };
const KINDS: Readonly<Record<string, string>> = {
  keyring: 'Your keys', contacts: 'Contacts', groups: 'Groups', invitations: 'Invitations and their codes', labels: 'Labels', texts: 'Signature and templates',
  'address-change': 'Address asked for', openpgp: 'OpenPGP key', draft: 'Drafts', uploads: 'Uploads under way', search: 'Search index', 'hand-over': 'A hand-over under way', profiles: 'Practice cards seen', 'practice-texts': 'Which texts of the practice you have seen',
};

export const ownData = {
  title: 'Your data',
  lead: 'What this server keeps about you: in words here, and all of it as a file. Nobody else sees this page, your practice neither.',
  loading: 'Asking the server…',
  failed: { title: 'Your data could not be loaded', again: 'Try again' },
  file: {
    title: 'All of it as a file',
    hint: 'What is sealed is opened on this device for it. Keep the file where nobody else comes to: it names everybody you write with.',
    holds: 'In it: everything on this page in full, your contacts, groups, labels, drafts, signature and templates, what happened in your account, and of each message whom it is from or to, when, its e-mail part and its sizes. Not in it: what secure messages and attachments say, which you read in the mailbox, and any key, code or password.',
    save: 'Save my data',
    saving: 'Collecting your data…',
    saved: 'The file is with your downloads.',
    name: (address: string, at: number) => `sealpost-my-data-${address}-${new Date(at).toISOString().slice(0, 10)}.json`,
    explanation:
      'All that this Sealpost server keeps about the account that made this file. "stored" is what the server holds and sees; sealed things are given by their sizes in bytes. "opened" is what only the owner can read, opened on their device. "messages" is what the server sees of each message; what secure messages say is not in here. "activity" is what happened in the account, newest first. Times are in UTC. There is no key, code or password in this file.',
  },
  none: 'none',
  at: formatMoment,
  self: {
    title: 'You',
    hint: 'As long as you have the account. Name and address also stand with the messages that others have from you.',
    name: 'Name',
    address: 'Address',
    formerAddresses: 'Earlier addresses',
    practiceName: 'Practice, as you wrote it',
    language: 'Language of mails',
    languages: { en: 'English', de: 'German' },
    practice: 'Practice',
    inPractice: (name: string, role: string, since: number) => `${name}: ${role} since ${formatDay(since)}`,
    roles: { owner: 'owner', administrator: 'administrator', member: 'member' },
    card: 'Practice card',
    cardSigned: (at: number) => `signed by you on ${formatDay(at)}`,
    cardVouched: (at: number) => `confirmed by your browser on ${formatDay(at)}`,
    statements: 'Verified keys',
    statementsKept: (made: number, aboutYou: number) => `${made} signed by you for your colleagues, ${aboutYou} about you`,
    sponsors: 'Guest of',
    made: 'Account made',
    confirmed: 'Address confirmed',
    notConfirmed: 'not yet',
  },
  access: {
    title: 'How you get in',
    hint: 'The server never receives your password or the words of your kit. What it keeps of them opens nothing without you.',
    password: 'Password',
    passwordKept: (bytes: number) => `a record by which you prove that you know it, from which it cannot be read (${formatBytes(bytes)})`,
    kit: 'Recovery kit',
    kitKept: 'a hash by which you prove that you have it',
    wraps: 'Your account key',
    wrapsKept: (count: number, bytes: number) => `sealed ${formatCount(count, { one: 'time', other: 'times' })}, to be opened by your password or kit (${formatBytes(bytes)})`,
    secondFactor: 'Second factor',
    secondFactorNone: 'none',
    appKept: (since: number) => `authenticator app since ${formatDay(since)}`,
    passkeyKept: (name: string, since: number, unlocks: boolean) => `passkey “${name}” since ${formatDay(since)}${unlocks ? ', which opens your account key too' : ''}`,
    codesKept: (codes: number) => `${formatCount(codes, { one: 'recovery code', other: 'recovery codes' })} left`,
    keys: 'Public keys',
    keysKept: (count: number) => `${formatCount(count, keyPairs)}, signed; whoever writes to you is given them`,
    tries: 'Log-ins begun',
    triesKept: (count: number) => `${formatCount(count, { one: 'attempt', other: 'attempts' })} not completed, with the network address`,
  },
  devices: {
    title: 'Where you are logged in',
    hint: (minutes: number) => `Network address and browser of a device, as long as it is logged in: at most ${formatDuration(minutes * 60_000)} after it was last used. Not in the log and not in backups.`,
    current: 'This device',
    other: 'Another device',
    from: (clientAddress: string, at: number) => `from ${clientAddress}, last used ${formatMoment(at)}`,
  },
  mailbox: {
    title: 'Messages and files',
    hint: (trashDays: number, unsentDays: number) =>
      `Sealed, until nobody has them any more. From your trash a message goes after ${formatCount(trashDays, days)}; a file that was never sent after ${formatCount(unsentDays, days)}. The server sees who wrote to whom and when, the e-mail part, sizes, and when a message was opened.`,
    folders: {
      inbox: 'Inbox', sent: 'Sent', archive: 'Archive', trash: 'Trash',
      removed: 'Deleted by you, still held by others', recalled: 'Recalled by their senders',
    },
    measured: (count: number, bytes: number) => `${formatCount(count, messages)}, ${formatBytes(bytes)}`,
    uploads: 'Files you uploaded',
    uploaded: (count: number, bytes: number) => `${formatCount(count, files)}, ${formatBytes(bytes)}`,
    room: { own: 'Your room for files', practice: 'Room for files of your practice' },
    used: (used: number, limit: number) => `${formatBytes(used)} of ${formatBytes(limit)} used`,
  },
  sealed: {
    title: 'What only you can open',
    hint: 'Sealed under your key. The server sees how much it is and when it changes, not what it says.',
    kind: (kind: string) => KINDS[kind] ?? kind,
    measured: (count: number, bytes: number) => `${formatCount(count, parts)}, ${formatBytes(bytes)}`,
    changed: 'Last changed',
    texts: 'Texts of your practice',
    textsKept: (practice: string, bytes: number) => `of ${practice}, sealed to you among others (${formatBytes(bytes)})`,
  },
  contacted: {
    title: 'Invitations and e-mails',
    hint: (mailDays: number) => `Of an e-mail to you it is kept for ${formatCount(mailDays, days)} that it was sent and of which kind; one that tells of a message, as long as the message.`,
    handOvers: 'Hand-overs to coworkers, and from them',
    handOversKept: (count: number) => formatCount(count, { one: 'hand-over', other: 'hand-overs' }),
    made: 'Invitations you made',
    received: 'Invitations to you',
    mails: 'E-mails sent to you',
    count: (count: number) => formatCount(count, { one: 'invitation', other: 'invitations' }),
    mailCount: (count: number) => formatCount(count, mails),
    notices: 'Times of e-mail notices',
    noticesKept: 'as chosen in the settings',
    noticesNone: 'none chosen: at once',
  },
  activity: {
    title: 'What happened in your account',
    hint: 'As long as this installation, without names, addresses and contents. If you belong to a practice, its owner and administrators see it too.',
    events: 'Events',
    between: (count: number, first: number, last: number) => `${formatCount(count, events)}, from ${formatDay(first)} to ${formatDay(last)}`,
    look: 'Look at it',
  },
  elsewhere: {
    title: 'Not on this page',
    items: [
      'Copies of your messages that others have: they are theirs.',
      'Backups of whoever runs this server: encrypted, without sessions and network addresses. How long they are kept is theirs to say.',
      'Counts against guessing: for a day at most, as keyed hashes from which nothing about you can be read.',
    ],
    more: 'What Sealpost processes and keeps of everybody',
  },
};
