// What stands in the secure part and again in the e-mail: names and numbers, and whole runs of words that were copied.
import type { Found } from './finding.ts';
import { ordinaryWords } from './ordinary-words.ts';
import { fold, wordsOf, type Word } from './words-of.ts';

const COPIED_WORDS = 5;
const NAME_LETTERS = 3;
/** Characters that are looked through at a time. */
const PIECE = 20_000;

/** `known`: words that may stand in both, such as the names of sender and recipients. */
export async function findSecureWords(text: string, { secure, known }: { secure: string; known: ReadonlySet<string> }): Promise<Found[]> {
  const own = wordsOf(text);
  const wanted = new Set(own.map(({ folded }) => folded));
  const ownRuns = new Set(windows(own).map(key));
  const [sealedWords, sealedInside, runs] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const piece of piecesOf(secure)) {
    const sealed = wordsOf(piece);
    for (const [at, word] of sealed.entries()) {
      if (!wanted.has(word.folded)) continue;
      const run = key(sealed.slice(at, at + COPIED_WORDS));
      if (ownRuns.has(run)) runs.add(run);
      if (!isTelling(word, known)) continue;
      sealedWords.add(word.folded);
      if (!word.startsSentence) sealedInside.add(word.folded);
    }
    // Whoever types meanwhile is served first.
    if (secure.length > PIECE) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  // Any word has a capital where a sentence begins: a name has one inside of a sentence too, here or there.
  const names = own.filter((word) => isTelling(word, known) && (word.startsSentence && !/\d/.test(word.text) ? sealedInside : sealedWords).has(word.folded));
  return [...names, ...copiedRuns(own, { runs, known })].map(({ start, end }) => ({ kind: 'secure-words', start, end }));
}

/** A word with a capital that is not in everybody's letters, or one with a number in it. */
function isTelling({ text, folded }: Word, known: ReadonlySet<string>): boolean {
  if (known.has(folded) || ordinaryWords.has(folded)) return false;
  const digits = text.replaceAll(/\D/g, '').length;
  if (digits > 0) return digits >= 3 || /\p{L}/u.test(text);
  return text.length >= NAME_LETTERS && /^\p{Lu}/u.test(text);
}

/** The text in pieces that end with a line, or at least between words; what goes on over such a border is missed at most there. */
function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf('\n', start + PIECE);
    const end = line !== -1 && line < start + 2 * PIECE ? line : spaceAfter(text, start + PIECE);
    yield text.slice(start, end);
    start = end;
  }
}

function spaceAfter(text: string, from: number): number {
  const space = /\s/g;
  space.lastIndex = from;
  return space.exec(text)?.index ?? text.length;
}

/** Places in `own` where at least five words follow each other as they do in the secure part: `runs`. */
function copiedRuns(own: Word[], { runs, known }: { runs: ReadonlySet<string>; known: ReadonlySet<string> }): { start: number; end: number }[] {
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
