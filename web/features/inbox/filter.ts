// Search as far as it goes on the loaded messages: every word must occur in sender, people, subject or text. All of it
// happens on the device.
import type { Draft, MessageSummary, OpenedMessage } from '../../session/vault-api.ts';

/** Case and accents do not matter: "muller" finds "Müller". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function searchWords(query: string): string[] {
  return fold(query).split(/\s+/).filter((word) => word !== '');
}

export function matchesWords(haystack: string, words: readonly string[]): boolean {
  const folded = fold(haystack);
  return words.every((word) => folded.includes(word));
}

/** `openedText` is the full text of the message if it has been opened, else ''. */
export function messageText(message: MessageSummary, openedText: string): string {
  const people = [message.sender, ...message.recipients].flatMap((person) => [person.name, person.address]);
  return [...people, message.sender.practice, message.subject ?? '', message.noticeSubject, message.preview, openedText].join('\n');
}

type TextNode = { text?: unknown; content?: unknown };

export function openedText(message: OpenedMessage | undefined): string {
  if (message === undefined || message.secure.status !== 'open') return '';
  const names = message.secure.attachments.map((attachment) => attachment.name);
  return [message.notice.subject, message.notice.text, textOf(message.secure.body), ...names].join('\n');
}

function textOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { text, content } = node as TextNode;
  if (typeof text === 'string') return text;
  return Array.isArray(content) ? content.map(textOf).join(' ') : '';
}

export function draftText(draft: Draft): string {
  return [...draft.recipients, draft.secureSubject, draft.noticeSubject, draft.noticeText, textOf(draft.body)].join('\n');
}
