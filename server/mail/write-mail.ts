// From a row of the outbox to the mail as it is sent. The same row always gives the same bytes: a provider that is asked
// again under the same key must find the same mail.
import { linksOf, type LinkBase } from './links.ts';
import type { Mail } from './mailer.ts';
import type { QueuedMail } from './outgoing-mail.ts';
import { noReply, onBehalfOf, parseMailFrom } from './sender.ts';
import * as account from './templates/account.ts';
import { digestLetter } from './templates/digest.ts';
import * as invitation from './templates/invitation.ts';
import { letterText } from './templates/letter-text.ts';
import type { Letter } from './templates/letter.ts';
import { noticeLetter } from './templates/notice.ts';
import { type Wording, wordingIn } from './templates/wording.ts';

export type WritingOptions = LinkBase & { mailFrom: string };

export async function writeMail(queued: QueuedMail, options: WritingOptions): Promise<Mail> {
  const { language } = queued;
  const wording = wordingIn({ language, links: linksOf(options) });
  const letter = letterFor(queued, wording);
  // react-email is slow to load and large: it waits for the first mail, and the server's start does not wait for it.
  const { letterHtml } = await import('./templates/letter-html.tsx');
  return {
    id: queued.id,
    to: queued.recipient,
    subject: letter.subject,
    text: letterText(letter),
    html: await letterHtml(letter, { words: wording.words, language }),
    ...envelope(queued, options.mailFrom),
  };
}

/** Only what no person wrote says that a machine sent it (RFC 3834), so that absence notes do not come back. */
function envelope(queued: QueuedMail, mailFrom: string): Pick<Mail, 'from' | 'replyTo' | 'headers'> {
  const from = parseMailFrom(mailFrom);
  if (queued.kind !== 'notice') return { from, replyTo: noReply(from), headers: { 'Auto-Submitted': 'auto-generated' } };
  return { from: onBehalfOf(queued.payload.sender, from), replyTo: queued.payload.replyTo ?? noReply(from), headers: {} };
}

function letterFor(queued: QueuedMail, wording: Wording): Letter {
  switch (queued.kind) {
    case 'notice':
      return noticeLetter(queued, wording);
    case 'digest':
      return digestLetter(queued, wording);
    case 'confirm':
      return account.confirmLetter(queued.payload, wording);
    case 'address_taken':
      return account.addressTakenLetter(queued.payload, wording);
    case 'recovered':
      return account.recoveredLetter(queued.payload, wording);
    case 'password_changed':
      return account.passwordChangedLetter(queued.payload, wording);
    case 'second_factor_on':
      return account.secondFactorOnLetter(queued.payload, wording);
    case 'second_factor_off':
      return account.secondFactorOffLetter(queued.payload, wording);
    case 'authenticator_added':
      return account.authenticatorAddedLetter(queued.payload, wording);
    case 'authenticator_removed':
      return account.authenticatorRemovedLetter(queued.payload, wording);
    case 'passkey_added':
      return account.passkeyAddedLetter(queued.payload, wording);
    case 'passkey_removed':
      return account.passkeyRemovedLetter(queued.payload, wording);
    case 'coworker_deleted':
      return account.coworkerDeletedLetter(queued.payload, wording);
    case 'account_deleted':
      return account.accountDeletedLetter(queued.payload, wording);
    case 'restarted':
      return account.restartedLetter(queued.payload, wording);
    case 'restart':
      return account.restartLetter(queued.payload, wording);
    case 'coworker':
      return invitation.coworkerLetter(queued, wording);
    case 'code_asked':
      return invitation.codeAskedLetter(queued.payload, wording);
    case 'code_paused':
      return invitation.codePausedLetter(queued.payload, wording);
  }
}
