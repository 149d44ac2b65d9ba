// Mails about one's own account: confirming its address, and every change that its owner must hear of.
import type { MailPayloads } from '../outgoing-mail.ts';
import type { Block, Letter } from './letter.ts';
import type { Wording } from './wording.ts';
import { writerOf } from './writer-name.ts';

type Said = { subject: string; heading: string };

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const note = (text: string): Block => ({ kind: 'note', text });
const button = (label: string, url: string): Block => ({ kind: 'action', action: { label, url } });

/** A letter of the server's own, in nobody's name. `first` is also what mailboxes show beside the subject. */
export function systemLetter({ subject, heading }: Said, { first, rest, words, links }: Wording & { first: string; rest: Block[] }): Letter {
  return {
    subject,
    preview: first,
    heading,
    blocks: [paragraph(first), ...rest, note(words.footer.doNotAnswer)],
    footer: [words.footer.sent(links.host)],
  };
}

export function confirmLetter({ confirmation }: MailPayloads['confirm'], { words, links }: Wording): Letter {
  const { text, action, notYou } = words.confirm;
  return systemLetter(words.confirm, { first: text, rest: [button(action, links.confirm(confirmation)), note(notYou)], words, links });
}

export function addressTakenLetter(_: MailPayloads['address_taken'], { words, links }: Wording): Letter {
  const { text, action, forgot, notYou } = words.addressTaken;
  const rest = [button(action, links.logIn()), note(forgot(links.recover())), note(notYou)];
  return systemLetter(words.addressTaken, { first: text, rest, words, links });
}

export function recoveredLetter({ at }: MailPayloads['recovered'], { words, links }: Wording): Letter {
  const { text, notYou } = words.recovered;
  return systemLetter(words.recovered, { first: text(at), rest: [paragraph(notYou)], words, links });
}

export function passwordChangedLetter({ at }: MailPayloads['password_changed'], { words, links }: Wording): Letter {
  const { text, notYou, action } = words.passwordChanged;
  return systemLetter(words.passwordChanged, { first: text(at), rest: [paragraph(notYou), button(action, links.recover())], words, links });
}

export function secondFactorOnLetter({ at }: MailPayloads['second_factor_on'], { words, links }: Wording): Letter {
  const { text, notYou } = words.secondFactorOn;
  return systemLetter(words.secondFactorOn, { first: text(at), rest: [paragraph(notYou)], words, links });
}

export function secondFactorOffLetter({ at }: MailPayloads['second_factor_off'], { words, links }: Wording): Letter {
  const { text, notYou, action } = words.secondFactorOff;
  return systemLetter(words.secondFactorOff, { first: text(at), rest: [paragraph(notYou), button(action, links.logIn())], words, links });
}

export function authenticatorAddedLetter({ at }: MailPayloads['authenticator_added'], { words, links }: Wording): Letter {
  return changedLetter(words.authenticatorAdded, { at, words, links });
}

export function authenticatorRemovedLetter({ at }: MailPayloads['authenticator_removed'], { words, links }: Wording): Letter {
  return changedLetter(words.authenticatorRemoved, { at, words, links });
}

export function passkeyAddedLetter({ at }: MailPayloads['passkey_added'], { words, links }: Wording): Letter {
  return changedLetter(words.passkeyAdded, { at, words, links });
}

export function passkeyRemovedLetter({ at }: MailPayloads['passkey_removed'], { words, links }: Wording): Letter {
  return changedLetter(words.passkeyRemoved, { at, words, links });
}

/** What was done to what log-in asks for, and what to do if it was somebody else. */
function changedLetter(said: Said & { text: (at: number) => string; notYou: string; action: string }, { at, words, links }: Wording & { at: number }): Letter {
  return systemLetter(said, { first: said.text(at), rest: [paragraph(said.notYou), button(said.action, links.recover())], words, links });
}

export function coworkerDeletedLetter({ name, address, at, by }: MailPayloads['coworker_deleted'], { words, links }: Wording): Letter {
  const { subject, heading, text, byOperator, left } = words.coworkerDeleted;
  const { name: who } = writerOf({ name, practice: null }, words);
  const said = by === 'operator' ? byOperator : { subject, text };
  return systemLetter({ subject: said.subject(who), heading }, { first: said.text(who, address, at), rest: [paragraph(left)], words, links });
}

export function handedOverLetter({ giver, messages }: MailPayloads['handed_over'], { words, links }: Wording): Letter {
  const { subject, heading, text, where, action } = words.handedOver;
  const { name: who } = writerOf(giver, words);
  return systemLetter({ subject: subject(who, messages), heading }, { first: text(who, messages), rest: [paragraph(where), button(action, links.logIn())], words, links });
}

export function handOverMadeLetter({ receiver, messages, at }: MailPayloads['hand_over_made'], { words, links }: Wording): Letter {
  const { subject, heading, text, notYou } = words.handOverMade;
  const { name: who } = writerOf({ name: receiver.name, practice: null }, words);
  return systemLetter({ subject: subject(messages), heading }, { first: text({ who, address: receiver.address, messages, time: at }), rest: [paragraph(notYou)], words, links });
}

export function handOverAskedLetter({ by, to }: MailPayloads['hand_over_asked'], { words, links }: Wording): Letter {
  const { subject, heading, text, toWhom, how, action } = words.handOverAsked;
  const { name: who } = writerOf(by, words);
  const receiver = to === null ? [] : [paragraph(toWhom(writerOf({ name: to, practice: null }, words).name))];
  return systemLetter({ subject: subject(who), heading }, { first: text(who), rest: [...receiver, paragraph(how), button(action, links.logIn())], words, links });
}

export function accountDeletedLetter({ at, by }: MailPayloads['account_deleted'], { words, links }: Wording): Letter {
  const { text, left, notYou, byOperator } = words.accountDeleted;
  const said = by === 'operator' ? { first: byOperator.text(at), last: byOperator.whom } : { first: text(at), last: notYou };
  return systemLetter(words.accountDeleted, { first: said.first, rest: [paragraph(left), paragraph(said.last)], words, links });
}

export function restartedLetter({ at }: MailPayloads['restarted'], { words, links }: Wording): Letter {
  const { text, notYou } = words.restarted;
  return systemLetter(words.restarted, { first: text(at), rest: [paragraph(notYou)], words, links });
}

export function restartLetter({ restart }: MailPayloads['restart'], { words, links }: Wording): Letter {
  const { text, action, notYou } = words.restart;
  return systemLetter(words.restart, { first: text, rest: [button(action, links.restart(restart)), note(notYou)], words, links });
}
