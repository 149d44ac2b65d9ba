// Every word of the mails, in English. Functions take the parts that change.

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
/** The reader's time zone is not known here, so the one used is named. */
const at = (time: number) => `${utc.format(time)} (UTC)`;

export const words = {
  brand: 'Sealpost',
  addressOfButton: 'The button leads to',
  footer: {
    sent: (host: string) => `Sent by Sealpost at ${host}.`,
    onBehalf: (writer: string, host: string) => `Sent by Sealpost at ${host} for ${writer}.`,
    careful: 'Not expected? Ask the sender by a phone number that you know. Nobody will ask you for a password by e-mail.',
    doNotAnswer: 'Do not answer this e-mail: nobody reads the answers.',
  },
  notice: {
    unnamed: 'Somebody',
    subject: (writer: string) => `Message from ${writer}`,
    heading: (writer: string) => `${writer} wrote to you`,
    postcard: 'E-mail message',
    sealed: 'Secure message',
    sealedText: 'There is a secure message for you. It is encrypted and opens in your browser.',
    invitationOnly: (writer: string) => `${writer} invites you to exchange encrypted messages. It takes a browser and a few minutes, and costs nothing.`,
    open: 'Open the secure message',
    accept: 'Accept the invitation',
    codeNeeded: (writer: string) =>
      `You need an access code. ${writer} gives it to you another way, by phone for example. It never comes in a mail like this one.`,
    doNotAnswer: 'Do not answer this e-mail: your answer would travel unprotected. Open the secure message and choose Reply there.',
    doNotAnswerInvitation: 'Do not answer this e-mail: your answer would travel unprotected.',
  },
  digest: {
    subject: ({ count, writer, others }: { count: number; writer: string; others: number }) =>
      `${count === 1 ? 'Message' : `${count} messages`} from ${writer}${others === 0 ? '' : others === 1 ? ' and 1 other' : ` and ${others} others`}`,
    heading: (count: number) => (count === 1 ? 'A message waits for you' : `${count} messages wait for you`),
    intro: 'What came for you waits in your inbox. Secure messages are encrypted and open in your browser.',
    postcard: (writer: string) => `E-mail message from ${writer}`,
    cut: 'The rest stands above the secure message.',
    open: (writer: string) => `Open the secure message from ${writer}`,
    more: (count: number) => (count === 1 ? '1 more waits in your inbox.' : `${count} more wait in your inbox.`),
    openInbox: 'Open the inbox',
    chosen: (url: string) => `You have chosen to hear of messages together or at certain hours. Change it in your settings: ${url}`,
  },
  confirm: {
    subject: 'Confirm your e-mail address',
    heading: 'Confirm your e-mail address',
    text: 'An account with this address was created on Sealpost. Please confirm that the address is yours: then messages can be sent and received with it.',
    action: 'Confirm address',
    notYou: 'You did not create an account? Then do nothing. Without your confirmation nothing is sent in your name, and the account is deleted after 14 days.',
  },
  addressTaken: {
    subject: 'You already have an account',
    heading: 'You already have an account',
    text: 'Somebody, probably you, wanted to create an account with this address. There is one already, so nothing has changed: please log in with your password.',
    action: 'Log in',
    forgot: (url: string) => `Password forgotten? With your recovery kit you can set a new one: ${url}`,
    notYou: 'If it was not you, you need not do anything.',
  },
  coworker: {
    subject: (practice: string) => (practice === '' ? 'Your account for secure messages' : `Your account at ${practice}`),
    heading: (practice: string) => (practice === '' ? 'Your account' : `Your account at ${practice}`),
    text: (writer: string, practice: string) =>
      `${writer} invites you to read and write secure messages as a member of ${practice === '' || practice === writer ? 'the practice' : practice}. It takes a browser and a few minutes. You choose your own password; nobody else ever knows it.`,
    action: 'Set up my account',
    code: (writer: string) => `You need an access code. ${writer} gives it to you in person or by phone; it never comes by e-mail. You need it this once.`,
    careful: 'Not expected? Ask in your practice before you do anything. Nobody will ask you for a password by e-mail.',
  },
  coworkerAgain: {
    text: (writer: string, practice: string) =>
      `${writer} lets you start again with your account${practice === '' || practice === writer ? '' : ` at ${practice}`}. You choose a new password; nobody else ever knows it. Your earlier messages stay closed. Do you still have your password or your recovery kit? Then log in with it instead, and nothing is lost.`,
    action: 'Start again',
  },
  codeAsked: {
    subject: (address: string) => `${address} asks for the access code`,
    heading: 'An access code is asked for',
    text: (address: string) => `${address} has opened your invitation but does not have the access code.`,
    how: 'Please give it by phone or in person, to somebody whose voice or face you know. Do not send it by e-mail. You find it in Sealpost under Contacts, at the open invitations.',
    action: 'Show open invitations',
  },
  codePaused: {
    subject: 'Wrong access codes: an invitation is paused',
    heading: 'An invitation is paused',
    text: (address: string, until: number) =>
      `For your invitation to ${address} a wrong access code was entered ten times. It is paused until ${at(until)}; then the code can be tried again. Nobody has got in, and nothing is lost.`,
    ask: 'Please call the person you invited. If they did not try, somebody else has the link: cancel the invitation and send a new one.',
    action: 'Show open invitations',
  },
  recovered: {
    subject: 'Your account was recovered with the recovery kit',
    heading: 'Your account was recovered',
    text: (time: number) =>
      `On ${at(time)} your account was opened with its recovery kit. It has a new password and a new recovery kit; the old ones are void, and all devices were signed out.`,
    notYou: 'If this was not you, somebody else has had your recovery kit. Tell your practice’s administrator at once, or whoever runs this server.',
  },
  passwordChanged: {
    subject: 'Your password or recovery kit was changed',
    heading: 'Your password or recovery kit was changed',
    text: (time: number) => `On ${at(time)} the password or the recovery kit of your account was changed on a signed-in device. Other devices were signed out.`,
    notYou: 'If this was not you, set a new password with your recovery kit now, and tell your practice’s administrator.',
    action: 'Use the recovery kit',
  },
  secondFactorOn: {
    subject: 'Log-in now asks for a second factor',
    heading: 'Log-in now asks for a second factor',
    text: (time: number) => `On ${at(time)} an authenticator app or a passkey was set up for your account. From now on log-in asks for it after the password. Other devices were signed out.`,
    notYou: 'If this was not you, somebody else knows your password. Set a new one with your recovery kit now: that also removes the app and all passkeys. And tell your practice’s administrator.',
  },
  secondFactorOff: {
    subject: 'Log-in no longer asks for a second factor',
    heading: 'Log-in no longer asks for a second factor',
    text: (time: number) => `On ${at(time)} the second factor of your account was removed: in the settings, or because the account was opened with the recovery kit or started anew.`,
    notYou: 'Set it up again in the settings. If it was not you who removed it, tell your practice’s administrator at once.',
    action: 'Log in',
  },
  authenticatorAdded: {
    subject: 'An authenticator app was added to your account',
    heading: 'An authenticator app was added to your account',
    text: (time: number) => `On ${at(time)} an authenticator app was set up for your account, beside your passkeys. Its codes now serve at log-in, and so do new recovery codes: earlier ones no longer do.`,
    notYou: 'If this was not you, set a new password with your recovery kit now: that also removes the app and all passkeys. And tell your practice’s administrator.',
    action: 'Use the recovery kit',
  },
  authenticatorRemoved: {
    subject: 'The authenticator app of your account was removed',
    heading: 'The authenticator app of your account was removed',
    text: (time: number) => `On ${at(time)} the authenticator app of your account was removed. Log-in goes on asking for one of your passkeys.`,
    notYou: 'If this was not you, set a new password with your recovery kit now, and tell your practice’s administrator.',
    action: 'Use the recovery kit',
  },
  passkeyAdded: {
    subject: 'A passkey was added to your account',
    heading: 'A passkey was added to your account',
    text: (time: number) => `On ${at(time)} a passkey was added to your account. It serves as second factor at log-in and, where the device allows it, opens your mailbox without the password.`,
    notYou: 'If this was not you, set a new password with your recovery kit now: that also removes all passkeys. And tell your practice’s administrator.',
    action: 'Use the recovery kit',
  },
  passkeyRemoved: {
    subject: 'A passkey of your account was removed',
    heading: 'A passkey of your account was removed',
    text: (time: number) => `On ${at(time)} a passkey of your account was removed. It opens nothing any more, and other devices were signed out.`,
    notYou: 'If this was not you, set a new password with your recovery kit now, and tell your practice’s administrator.',
    action: 'Use the recovery kit',
  },
  coworkerDeleted: {
    subject: (who: string) => `${who} has deleted their account`,
    heading: 'An account in your practice was deleted',
    text: (who: string, address: string, time: number) => `On ${at(time)} ${who} (${address}) deleted their account in your practice, and with it their mailbox. Nobody can bring it back.`,
    byOperator: {
      subject: (who: string) => `The account of ${who} was deleted`,
      text: (who: string, address: string, time: number) => `On ${at(time)} whoever runs this server deleted the account of ${who} (${address}) in your practice, and with it their mailbox. Nobody can bring it back.`,
    },
    left: 'Messages that they exchanged with others in the practice are still there. Whoever writes to them is told that the account is gone.',
  },
  addressKept: {
    subject: 'This address is not free yet',
    heading: 'This address is not free yet',
    text: (until: number) => `Somebody, probably you, wanted to use this address for an account. It belonged to another account, which has another address now, and is kept for that one until ${at(until)}. After that anybody who has this mailbox can use it.`,
    moved: 'Was that account yours? Then log in with its new address: everything is there.',
    notYou: 'If it was not you, you need not do anything.',
  },
  newAddress: {
    subject: 'Confirm your new e-mail address',
    heading: 'Confirm your new e-mail address',
    text: 'Somebody, probably you, wants to use their Sealpost account with this address from now on. Please confirm that the address is yours.',
    action: 'Look at it',
    notYou: 'You know nothing of this? Then do nothing. Without your confirmation nothing changes.',
  },
  oldAddress: {
    subject: 'Your account is to get another e-mail address',
    heading: 'Another e-mail address for your account',
    text: (address: string, time: number) => `On ${at(time)} somebody who knew your password asked for your Sealpost account to be moved to ${address}.`,
    wait: 'If that was you, you can let it go on at once. If you do nothing, it can be finished after three days.',
    action: 'Stop it, or let it go on',
    notYou: 'If it was not you, stop it now and then change your password: somebody else knows it.',
  },
  addressChanged: {
    subject: 'Your e-mail address was changed',
    heading: 'Your e-mail address was changed',
    text: (from: string, to: string, time: number) => `Since ${at(time)} your Sealpost account has the address ${to}. Log in with it from now on; ${from} no longer works. Your password is the same, your messages and contacts are where they were.`,
    kit: 'Your recovery kit is a new one, with the new address on it. The old one opens nothing any more. Passkeys have to be set up anew to open your mailbox.',
    notYou: 'If this was not you, somebody else knows your password. Tell your practice’s administrator and whoever runs this server at once.',
  },
  coworkerMoved: {
    subject: (who: string) => `${who} has another e-mail address`,
    heading: 'A coworker has another e-mail address',
    text: ({ who, from, to, time }: { who: string; from: string; to: string; time: number }) => `On ${at(time)} ${who} moved their account in your practice from ${from} to ${to}. It is the same account: keys, messages and role have not changed hands.`,
    doubt: 'If you did not expect this, ask them by a phone number that you know.',
  },
  handedOver: {
    subject: (who: string, messages: number) => `${who} has handed ${messages === 1 ? 'a message' : `${messages} messages`} over to you`,
    heading: 'Messages were handed over to you',
    text: (who: string, messages: number) => `${who} has handed ${messages === 1 ? 'a message' : `${messages} messages`} over to you in Sealpost.`,
    where: 'What nobody had read yet is in your Inbox. Everything else is in your Archive, under its original date.',
    action: 'Log in',
  },
  handOverMade: {
    subject: (messages: number) => `You have handed over ${messages === 1 ? 'a message' : `${messages} messages`}`,
    heading: 'You have handed messages over',
    text: ({ who, address, messages, time }: { who: string; address: string; messages: number; time: number }) =>
      `By ${at(time)}, ${messages === 1 ? 'a message' : `${messages} messages`} of your mailbox had been handed over to ${who} (${address}), who can now read ${messages === 1 ? 'it' : 'them'}. You still have ${messages === 1 ? 'it' : 'them'} too.`,
    notYou: 'If this was not you, somebody used a device where you were logged in. Tell your practice’s administrator at once, and change your password.',
  },
  handOverAsked: {
    subject: (who: string) => `${who} asks you to hand your messages over`,
    heading: 'Please hand your messages over',
    text: (who: string) => `${who} asks you to hand over to a coworker what the practice still needs of your mailbox. Nobody but you can open it.`,
    toWhom: (who: string) => `They would like ${who} to have it.`,
    how: 'You choose what, and to whom. In Sealpost, open Settings and there “Hand over”.',
    action: 'Log in',
  },
  accountDeleted: {
    subject: 'Your account was deleted',
    heading: 'Your account was deleted',
    text: (time: number) => `On ${at(time)} your account was deleted with your password, on a device where you were logged in. Your mailbox, drafts, contacts and keys are gone from this server, and nobody can bring them back.`,
    left: 'Copies of your messages that other people have stay with them. Nobody can write to you here any more, unless you are invited anew.',
    notYou: 'If this was not you, somebody else knew your password. Tell your practice’s administrator and whoever runs this server.',
    byOperator: {
      text: (time: number) => `On ${at(time)} whoever runs this server deleted your account. Your mailbox, drafts, contacts and keys are gone from this server, and nobody can bring them back.`,
      whom: 'If you do not know why, ask whoever runs this server, or your practice’s administrator.',
    },
  },
  restarted: {
    subject: 'Your account was started anew',
    heading: 'Your account was started anew',
    text: (time: number) =>
      `On ${at(time)} your account was started anew, with a new password and new keys. Messages from before can no longer be opened, and everybody you write with sees that your keys have changed.`,
    notYou: 'If this was not you, tell your practice’s administrator at once, or whoever runs this server.',
  },
  restart: {
    subject: 'Start your account anew',
    heading: 'Start your account anew',
    text: 'Whoever runs this server has allowed you to start your account anew, because its password and its recovery kit are lost. Messages from before can then no longer be opened.',
    action: 'Start anew',
    notYou: 'If you did not ask for this, do nothing and tell whoever runs this server. Your account stays as it is.',
  },
} as const;

/** The same words in any language. */
type Translated<T> = T extends string ? string : T extends (...args: infer Args) => string ? (...args: Args) => string : { readonly [Key in keyof T]: Translated<T[Key]> };
export type MailWords = Translated<typeof words>;
