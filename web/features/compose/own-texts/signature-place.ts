// Where a signature stands in a message: below what is written, above what is quoted.
import type { Draft } from '../../../session/vault-api/drafts.ts';
import type { Signature } from '../../../session/vault-api/texts.ts';
import { plainText } from '../body-document.ts';

type Body = Draft['body'];

const empty: Body['content'][number] = { type: 'paragraph' };

export function hasWords(body: Body): boolean {
  return plainText(body).trim() !== '';
}

/** A body as a message begins with it: room to write, and then perhaps a quotation. */
export function withSignature(body: Body, signature: Signature | null): Body {
  if (signature === null || !hasWords(signature.body)) return body;
  const [first = empty, ...rest] = body.content;
  return { ...body, content: [first, empty, ...signature.body.content, ...(rest.length === 0 ? [] : [empty, ...rest])] };
}

/** What was written without the signature below it; the same body where it does not end with it. */
export function withoutSignature(body: Body, signature: Signature | null): Body {
  if (signature === null || !hasWords(signature.body)) return body;
  const start = body.content.length - signature.body.content.length;
  // By its words: the editor writes the same document in another order of fields.
  if (start < 0 || plainText({ ...body, content: body.content.slice(start) }) !== plainText(signature.body)) return body;
  const written = body.content.slice(0, start);
  while (written.length > 1 && isEmpty(written.at(-1))) written.pop();
  return { ...body, content: written.length === 0 ? [empty] : written };
}

function isEmpty(node: Body['content'][number] | undefined): boolean {
  return node?.type === 'paragraph' && node.content === undefined;
}

/** The e-mail part with its signature. */
export function withNoticeSignature(text: string, signature: Signature | null): string {
  const own = signature?.notice.trim() ?? '';
  return own === '' || text.includes(own) ? text : `${text}\n\n${own}`;
}

/** The same text with spaces in the signature's place: what a person always sends is not checked each time. */
export function withoutNoticeSignature(text: string, signature: Signature | null): string {
  const own = signature?.notice.trim() ?? '';
  return own === '' ? text : text.replaceAll(own, ' '.repeat(own.length));
}
