// Mails to somebody who invited: the invitee has no access code, or wrong ones were tried.
import { headerText } from '../header-text.ts';
import type { Links } from '../links.ts';
import type { MailPayloads } from '../outgoing-mail.ts';
import { systemLetter } from './account.ts';
import type { Letter } from './letter.ts';
import { words } from './words.ts';

const ADDRESS_LENGTH = 254;

export function codeAskedLetter(payload: MailPayloads['code_asked'], links: Links): Letter {
  const address = headerText(payload.address, ADDRESS_LENGTH);
  const { subject, heading, text, how, action } = words.codeAsked;
  const rest = [{ kind: 'paragraph' as const, text: how }, { kind: 'action' as const, action: { label: action, url: links.openInvitations() } }];
  return systemLetter({ subject: subject(address), heading }, { first: text(address), rest, links });
}

export function codePausedLetter({ address, pausedUntil }: MailPayloads['code_paused'], links: Links): Letter {
  const { text, ask, action } = words.codePaused;
  const rest = [{ kind: 'paragraph' as const, text: ask }, { kind: 'action' as const, action: { label: action, url: links.openInvitations() } }];
  return systemLetter(words.codePaused, { first: text(headerText(address, ADDRESS_LENGTH), pausedUntil), rest, links });
}
