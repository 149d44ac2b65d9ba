// Words about coworkers: who belongs to the practice, who is invited, roles, and what it means to shut somebody out.
import { formatCount, formatNumber } from '../format.ts';
import { type Details, type FailureEntries, failureWords } from './failures.ts';

const people = { one: 'person', other: 'people' };

const roles = { owner: 'Owner', administrator: 'Administrator', member: 'Member' };

const problems = {
  address: 'is not a complete e-mail address',
  role: 'names a role that there is not: write owner, administrator or member',
  columns: 'has more than two columns',
  owner: 'makes an owner, which only an owner may do',
  twice: 'has an address that stands above already',
  member: 'is a member of this practice already',
  former: 'was removed from this practice: take them back below instead',
  unavailable: 'cannot be invited: the account with this address cannot join a practice',
  invited: 'is invited already',
};

export const coworkers = {
  title: 'Coworkers',
  lead: 'Each has an account of their own. You invite them and decide what they may do; nobody in the practice ever knows another’s password or keys.',
  places: {
    count: (used: number, limit: number) => `${formatNumber(used)} of ${formatCount(limit, people)}, open invitations included`,
    over: (used: number, limit: number) => `${formatCount(used, people)}, open invitations included; there is room for ${formatNumber(limit)}`,
    left: (left: number) => (left === 1 ? 'Your practice has room for 1 more person on its plan.' : `Your practice has room for ${formatNumber(left)} more people on its plan.`),
    full: 'Every place that your practice has on its plan is taken',
    fullText: 'To invite or take back somebody, cancel an open invitation or remove somebody who has left first. Or ask whoever runs this Sealpost for more room.',
    stays: 'Nobody is removed because there are more than that.',
  },
  list: 'Coworkers',
  you: 'you',
  roles,
  failed: { title: 'The coworkers could not be loaded', text: 'Nothing is lost. Check the connection and try again.', again: 'Try again' },
  /** In a line, where something that was begun did not work. */
  failureTitle: (failure: { code: string; details: Details }) => failureWords(failure).title,
  moreNamed: (name: string) => `More for ${name}`,
  marks: {
    suspended: 'Suspended',
    suspendedByOperator: 'Suspended by the operator of this server',
    secondFactor: 'Second factor',
    unattested: 'Access code not verified yet: this happens as soon as whoever invited them opens Sealpost',
    onlyOwner: 'The only owner: can be neither removed nor given another role',
  },

  role: {
    action: 'Change role',
    title: (name: string) => `Role of ${name}`,
    label: 'Role',
    meaning: {
      owner: 'Everything, including making and removing owners.',
      administrator: 'Invites, suspends and removes coworkers, changes the practice’s settings, sees its activity.',
      member: 'Reads and writes messages. Changes nothing in the practice.',
    },
    save: 'Change role',
    cancel: 'Cancel',
    own: 'This is your own role. What you give up here only others can give back.',
    done: (name: string, role: keyof typeof roles) => `${name}: ${roles[role]} from now on.`,
    ownNow: (role: keyof typeof roles) => `Your role in the practice was changed: ${roles[role]} from now on.`,
  },

  again: {
    action: 'Let start again',
    title: (name: string) => `Let ${name} start again?`,
    text: 'For somebody who has lost both password and recovery kit. They get an e-mail with a link, and a new access code from you, and choose a new password. Until they have done so, nothing changes.',
    lost: 'Then their messages so far stay closed for good, to everybody. All their devices are logged out, and a second factor is turned off. Role and address stay.',
    keys: 'Everybody who writes with them sees that their keys have changed.',
    confirm: 'Invite again',
  },

  suspend: {
    action: 'Suspend',
    title: (name: string) => `Suspend ${name}?`,
    text: 'All their devices are logged out at once, and nobody can log in to the account until you resume it. The mailbox stays sealed as it is, and new messages go on arriving in it.',
    confirm: 'Suspend',
    done: (name: string) => `${name} is suspended and logged out everywhere.`,
  },
  resume: { action: 'Resume', done: (name: string) => `${name} can log in again.` },

  remove: {
    action: 'Remove',
    title: (name: string) => `Remove ${name} from the practice?`,
    text: 'All their devices are logged out at once, and nobody can log in to the account any more. The mailbox stays sealed: nobody else can read it, so have handed over first what is still needed. You can take them back later.',
    textGuest: 'All their devices are logged out at once. But the account was there before it joined your practice, so it goes on as a guest account: they can log in again and read what is in their mailbox. To keep somebody out, suspend instead.',
    arriving: 'Messages to their address go on arriving there, unread. Tell those they write with whom to write to.',
    confirm: 'Remove',
    done: (name: string) => `${name} is removed and logged out everywhere.`,
  },
  lost: {
    title: (count: number) => (count === 1 ? 'One message is in nobody else’s mailbox' : `${count} messages are in nobody else’s mailbox`),
    unknown: 'Their messages may be in nobody else’s mailbox',
    text: 'Nobody in the practice can open them without this person. Ask for a hand-over first, while they can still log in.',
    textSuspended: 'Nobody in the practice can open them while this person cannot log in. Ask for a hand-over first.',
    ask: 'Ask for a hand-over instead',
    done: (name: string) => `${name} is asked by e-mail to hand over. Nothing else has changed.`,
    failures: { too_many_requests: { title: 'They were asked within the last hour', text: 'Call them, or wait a while and ask again.' } },
  },
  leftover: {
    title: 'What they may still have',
    copies: 'What they downloaded, printed, copied or photographed.',
    mail: 'The e-mail parts of messages, in their ordinary mailbox.',
    codes: 'Access codes of people they have invited. These invitations end now; write to those people again.',
    codesSuspended: 'Access codes of people they have invited. Open invitations stay open; cancel them first if that worries you.',
    kit: 'Their recovery kit, which opens nothing here while the account is closed.',
  },

  invite: {
    action: 'Invite coworkers',
    title: 'Invite coworkers',
    lead: 'Each gets an e-mail with a link. You give them an access code yourself, and they choose their own password.',
    how: 'How many',
    one: 'One person',
    several: 'Several, from a CSV file',
    address: 'E-mail address',
    addressInvalid: 'This is not a complete e-mail address.',
    role: 'Role',
    file: 'Choose CSV file',
    fileHint: 'One person a line: the e-mail address, a comma, and owner, administrator or member. Without a role it is member. At most 100 people.',
    example: 'lee@practice.example, member',
    checking: 'Checking the file…',
    wrongFile: 'Nobody was invited: the file has errors',
    line: (line: number) => `Line ${line}`,
    problem: (address: string, problem: keyof typeof problems) => `${address === '' ? 'This line' : address} ${problems[problem]}.`,
    unreadable: 'This file cannot be read as text. Save it as CSV (UTF-8) and choose it again.',
    empty: 'There is nobody in this file.',
    tooMany: (most: number) => `At most ${most} people at a time. Split the file.`,
    noRoom: (asked: number, left: number) => `Nobody was invited: there ${asked === 1 ? 'is 1 person' : `are ${asked} people`} in the file, and room for ${left}`,
    noRoomText: 'Take somebody out of the file, cancel an open invitation or remove somebody who has left. Or ask whoever runs this Sealpost for more room on your plan.',
    ready: (count: number) => `${formatCount(count, people)} to invite`,
    confirm: (count: number) => (count === 1 ? 'Invite' : `Invite ${formatCount(count, people)}`),
    cancel: 'Cancel',
    making: (count: number) => (count === 1 ? 'Making the access code. This takes a second or two.' : `Making ${count} access codes. Each takes a second or two; keep this page open.`),
    codes: 'Access codes',
    codesLead: 'The invitations are on their way. Give each person their code by phone or in person, never by e-mail. You find the codes again below, at the open invitations.',
    done: 'Done',
  },

  waiting: {
    title: 'Invited, not yet registered',
    list: 'Invited coworkers',
    by: (name: string, day: string) => `Invited by ${name} on ${day}`,
    until: (day: string) => `valid until ${day}`,
    expired: (day: string) => `expired on ${day}`,
    again: 'Starts again.',
    codeElsewhere: (name: string) => `${name} has the access code.`,
    asked: (when: string) => `Asked for the code on ${when}`,
    paused: (until: string) => `Paused until ${until}: too many wrong codes. If it was not them, cancel it and invite again.`,
    bounced: 'The e-mail came back. Check the address.',
    mailFailed: 'The e-mail could not be sent.',
    claimWrong: 'Somebody registered without proving the access code. Remove that account and invite again.',
    mail: 'Send e-mail again',
    mailNamed: (address: string) => `Send e-mail again to ${address}`,
    mailed: 'The e-mail is on its way again. The access code stays the same.',
    cancel: 'Cancel invitation',
    cancelNamed: (address: string) => `Cancel invitation of ${address}`,
    cancelTitle: (address: string) => `Cancel the invitation of ${address}?`,
    cancelText: 'The link and the access code stop working. You can invite the same person again.',
    cancelKeep: 'Keep it',
    cancelled: 'The invitation was cancelled.',
  },

  former: {
    title: 'Removed',
    list: 'Removed coworkers',
    lead: 'Their accounts are closed. Taken back, they have their mailbox and their role again.',
    since: (role: keyof typeof roles, day: string) => `${roles[role]} until ${day}`,
    back: 'Take back',
    backNamed: (name: string) => `Take back ${name}`,
    returned: (name: string) => `${name} is back and can log in.`,
  },
};

