// A letter as plain text.
import type { Action, Block, Letter } from './letter.ts';

export function letterText(letter: Letter): string {
  const blocks = letter.blocks.map(blockText);
  return `${[letter.heading, ...blocks, ['-- ', ...letter.footer].join('\n')].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  if (block.kind === 'action') return actionText(block.action);
  if (block.kind === 'postcard') return `${block.label}\n${'-'.repeat(block.label.length)}\n${block.text}`;
  if (block.kind === 'sealed') {
    const heading = `${block.label}\n${'-'.repeat(block.label.length)}`;
    return [`${heading}\n${block.text}`, ...(block.needed === null ? [] : [block.needed]), actionText(block.action)].join('\n\n');
  }
  return block.text;
}

/** The address on a line of its own, where every mail program finds its end. */
function actionText({ label, url }: Action): string {
  return `${label}:\n${url}`;
}
