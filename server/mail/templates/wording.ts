// What letters are written with: the words of the mail's language, and where its links lead.
import type { Language } from '../../language.ts';
import type { Links } from '../links.ts';
import { words as german } from './words-de.ts';
import { words as english, type MailWords } from './words.ts';

export type Wording = { words: MailWords; links: Links };

const WORDS: Record<Language, MailWords> = { en: english, de: german };

export function wordingIn({ language, links }: { language: Language; links: Links }): Wording {
  return { words: WORDS[language], links };
}
