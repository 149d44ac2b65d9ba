// The practice's signature under a message: {name} stands for the name of whoever writes.
import type { Signature } from '../../../session/vault-api/texts.ts';

const PLACE = '{name}';

type Node = { text?: string; content?: readonly Node[] };

export function withName({ body, notice }: Signature, name: string): Signature {
  return { body: filled(body as Node, name) as Signature['body'], notice: notice.replaceAll(PLACE, () => name) };
}

/** No text of a body is empty: where no name is known, the place stays. */
function filled(node: Node, name: string): Node {
  const { text, content } = node;
  const words = text?.replaceAll(PLACE, () => name);
  return { ...node, ...(words ? { text: words } : {}), ...(content === undefined ? {} : { content: content.map((child) => filled(child, name)) }) };
}
