// Judges passwords with zxcvbn and its dictionaries. Almost a megabyte, so it is loaded as a chunk of its own, on demand.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import { text } from '../../text/entering.ts';
import type { Strength } from './use-strength.ts';

const words = common.dictionary['diceware-common'];

const judge = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: text.password.patterns,
});

// Longer input costs quadratic time and says nothing new.
const JUDGED_CHARACTERS = 100;

/** `own`: name, practice and address of the person, which are guessed first. */
export function judgePassword(password: string, own: readonly string[]): Strength {
  const { score, feedback } = judge.check(password.slice(0, JUDGED_CHARACTERS), own.filter((value) => value !== ''));
  // The library remembers what it judged last; a password must not outlive its field.
  judge.check('');
  const advice = [feedback.warning, ...feedback.suggestions].find((sentence) => sentence) ?? text.password.moreWords;
  return { score, advice: score === 4 ? null : advice };
}

const SUGGESTED_WORDS = 5;

/** Five of 7,776 words, each equally likely: 64.6 random bits. */
export function suggestPassword(): string {
  return Array.from({ length: SUGGESTED_WORDS }, randomWord).join(' ');
}

function randomWord(): string {
  // Numbers beyond the last whole multiple are drawn again: a remainder would favour the first words.
  const limit = 2 ** 32 - (2 ** 32 % words.length);
  for (;;) {
    const [drawn = limit] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < limit) return words[drawn % words.length] ?? '';
  }
}
