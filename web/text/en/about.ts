// Words of the page that says what is processed and kept, for a practice's records. Times, limits and places come from the server, which
// tells those that it goes by (server/routes/processing.ts); what else it states is tested (tests/server/retention.test.ts).
import type { Processing } from '../../session/processing.ts';
import { formatBytes, formatCount, formatDay, formatList, formatNumber } from '../format.ts';

const days = (count: number) => formatCount(count, { one: 'day', other: 'days' });
const hours = (count: number) => formatCount(count, { one: 'hour', other: 'hours' });
const minutes = (count: number) => formatCount(count, { one: 'minute', other: 'minutes' });
const seconds = (count: number) => formatCount(count, { one: 'second', other: 'seconds' });

type Plans = Processing['limits']['plans'];
const PLANS = { paid: 'members of a practice on a paid plan', free: 'members of a practice on a free plan', guest: 'guests' } as const;

/** "members of a practice on a paid plan and guests"; "nobody". */
function who(plans: Plans, may: 'inviting' | 'advancedToOutsiders'): string {
  const those = (['paid', 'free', 'guest'] as const).filter((plan) => plans[plan][may]);
  return those.length === 0 ? 'nobody' : formatList(those.map((plan) => PLANS[plan]));
}

export const about = {
  title: 'What Sealpost processes and keeps',
  lead: 'For your records of processing, and for whoever asks you. It is true of every Sealpost that runs unchanged; places, times and limits are those of this server as it is set now.',
  asOf: (host: string, at: number, build: string) => `${host}, as of ${formatDay(at)} (build ${build})`,
  loading: 'Asking the server…',
  retry: 'Try again',
  print: 'Print',
  sealed: {
    title: 'What only the recipients can read',
    text: 'The secure message: its subject, text, attachments and their names. It is encrypted on the sender’s device and opened on the recipients’ devices. This server keeps it sealed and cannot open it, for nobody and by no order. It never receives a password, an access code or the words of a recovery kit.',
  },
  seen: {
    title: 'What this server sees',
    items: ({ places }: Processing) => [
      'Who writes to whom and when, who forwards what, and when a message was opened.',
      'The e-mail part of each message, with its subject. It is ordinary e-mail: no patient information belongs there.',
      'Names, practices, e-mail addresses, earlier ones too, and languages of the people who use it or were invited.',
      'How a practice is reached, as its card says it: name, postal address, phone, website and logo.',
      'The number and sizes of attachments, rounded sizes of messages, and whether a ZIP, STL or DICOM file is among them.',
      places.countries
        ? 'The network address, the country and the browser of each device that is logged in, and the network address of tries that failed. The country comes from a proxy of this server’s.'
        : 'The network address and the browser of each device that is logged in, and the network address of tries that failed.',
      'Which second factor an account has and what its passkeys are called, and at which times e-mails may tell somebody of messages, where they have chosen any.',
      'That a practice has texts for its members, how long they are, who can open them, and when and by whom they were changed; not what they say.',
      'What is done in each account: log-ins, messages sent and opened, files fetched, invitations, hand-overs, changes of keys and settings. It stands in the account’s own activity and in its practice’s.',
    ],
  },
  kept: {
    title: 'How long it is kept',
    items: ({ kept, limits, places }: Processing) => [
      `Messages with their attachments: until they expire, where the sender has set a date, or until nobody has them any more. A copy goes when its owner deletes it forever, and ${days(kept.trashDays)} after it came to somebody’s trash.`,
      `Attachments that were never sent: ${days(kept.unsentDays)}. Uploads that broke off: ${days(kept.unfinishedDays)}.`,
      `${places.countries ? 'The network address, country' : 'The network address'} and browser of a device: as long as it is logged in, and no more than ${minutes(kept.removalMinutes)} longer than the idle time after which it is logged off. That is ${minutes(limits.idleMinutes + kept.removalMinutes)} after it was last used, where a practice has not chosen another idle time. They are not written to the log and not into backups.`,
      `The network address of a log-in, recovery or access code that failed: ${minutes(limits.idleMinutes + kept.removalMinutes)} at most.`,
      'The activity of accounts and practices: as long as this installation. It holds no names, no addresses and nothing of messages, and nobody can change it here.',
      `Who tries to log in too often: for at most ${hours(kept.countedHours)}, and only as a keyed hash from which no address can be read.`,
      'That somebody was invited, by whom and what became of it: as long as the account of whoever invited them.',
      'That messages were handed over to a coworker, by whom, to whom and how many: as long as both accounts.',
      'The card of a practice: until it is changed, or the practice ends.',
      'Texts that a practice has for its members: sealed, until newer ones take their place or the practice ends.',
      'The name of a practice that has ended: as long as this installation.',
      `A deleted account: its password, keys and mailbox go within minutes. Its name, address and public keys stay while somebody has a message from it or to it, and ${days(kept.deletedDays)} at least.`,
      `An address that an account has left: as long as the account. For ${days(kept.formerAddressDays)} nobody else can use it. A change of address that was begun: ${days(kept.endedChangeDays)} after it could last be finished.`,
      `Accounts whose address was never confirmed: ${days(kept.unconfirmedDays)}.`,
      `That an e-mail about an account was sent (to whom, of which kind, when): ${days(kept.mailDays)}. What it said: until it is sent. For the e-mail part of a message: as long as the message.`,
      'The log: which function was called, when, how long it took and how it ended. It holds no addresses, names, contents or codes; whoever runs the server decides how long it stays.',
    ],
  },
  limits: {
    title: 'How much there can be, and how long it is open',
    items: ({ limits }: Processing) => [
      `An attachment: ${formatBytes(limits.maxAttachmentBytes)} at most.`,
      `People who belong to a practice or are invited to: ${formatNumber(limits.plans.paid.members ?? 0)} on a paid plan, ${formatNumber(limits.plans.free.members ?? 0)} on a free one. Whoever runs this server can set another figure for one practice.`,
      `All attachments that a practice keeps: ${formatBytes(limits.plans.paid.storageBytes)} on a paid plan, ${formatBytes(limits.plans.free.storageBytes)} on a free one; those that a guest keeps: ${formatBytes(limits.plans.guest.storageBytes)}. Whoever runs this server can set another figure for one of them.`,
      `Invitations in a day: ${formatNumber(limits.plans.paid.invitationsADay ?? 0)} for a practice on a paid plan, ${formatNumber(limits.plans.free.invitationsADay ?? 0)} on a free one. Coworkers are among them; people from outside can be invited by ${who(limits.plans, 'inviting')}.`,
      `E-mails about messages in a day: ${formatNumber(limits.plans.paid.noticesADay)} for a practice on a paid plan, ${formatNumber(limits.plans.free.noticesADay)} on a free one, ${formatNumber(limits.plans.guest.noticesADay)} for a guest.`,
      `ZIP, STL and DICOM files: everybody may send them to their own practice and to practices that sponsor them. To other people: ${who(limits.plans, 'advancedToOutsiders')}.`,
      `An invitation: open for ${days(limits.invitationDays)}. When it has run out, was used or withdrawn, what its access code could open is deleted.`,
      `A device that nobody uses: logged off after ${minutes(limits.idleMinutes)}, or after what the practice has chosen for its members (up to ${minutes(limits.longestIdleMinutes)}).`,
      limits.undoSeconds === 0 ? 'A message that is sent: leaves at once.' : `A message that is sent: held for ${seconds(limits.undoSeconds)}, in which sending can be undone.`,
    ],
  },
  places: {
    title: 'Where it is kept',
    items: ({ places }: Processing) => [
      places.database === 'embedded'
        ? 'Accounts, e-mail parts and sealed messages: in a database on this server.'
        : 'Accounts, e-mail parts and sealed messages: in a PostgreSQL database that whoever runs this server has chosen.',
      `Sealed attachments: ${places.attachments === 'folder' ? 'in a folder on this server.' : 'with a storage service (S3) that whoever runs this server has chosen.'}${places.directStore === null ? '' : ` Browsers take them there and fetch them themselves, at ${places.directStore}: it sees their network addresses, and what is sealed only as such.`}`,
      {
        folder: 'E-mails: do not leave this server. It is set up for trying out and writes them to a folder.',
        resend: 'E-mails: sent by Resend (resend.com), which sees whom they go to and what the e-mail part says.',
        service: 'E-mails: sent by a mail service that whoever runs this server has chosen, which sees whom they go to and what the e-mail part says.',
      }[places.mail],
    ],
  },
  backups: {
    title: 'Backups',
    text: 'They are encrypted. What is in them of secure messages is sealed as on the server; sessions and network addresses are left out. How long they are kept is for whoever runs this server to say.',
  },
  others: {
    title: 'Who else is involved',
    text: ({ kept }: Processing, languageDays: number) =>
      `Nobody but the services above and the mail providers of those who get an e-mail. Pages load nothing from anybody else: no statistics, no advertising, no fonts from elsewhere. One cookie keeps you logged in, another remembers a registration in this browser for ${days(kept.signUpCookieDays)}, a third for ${days(kept.knownCookieDays)} that you have logged in here before, so that nobody locks you out by trying wrong passwords elsewhere, and a fourth the language for ${days(languageDays)}, where you have chosen one.`,
  },
  operator: {
    title: 'Who runs this server',
    text: 'They say more on pages of their own: who they are, how long they keep the log and backups, and whom to ask.',
    silent: 'They have named no pages of their own here. Ask them who they are, and how long they keep the log and backups.',
  },
};
