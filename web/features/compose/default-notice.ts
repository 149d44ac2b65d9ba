// What the e-mail part says where the person says nothing else: from whom, and that there is a link. Nothing of the rest.
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { formatPerson } from '../../text/format.ts';
import { text } from '../../text/index.ts';

/** The longest subject of an e-mail that the server takes. */
export const subjectMaxCharacters = 200;

export function defaultNotice({ name, practice }: Pick<SessionInfo, 'name' | 'practice'>): { subject: string; text: string } {
  const words = text.compose.notice;
  const from = formatPerson({ name, practice: practice?.name ?? null });
  return { subject: words.defaultSubject(from).slice(0, subjectMaxCharacters).replace(/[\uD800-\uDBFF]$/, ''), text: words.defaultText(from) };
}
