// The language of these words.
import type { language as english } from '../en/language.ts';
import type { Words } from '../words.ts';

export const language: Words<typeof english> = {
  code: 'de',
  locale: 'de-DE',
  names: { en: 'English', de: 'Deutsch' },
};
