// Words of deleting one's own account: what goes, what stays with others, and the proof that it is oneself.
import { formatCount } from '../format.ts';

const messages = { one: 'message', other: 'messages' };
const invitations = { one: 'open invitation', other: 'open invitations' };
const accounts = { one: 'account of a coworker who was removed', other: 'accounts of coworkers who were removed' };

export const deletion = {
  title: 'Delete account',
  lead: 'Read this first. What is deleted here nobody brings back: not you, not your practice, not whoever runs this server.',
  loading: 'Looking at what would go…',
  again: 'Try again',
  goes: {
    title: 'What goes',
    mailbox: (count: number) => (count === 0 ? 'Your mailbox, which is empty.' : `Your mailbox with ${formatCount(count, messages)}, from every folder. Those that nobody else has are deleted with their files.`),
    sealed: 'Drafts, files not yet sent, contacts, groups, labels, templates, and your keys. Your password and your recovery kit open nothing any more.',
    devices: 'You are logged out at once on every device.',
    invitations: (count: number) => `${formatCount(count, invitations)}: whoever was invited by you cannot come in with it any more.`,
    waiting: (count: number) => `${formatCount(count, messages)} that ${count === 1 ? 'waits' : 'wait'} under these invitations and that nobody can open then.`,
    address: 'Nobody can write to you here. Your address can be invited anew, or make a new account, with new keys and an empty mailbox.',
  },
  stays: {
    title: 'What stays',
    copies: 'Messages that others have from you stay with them, unread ones too, with your name and address. So do their copies of what they wrote to you.',
    mails: 'E-mail messages in your ordinary mailbox, what you downloaded or printed, and key files that you exported.',
    log: 'That and when things happened in your account, in the activity of your practice: without addresses and contents.',
    backups: 'Encrypted backups of this server, for as long as whoever runs it keeps them.',
  },
  practice: {
    title: (name: string) => `Before you leave ${name}`,
    text: 'Your practice may be bound to keep these records, and nobody there can open your messages without you. Hand over to a coworker what is still needed.',
    handOver: 'Hand messages over',
    ends: (name: string) => `${name} ends with it`,
    endsText: 'Nobody else is in this practice. It ends with your account: its guests can no longer write to it, and all its invitations are cancelled.',
    former: (count: number) => `With it ${count === 1 ? 'goes' : 'go'} for good ${formatCount(count, accounts)}, with ${count === 1 ? 'its' : 'their'} mail.`,
    lastOwner: 'You are the only owner',
    lastOwnerText: (name: string) => `Others are in ${name}, and it needs an owner who can log in. Make somebody else an owner first, or remove everybody: then the practice can end with your account.`,
    look: 'Show the practice',
  },
  save: 'Want to keep something? Save your data first.',
  saveLink: 'Show my data',
  form: {
    title: 'Prove that it is you',
    password: 'Password',
    passwordError: 'Type your password.',
    understood: 'I have read what goes, and that nobody can bring it back',
    understoodEnds: (name: string) => `I have read what goes, that ${name} ends, and that nobody can bring it back`,
    understoodError: 'Tick this if it is what you want.',
    submit: 'Delete my account for good',
    busy: 'Deleting…',
  },
  failures: {
    wrong_credentials: { title: 'The password is not right', text: 'Nothing was deleted. Check capital letters, and try again.' },
    wrong_second_factor: { title: 'The code is not right', text: 'Nothing was deleted. Type the code that the app shows now; each can be used once.' },
    conflict: { title: 'Somebody has come to the practice or gone meanwhile', text: 'Nothing was deleted. What would happen has changed: read it again.' },
    last_owner: { title: 'You are the only owner', text: 'Nothing was deleted. Make somebody else an owner first.' },
  },
  gone: {
    title: 'Your account is deleted',
    text: 'Your mailbox, contacts and keys are gone from this server, and you are logged out everywhere. This is confirmed by e-mail.',
    kit: 'Your recovery kit opens nothing any more: you can destroy it.',
    close: 'You can close this page.',
  },
};
