// Mails about invitations: to a coworker who gets an account, and to whoever invited, where the invitee has no access code or wrong
// ones were tried.
import { headerText } from '../header-text.ts';
import type { MailPayloads, QueuedMail } from '../outgoing-mail.ts';
import { systemLetter } from './account.ts';
import type { Letter } from './letter.ts';
import type { Wording } from './wording.ts';

const ADDRESS_LENGTH = 254;
const NAME_LENGTH = 200;

export function coworkerLetter({ payload: { sender, restart }, invitation }: Extract<QueuedMail, { kind: 'coworker' }>, { words, links }: Wording): Letter {
  const person = headerText(sender.name, NAME_LENGTH);
  const practice = headerText(sender.practice, NAME_LENGTH);
  const writer = person || practice || words.notice.unnamed;
  const { subject, heading, code, careful } = words.coworker;
  const { text, action } = restart ? words.coworkerAgain : words.coworker;
  const rest = [
    { kind: 'action' as const, action: { label: action, url: links.invitation(invitation ?? '') } },
    { kind: 'paragraph' as const, text: code(writer) },
    { kind: 'note' as const, text: careful },
  ];
  return systemLetter({ subject: subject(practice), heading: heading(practice) }, { first: text(writer, practice), rest, words, links });
}

export function codeAskedLetter(payload: MailPayloads['code_asked'], { words, links }: Wording): Letter {
  const address = headerText(payload.address, ADDRESS_LENGTH);
  const { subject, heading, text, how, action } = words.codeAsked;
  const rest = [{ kind: 'paragraph' as const, text: how }, { kind: 'action' as const, action: { label: action, url: links.openInvitations() } }];
  return systemLetter({ subject: subject(address), heading }, { first: text(address), rest, words, links });
}

export function codePausedLetter({ address, pausedUntil }: MailPayloads['code_paused'], { words, links }: Wording): Letter {
  const { text, ask, action } = words.codePaused;
  const rest = [{ kind: 'paragraph' as const, text: ask }, { kind: 'action' as const, action: { label: action, url: links.openInvitations() } }];
  return systemLetter(words.codePaused, { first: text(headerText(address, ADDRESS_LENGTH), pausedUntil), rest, words, links });
}
