// What a reply and a forward begin with. Recipients come from the manifest that the sender signed, never from the server.
import { bodyToText, type BlockNode, type BodyDocument, type Manifest } from '#crypto';
import type { Draft } from '../vault-api/drafts.ts';
import { requireId, requireUnlocked, type VaultContext } from './context.ts';
import type { StoredAttachment } from './documents.ts';
import { requireMessage } from './mailbox.ts';
import { addressesOf } from './people.ts';

type Beginning = Pick<Draft, 'thread' | 'inReplyTo' | 'recipients' | 'noticeSubject' | 'noticeText' | 'secureSubject' | 'body'>;

export async function replyTo(context: VaultContext, { message, all, head }: { message: string; all: boolean; head: string }): Promise<Beginning> {
  const { manifest, body, notice, giver } = await requireMessage(context, requireId(message));
  return {
    thread: manifest.thread,
    inReplyTo: manifest.id,
    recipients: repliedTo(manifest, { own: addressesOf(requireUnlocked(context).self), giver: giver?.account ?? null, all }),
    noticeSubject: prefixed('Re: ', notice.subject, SUBJECT_MAX.notice),
    noticeText: '',
    secureSubject: prefixed('Re: ', manifest.subject, SUBJECT_MAX.secure),
    body: quoted(body, head),
  };
}

export async function forwardOf(
  context: VaultContext, { forward, head }: { forward: string; head: string },
): Promise<Pick<Beginning, 'noticeSubject' | 'secureSubject' | 'body'> & { attachments: StoredAttachment[] }> {
  const { manifest, body, notice } = await requireMessage(context, requireId(forward));
  return {
    noticeSubject: prefixed('Fwd: ', notice.subject, SUBJECT_MAX.notice),
    secureSubject: prefixed('Fwd: ', manifest.subject, SUBJECT_MAX.secure),
    body: quoted(body, head),
    attachments: manifest.attachments.map((attachment) => ({ ...attachment, typeClass: manifest.typeClass })),
  };
}

/**
 * The sender, or, for a message of one's own, those it went to; with `all` everybody but oneself. Who was handed a message takes the place of
 * whoever gave it: what that one wrote is followed up, and they themselves, who may have left, are not written to.
 */
function repliedTo({ sender, recipients }: Manifest, { own, giver, all }: { own: readonly string[]; giver: string | null; all: boolean }): string[] {
  const others = recipients.filter(({ account }) => account === null || account !== giver).map(({ address }) => address).filter((address) => !own.includes(address));
  if (own.includes(sender.address)) return others.length > 0 ? others : own.slice(-1);
  if (sender.account === giver) return others.length > 0 ? others : [sender.address];
  return all ? [sender.address, ...others.filter((address) => address !== sender.address)] : [sender.address];
}

/** The longest subjects, in UTF-16 code units: of an e-mail as the server takes it, and of a secure message by its format. */
const SUBJECT_MAX = { notice: 200, secure: 1000 } as const;

/** Shortened where the prefix makes it longer than may be sent. */
function prefixed(prefix: string, subject: string, most: number): string {
  const whole = subject.toLowerCase().startsWith(prefix.toLowerCase()) ? subject : prefix + subject;
  // Half of a sign in two code units could not be sent.
  return whole.length <= most ? whole : `${whole.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Bodies have a greatest depth, and each reply adds a level: what lies deeper is quoted as plain text. */
const QUOTED_DEPTH_MAX = 14;

/** Room to write, then who wrote and when, then what. */
function quoted(body: BodyDocument, head: string): BodyDocument {
  const content = depthOf(body) <= QUOTED_DEPTH_MAX ? body.content : paragraphs(bodyToText(body));
  return { type: 'doc', content: [{ type: 'paragraph' }, ...paragraphs(head), { type: 'blockquote', content }] };
}

function depthOf(node: { readonly content?: readonly object[] }): number {
  return 1 + Math.max(0, ...(node.content ?? []).map((child) => depthOf(child)));
}

function paragraphs(text: string): BlockNode[] {
  return text.split('\n').map((line) => (line === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text: line }] }));
}
