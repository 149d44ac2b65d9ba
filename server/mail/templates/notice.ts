// The notice: the open part of a message as its sender wrote it, and the way to the sealed part, of which nothing is said.
import { headerText } from '../header-text.ts';
import type { Links } from '../links.ts';
import type { QueuedMail } from '../outgoing-mail.ts';
import type { Block, Letter } from './letter.ts';
import type { Wording } from './wording.ts';
import { writerOf } from './writer-name.ts';

const SUBJECT_LENGTH = 300;
const PREVIEW_LENGTH = 140;

type QueuedNotice = Extract<QueuedMail, { kind: 'notice' }>;

export function noticeLetter({ payload, message, invitation }: QueuedNotice, { words, links }: Wording): Letter {
  const { sender, text } = payload;
  const { name, writer } = writerOf(sender, words);
  const written = text.replace(/\r\n?/g, '\n').trim();
  const isMessage = message !== null;
  const sealed: Block = {
    kind: 'sealed',
    label: words.notice.sealed,
    text: isMessage ? words.notice.sealedText : words.notice.invitationOnly(name),
    action: { label: isMessage ? words.notice.open : words.notice.accept, url: destination({ message, invitation }, links) },
    needed: invitation === null ? null : words.notice.codeNeeded(name),
  };
  return {
    subject: headerText(payload.subject, SUBJECT_LENGTH) || words.notice.subject(writer),
    preview: headerText(written, PREVIEW_LENGTH) || words.notice.sealedText,
    heading: words.notice.heading(writer),
    blocks: [
      ...(written === '' ? [] : [{ kind: 'postcard' as const, label: words.notice.postcard, text: written }]),
      sealed,
      { kind: 'note', text: isMessage ? words.notice.doNotAnswer : words.notice.doNotAnswerInvitation },
    ],
    footer: [words.footer.onBehalf(writer, links.host), words.footer.careful],
  };
}

function destination({ message, invitation }: Pick<QueuedNotice, 'message' | 'invitation'>, links: Links): string {
  if (invitation !== null) return links.invitation(invitation);
  return message === null ? links.inbox() : links.message(message);
}
