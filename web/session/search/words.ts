// Words as the search compares them: without case and accents, "ß" as "ss", and umlauts also as they are typed where the keyboard
// has none ("Müller" is found by "muller" and by "mueller").

/** Scripts that do not part their words: each sign counts as a word, and several in a row as a phrase. */
const SIGNS = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}';
const WORD = new RegExp(`[${SIGNS}]|(?:(?![${SIGNS}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** What decomposing leaves whole. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
/** Most words: nothing about them can be written otherwise. */
const PLAIN = /^[\0-\x7f]*$/;
const SPELT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** One word as it is compared. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter);
}

/** The other way to write a word with umlauts, folded; null where it has none. */
export function spellOut(word: string): string | null {
  if (PLAIN.test(word)) return null;
  const lower = word.toLowerCase().normalize('NFC');
  const spelt = lower.replaceAll(/[äöü]/g, (letter) => SPELT[letter] ?? letter);
  return spelt === lower ? null : foldWord(spelt);
}

export type PlacedWord = { word: string; start: number; end: number };

/** The words of a text, as they stand in it. */
export function* wordsOf(text: string): Generator<PlacedWord> {
  for (const match of text.matchAll(WORD)) yield { word: match[0], start: match.index, end: match.index + match[0].length };
}

/**
 * A text as it is searched: a space before each of its words, folded, and after them the other spellings. So `" " + word` finds
 * every word that begins like that, and what follows each other stays together.
 */
export function foldText(text: string): string {
  const folded: string[] = [];
  const spelt: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    folded.push(foldWord(word));
    const other = spellOut(word);
    if (other !== null) spelt.push(other);
  }
  return ` ${[...folded, '', ...spelt].join(' ')} `;
}
