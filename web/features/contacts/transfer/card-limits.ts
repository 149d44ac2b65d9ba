// What the address book takes of a contact: how long, and of which letters. One table for forms and files.
import type { ContactCard } from '../../../session/vault-api/contacts.ts';
import type { CardAtLine, LineProblem, ReadContacts } from './read-contacts.ts';

export const nameMaxCharacters = 200;
export const notesMaxCharacters = 4000;
export const groupMaxCharacters = 100;

/** One line without controls, and no spaces around it. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Line feeds and tabs stay. */
export function manyLines(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '').trim();
}

/** Comma and semicolon end an entry in "To", so no group's name holds them. */
export function groupName(text: string): string {
  return oneLine(text.replace(/[,;]/g, ' ')).replace(/ {2,}/g, ' ');
}

/** Cards in the letters of the book. What is too long is a problem, never cut without a word. */
export function fitToBook({ cards, problems, withoutAddress }: ReadContacts): ReadContacts {
  const fitted = cards.map(({ line, card }) => ({ line, card: cleaned(card) }));
  const tooLong = fitted.flatMap(lengthProblems);
  return { cards: fitted, problems: [...problems, ...tooLong], withoutAddress };
}

function cleaned({ address, name, practice, notes, groups }: ContactCard): ContactCard {
  return {
    address: oneLine(address), name: oneLine(name), practice: oneLine(practice), notes: manyLines(notes),
    groups: [...new Set(groups.map(groupName).filter((group) => group !== ''))],
  };
}

function lengthProblems({ line, card }: CardAtLine): LineProblem[] {
  const long = [
    ...[card.name, card.practice].filter((text) => text.length > nameMaxCharacters),
    ...[card.notes].filter((text) => text.length > notesMaxCharacters),
    ...card.groups.filter((text) => text.length > groupMaxCharacters),
  ];
  return long.map((text) => ({ line, kind: 'too-long', shown: text.slice(0, 40) }));
}
