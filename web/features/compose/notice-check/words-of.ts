// Words of a text with their places, and which of them may name somebody.

export type Word = { text: string; folded: string; start: number; end: number; startsSentence: boolean };

/** Runs of letters and digits; apostrophes and hyphens join. */
const WORD = /[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*/gu;

/** In time that grows with the text as its length does: the secure part may be long, and it is looked through while one writes. */
export function wordsOf(text: string): Word[] {
  let before = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const startsSentence = before === 0 ? isStart(text.slice(0, match.index)) : endsSentence(text.slice(before, match.index));
    before = match.index + match[0].length;
    return { text: match[0], folded: fold(match[0]), start: match.index, end: before, startsSentence };
  });
}

/** Before the first word. */
function isStart(between: string): boolean {
  return between.trim() === '' || endsSentence(between);
}

/** What stands between two words. */
function endsSentence(between: string): boolean {
  const signs = between.trimEnd();
  return /[.!?:]$/.test(signs) || between.slice(signs.length).includes('\n');
}

/** Without case and accents, so that "Müller" is found in "MULLER". */
export function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
