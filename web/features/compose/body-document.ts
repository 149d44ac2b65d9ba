// Between the editor's document and a message body: the body keeps only the attributes its schema knows, because everything
// else would be refused by whoever opens it.
import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Draft } from '../../session/vault-api/drafts.ts';
import { isLink } from './editor-schema.ts';

type BodyDocument = Draft['body'];

type Attributes = Record<string, unknown>;

/** What the schema keeps of a node's attributes; nodes not named here have none. */
const keptAttributes: Readonly<Record<string, (attributes: Attributes) => Attributes>> = {
  heading: ({ level }) => ({ level: level === 1 || level === 2 ? level : 3 }),
  orderedList: ({ start }) => ({ start: typeof start === 'number' && start >= 0 ? Math.min(Math.trunc(start), 1_000_000) : 1 }),
  tableCell: spans,
  tableHeader: spans,
};

function spans({ colspan, rowspan }: Attributes): Attributes {
  return { colspan: typeof colspan === 'number' ? colspan : 1, rowspan: typeof rowspan === 'number' ? rowspan : 1 };
}

// Pasted from terminals and PDFs: controls that are no text. The schema refuses them.
const controls = /(?![\t\n])\p{Cc}/gu;

const readBlocks = new WeakMap<Node, JSONContent>();

/** What stands in the editor, as a body. A block that is as it was is not read again: a letter costs no more in a long text than in a short one. */
export function toBody(document: Node): BodyDocument {
  const content = document.children.map((block) => {
    const read = readBlocks.get(block) ?? cleanNode(block.toJSON() as JSONContent);
    readBlocks.set(block, read);
    return read;
  });
  return { type: document.type.name, content } as unknown as BodyDocument;
}

/** The words alone, a line for each block. */
export function plainText(body: BodyDocument): string {
  const lines: string[] = [];
  const read = ({ text, content, type }: JSONContent): void => {
    if (type === 'paragraph' || type === 'heading') lines.push('');
    if (type === 'hardBreak') lines.push('');
    if (text !== undefined) lines.push(`${lines.pop() ?? ''}${text}`);
    for (const child of content ?? []) read(child);
  };
  read(body as unknown as JSONContent);
  return lines.join('\n');
}

export function fromBody(body: BodyDocument): JSONContent {
  return structuredClone(body) as unknown as JSONContent;
}

function cleanNode({ type, attrs, content, marks, text }: JSONContent): JSONContent {
  const kept = type === undefined ? undefined : keptAttributes[type]?.(attrs ?? {});
  const children = content?.flatMap((child) => (isVoid(child) ? [] : [cleanNode(child)]));
  const cleanMarks = marks?.flatMap(cleanMark);
  return {
    ...(type === undefined ? {} : { type }),
    ...(kept === undefined ? {} : { attrs: kept }),
    ...(children === undefined || children.length === 0 ? {} : { content: children }),
    ...(cleanMarks === undefined || cleanMarks.length === 0 ? {} : { marks: cleanMarks }),
    ...(text === undefined ? {} : { text: text.replace(controls, '') }),
  };
}

/** Text that holds nothing but such controls: a text node may not be empty. */
function isVoid({ type, text }: JSONContent): boolean {
  return type === 'text' && (text ?? '').replace(controls, '') === '';
}

type Mark = NonNullable<JSONContent['marks']>[number];

function cleanMark({ type, attrs }: Mark): Mark[] {
  if (type !== 'link') return [{ type }];
  const href: unknown = attrs?.['href'];
  return typeof href === 'string' && isLink(href) ? [{ type, attrs: { href } }] : [];
}
