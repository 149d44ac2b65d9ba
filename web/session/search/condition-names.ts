// What the conditions of a search are called when they are typed: in every language at once, so that what a colleague has written
// down works for everybody. What the page itself writes into the field is in web/text/.
import { foldWord } from './words.ts';

const KEYS: Readonly<Record<string, string>> = { von: 'from', an: 'to', betreff: 'subject', hat: 'has', etikett: 'label', ab: 'after', nach: 'after', vor: 'before' };

/** Folded. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  has: { attachments: 'attachment', file: 'attachment', files: 'attachment', anhang: 'attachment', anhange: 'attachment', anhaenge: 'attachment' },
  in: { posteingang: 'inbox', gesendet: 'sent', entwurfe: 'drafts', entwuerfe: 'drafts', archiv: 'archive', papierkorb: 'trash' },
};

/** As `SearchQuery` names it; what is no name of a condition stays what it is. */
export function conditionKey(typed: string): string {
  const key = typed.toLowerCase();
  return KEYS[key] ?? key;
}

export function conditionValue(key: string | null, typed: string): string {
  const known = key === null ? undefined : VALUES[key];
  return known === undefined ? typed : (known[foldWord(typed)] ?? typed.toLowerCase());
}
