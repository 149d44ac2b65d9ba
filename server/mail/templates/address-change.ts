// Mails about a change of address: to the mailbox that is to be the account's, to the one that was, and afterwards.
import type { MailPayloads } from '../outgoing-mail.ts';
import { systemLetter } from './account.ts';
import type { Block, Letter } from './letter.ts';
import type { Wording } from './wording.ts';
import { writerOf } from './writer-name.ts';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const note = (text: string): Block => ({ kind: 'note', text });
const button = (label: string, url: string): Block => ({ kind: 'action', action: { label, url } });

/** Nothing in it was chosen by whoever typed the address. */
export function newAddressLetter({ change }: MailPayloads['new_address'], { words, links }: Wording): Letter {
  const { text, action, notYou } = words.newAddress;
  return systemLetter(words.newAddress, { first: text, rest: [button(action, links.newAddress(change)), note(notYou)], words, links });
}

export function oldAddressLetter({ change, address, at }: MailPayloads['old_address'], { words, links }: Wording): Letter {
  const { text, wait, action, notYou } = words.oldAddress;
  const rest = [paragraph(notYou), button(action, links.oldAddress(change)), paragraph(wait)];
  return systemLetter(words.oldAddress, { first: text(address, at), rest, words, links });
}

export function addressKeptLetter({ until }: MailPayloads['address_kept'], { words, links }: Wording): Letter {
  const { text, moved, notYou } = words.addressKept;
  return systemLetter(words.addressKept, { first: text(until), rest: [paragraph(moved), button(words.addressTaken.action, links.logIn()), note(notYou)], words, links });
}

export function addressChangedLetter({ from, to, at }: MailPayloads['address_changed'], { words, links }: Wording): Letter {
  const { text, kit, notYou } = words.addressChanged;
  return systemLetter(words.addressChanged, { first: text(from, to, at), rest: [paragraph(kit), paragraph(notYou)], words, links });
}

export function coworkerMovedLetter({ name, from, to, at }: MailPayloads['coworker_moved'], { words, links }: Wording): Letter {
  const { subject, heading, text, doubt } = words.coworkerMoved;
  const { name: who } = writerOf({ name, practice: null }, words);
  return systemLetter({ subject: subject(who), heading }, { first: text({ who, from, to, time: at }), rest: [paragraph(doubt)], words, links });
}
