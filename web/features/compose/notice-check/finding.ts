// What the check of the e-mail part may find, and where.

export type FindingKind = 'birth-date' | 'insurance-number' | 'record-number' | 'phone-number' | 'file-name' | 'secure-words';

/** A place in a text: UTF-16 positions, the end not included. */
export type Place = { start: number; end: number };

export type Found = Place & { kind: FindingKind };

/** A place in one of the two fields. */
export type Finding = Found & { field: 'subject' | 'text' };

/** All places where the expression (with the flag g) matches. */
export function placesOf(pattern: RegExp, text: string): (Place & { match: RegExpMatchArray })[] {
  return [...text.matchAll(pattern)].map((match) => ({ match, start: match.index, end: match.index + match[0].length }));
}
