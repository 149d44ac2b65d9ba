// Who a mail is from: always the server's own address, with the name of who writes, so that it passes the checks of mail
// servers (SPF, DKIM, DMARC) and nobody's address is forged.
import { displayName } from './header-text.ts';
import type { Mailbox } from './mailer.ts';

const NAME_LENGTH = 120;

export type Writer = { name: string; practice: string | null };

/** MAIL_FROM as a mailbox: `Name <address>` or an address alone. */
export function parseMailFrom(mailFrom: string): Mailbox {
  const named = /^(.*?)\s*<([^<>]+)>$/.exec(mailFrom);
  return { name: displayName(named?.[1] ?? '', NAME_LENGTH) || 'Sealpost', address: (named?.[2] ?? mailFrom).toLowerCase() };
}

/** "Ana Ruiz, Northside Dental via Sealpost" at the server's address. */
export function onBehalfOf(writer: Writer, from: Mailbox): Mailbox {
  const who = [writer.name, writer.practice ?? ''].map((part) => displayName(part, NAME_LENGTH / 2)).filter((part) => part !== '');
  return { name: who.length === 0 ? from.name : `${who.join(', ')} via Sealpost`, address: from.address };
}

/** An address that reaches nobody, at the server's own domain. */
export function noReply(from: Mailbox): string {
  return `no-reply@${from.address.slice(from.address.lastIndexOf('@') + 1)}`;
}