export const coworkerFailures: FailureEntries = {
  last_owner: {
    title: 'A practice needs an owner who can log in',
    text: 'Nothing was changed. Make somebody else an owner first.',
  },
  second_factor_first: {
    title: 'Set up your own second factor first',
    text: 'Nothing was changed. You would have shut yourself out; set it up in your settings, then ask it of everybody.',
  },
  coworkers_refused: {
    title: 'Not everybody can be invited',
    text: 'Nobody was. Somebody here has joined, or was invited, in the meantime: look at the list, and try again.',
  },
  members_full: ({ used, limit }) => ({
    title: typeof limit === 'number' ? `Your practice has room for ${formatCount(limit, people)} on its plan` : 'Your practice has no room for that on its plan',
    text: `${typeof used === 'number' ? `${formatCount(used, { one: 'place is', other: 'places are' })} taken, open invitations included. ` : ''}Nothing was changed. Cancel an open invitation or remove somebody who has left, or ask whoever runs this Sealpost for more room.`,
  }),
  invitation_exists: {
    title: 'There is an open invitation to this address',
    text: 'Nothing was changed. It stands below, or under Contacts of whoever wrote there; cancel that one first.',
  },
  notice_limit: {
    title: 'That is as many invitations as a practice may send in a day',
    text: 'Nobody was invited. Go on tomorrow; nothing is lost.',
  },
};
