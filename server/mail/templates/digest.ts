// Several notices in one mail, as their recipient has chosen: of each what a single one holds, and nothing more.
import { headerText } from '../header-text.ts';
import type { NoticeOfDigest, QueuedMail } from '../outgoing-mail.ts';
import type { Block, Letter } from './letter.ts';
import type { Wording } from './wording.ts';
import { writerOf } from './writer-name.ts';

const SUBJECT_LENGTH = 300;
/** Mail programs cut what is longer than about 100 kilobytes. */
const TOLD = 20;
const TEXT_LENGTH = 1000;

export function digestLetter({ payload: { notices } }: Extract<QueuedMail, { kind: 'digest' }>, wording: Wording): Letter {
  const { words, links } = wording;
  const told = notices.slice(0, TOLD);
  const rest = notices.length - told.length;
  const writers = [...new Set(notices.map(({ sender }) => writerOf(sender, words).writer))];
  const said = words.digest.subject({ count: notices.length, writer: writers[0] ?? words.notice.unnamed, others: writers.length - 1 });
  return {
    subject: headerText(said, SUBJECT_LENGTH),
    preview: words.digest.intro,
    heading: words.digest.heading(notices.length),
    blocks: [
      { kind: 'paragraph', text: words.digest.intro },
      ...told.flatMap((notice) => blocksOf(notice, wording)),
      ...(rest === 0 ? [] : [{ kind: 'paragraph' as const, text: words.digest.more(rest) }, { kind: 'action' as const, action: { label: words.digest.openInbox, url: links.inbox() } }]),
      { kind: 'note', text: words.notice.doNotAnswer },
      { kind: 'note', text: words.digest.chosen(links.settings()) },
    ],
    footer: [words.footer.sent(links.host), words.footer.careful],
  };
}

function blocksOf({ message, sender, subject, text }: NoticeOfDigest, { words, links }: Wording): Block[] {
  const { name, writer } = writerOf(sender, words);
  const written = [headerText(subject, SUBJECT_LENGTH), shortened(text.replace(/\r\n?/g, '\n').trim(), words.digest.cut)].filter((part) => part !== '').join('\n\n');
  const open: Block = { kind: 'action', action: { label: words.digest.open(name), url: links.message(message) } };
  return written === '' ? [open] : [{ kind: 'postcard', label: words.digest.postcard(writer), text: written }, open];
}

function shortened(text: string, note: string): string {
  const characters = [...text];
  return characters.length <= TEXT_LENGTH ? text : `${characters.slice(0, TEXT_LENGTH).join('').trimEnd()}…\n\n${note}`;
}
