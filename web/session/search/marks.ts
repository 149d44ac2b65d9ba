// Which words of a text were searched for, so that a screen can mark them.
import { foldWord, spellOut, wordsOf } from './words.ts';
import type { Term } from './query.ts';

export type MarkedPiece = { text: string; marked: boolean };

/** The text in pieces, in order. A word is marked where it begins like any word of the terms. */
export function markWords(text: string, terms: readonly Term[]): MarkedPiece[] {
  const beginnings = beginningsOf(terms);
  const pieces: MarkedPiece[] = [];
  let end = 0;
  for (const place of wordsOf(text)) {
    const length = markedLength(place.word, beginnings);
    if (length === 0) continue;
    if (place.start > end) pieces.push({ text: text.slice(end, place.start), marked: false });
    end = place.start + length;
    pieces.push({ text: text.slice(place.start, end), marked: true });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false });
  return pieces;
}

/** Where the first of the words stands; -1 where none does. */
export function firstMarked(text: string, terms: readonly Term[]): number {
  const beginnings = beginningsOf(terms);
  if (beginnings.length === 0) return -1;
  for (const { word, start } of wordsOf(text)) if (markedLength(word, beginnings) > 0) return start;
  return -1;
}

function beginningsOf(terms: readonly Term[]): string[] {
  return [...new Set(terms.flat().flatMap((way) => way.split(' ')))];
}

/** How much of the word is what was typed: all of it where folding made it longer or shorter. */
function markedLength(word: string, beginnings: readonly string[]): number {
  const folded = foldWord(word);
  const spelt = spellOut(word);
  const found = beginnings.filter((beginning) => folded.startsWith(beginning)).map(({ length }) => length);
  if (found.length > 0) return folded.length === word.length ? Math.max(...found) : word.length;
  return spelt !== null && beginnings.some((beginning) => spelt.startsWith(beginning)) ? word.length : 0;
}
