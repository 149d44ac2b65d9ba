// Texts of a practice whose members run the real vault.
import type { Id } from '#crypto';
import type { PracticeTexts } from '../../web/session/vault-api/practice-texts.ts';
import type { Template } from '../../web/session/vault-api/texts.ts';
import type { VaultPerson } from './vault-person.ts';

export const accountOf = async ({ vault }: VaultPerson): Promise<Id> => (await vault.session())?.account as Id;

const body = (words: string): Template['body'] => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] });

export const signature = (words: string) => ({ body: body(words), notice: words });
export const template = (name: string, words = 'Hello') => ({ id: null, name, noticeSubject: 'A subject', noticeText: '', secureSubject: 'Another', body: body(words) });

export const addTemplate = ({ vault }: VaultPerson, name: string) => vault.savePracticeTemplate({ before: null, after: template(name), force: false });

/** In short: the names of the templates, or why there is nothing. */
export async function namesOf({ vault }: VaultPerson): Promise<string[] | PracticeTexts['status']> {
  const texts = await vault.practiceTexts();
  return texts.status === 'ready' ? texts.templates.map(({ name }) => name) : texts.status;
}

export async function templateOf({ vault }: VaultPerson, name: string): Promise<Template> {
  const texts = await vault.practiceTexts();
  const found = texts.status === 'ready' ? texts.templates.find((each) => each.name === name) : undefined;
  if (!found) throw new Error(`no template ${name}`);
  return found;
}
