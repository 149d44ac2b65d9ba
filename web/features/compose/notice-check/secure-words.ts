// What stands in the secure part and again in the e-mail: names and numbers, and whole runs of words that were copied.
import type { Found } from './finding.ts';
import { ordinaryWords } from './ordinary-words.ts';
import { fold, wordsOf, type Word } from './words-of.ts';

const COPIED_WORDS = 5;
const NAME_LETTERS = 3;

/** `known`: words that may stand in both, such as the names of sender and recipients. */
export function findSecureWords(text: string, { secure, known }: { secure: string; known: ReadonlySet<string> }): Found[] {
  const own = wordsOf(text);
  const sealed = wordsOf(secure);
  const telling = sealed.filter((word) => isTelling(word, known));
  const sealedWords = new Set(telling.map(({ folded }) => folded));
  const sealedInside = new Set(telling.filter(({ startsSentence }) => !startsSentence).map(({ folded }) => folded));
  // Any word has a capital where a sentence begins: a name has one inside of a sentence too, here or there.
  const names = own.filter((word) => isTelling(word, known) && (word.startsSentence && !/\d/.test(word.text) ? sealedInside : sealedWords).has(word.folded));
  return [...names, ...copiedRuns(own, { sealed, known })].map(({ start, end }) => ({ kind: 'secure-words', start, end }));
}

/** A word with a capital that is not in everybody's letters, or one with a number in it. */
function isTelling({ text, folded }: Word, known: ReadonlySet<string>): boolean {
  if (known.has(folded) || ordinaryWords.has(folded)) return false;
  const digits = text.replaceAll(/\D/g, '').length;
  if (digits > 0) return digits >= 3 || /\p{L}/u.test(text);
  return text.length >= NAME_LETTERS && /^\p{Lu}/u.test(text);
}

/** Places in `own` where at least five words follow each other as they do in the secure part. */
function copiedRuns(own: Word[], { sealed, known }: { sealed: Word[]; known: ReadonlySet<string> }): { start: number; end: number }[] {
  const runs = new Set(windows(sealed).map(key));
  return windows(own)
    .filter((window) => runs.has(key(window)) && window.some(({ folded }) => !known.has(folded) && !ordinaryWords.has(folded)))
    .map((window) => ({ start: window[0]?.start ?? 0, end: window.at(-1)?.end ?? 0 }));
}

function windows(words: Word[]): Word[][] {
  return words.flatMap((_, at) => (at + COPIED_WORDS <= words.length ? [words.slice(at, at + COPIED_WORDS)] : []));
}

const key = (window: Word[]): string => window.map(({ folded }) => folded).join(' ');

export function knownWords(...texts: string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => wordsOf(text).map(({ text: word }) => fold(word))));
}
