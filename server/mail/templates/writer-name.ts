// How a mail names whoever wrote: their name and practice as one printable line each.
import { headerText } from '../header-text.ts';
import type { MailWords } from './words.ts';

const NAME_LENGTH = 200;

/** `name`: the person, else the practice; `writer`: both, where both can be printed. */
export function writerOf(sender: { name: string; practice: string | null }, words: MailWords): { name: string; writer: string } {
  const person = headerText(sender.name, NAME_LENGTH);
  const practice = headerText(sender.practice ?? '', NAME_LENGTH);
  const name = person || practice || words.notice.unnamed;
  return { name, writer: person === '' || practice === '' ? name : `${person} (${practice})` };
}
