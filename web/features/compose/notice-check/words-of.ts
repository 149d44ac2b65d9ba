// Words of a text with their places, and which of them may name somebody.

export type Word = { text: string; folded: string; start: number; end: number; startsSentence: boolean };

/** Runs of letters and digits; apostrophes and hyphens join. */
const WORD = /[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*/gu;
const SENTENCE_END = /[.!?:\n]\s*$|^\s*$/;

export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
    startsSentence: SENTENCE_END.test(text.slice(0, match.index)),
  }));
}

/** Without case and accents, so that "Müller" is found in "MULLER". */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
