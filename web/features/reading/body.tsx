// Renders a message body from its schema: elements only, never HTML. Anything unknown was refused before it came here.
import type { ReactNode } from 'react';
import type { OpenedMessage } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';
import { BodyLink } from './body-link.tsx';
import styles from './body.module.css';

type BodyDocument = Extract<OpenedMessage['secure'], { status: 'open' }>['body'];
type BlockNode = BodyDocument['content'][number];
type InlineNode = NonNullable<Extract<BlockNode, { type: 'paragraph' }>['content']>[number];
type Mark = NonNullable<InlineNode['marks']>[number];

export function Body({ body, otherwise }: { body: BodyDocument; otherwise: string }) {
  if (body.content.every(isEmptyParagraph)) return <p className={styles['empty']}>{otherwise}</p>;
  return <div className={styles['body']}>{blocks(body.content)}</div>;
}

// The document never changes while it is shown: the index is the key.
function blocks(nodes: readonly BlockNode[]): ReactNode {
  return nodes.map((node, index) => <Block key={index} node={node} />);
}

function Block({ node }: { node: BlockNode }): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p>{inlines(node.content)}</p>;
    case 'heading':
      return <Heading level={node.attrs.level}>{inlines(node.content)}</Heading>;
    case 'bulletList':
      return <ul>{node.content.map((item, index) => <li key={index}>{blocks(item.content)}</li>)}</ul>;
    case 'orderedList':
      return <ol start={node.attrs.start}>{node.content.map((item, index) => <li key={index}>{blocks(item.content)}</li>)}</ol>;
    case 'blockquote':
      return <blockquote>{blocks(node.content)}</blockquote>;
    case 'table':
      return <Table table={node} />;
  }
}

/** Below the subject (1) and the name of the part (2). */
function Heading({ level, children }: { level: 1 | 2 | 3; children: ReactNode }) {
  const Element = `h${level + 2}` as 'h3' | 'h4' | 'h5';
  return <Element>{children}</Element>;
}

function Table({ table }: { table: Extract<BlockNode, { type: 'table' }> }) {
  return (
    // A wide table scrolls by itself, with the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['table']} tabIndex={0} role="group" aria-label={text.reading.body.table}>
      <table>
        <tbody>
          {table.content.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.content.map((cell, cellIndex) => {
                const Cell = cell.type === 'tableHeader' ? 'th' : 'td';
                return (
                  <Cell key={cellIndex} colSpan={cell.attrs.colspan} rowSpan={cell.attrs.rowspan}>
                    {blocks(cell.content)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlines(nodes: readonly InlineNode[] | undefined): ReactNode {
  return nodes?.map((node, index) => <Inline key={index} node={node} />);
}

function Inline({ node }: { node: InlineNode }): ReactNode {
  if (node.type === 'hardBreak') return <br />;
  return (node.marks ?? []).reduceRight<ReactNode>((inside, mark) => wrap(mark, { inside, shown: node.text }), node.text);
}

function wrap(mark: Mark, { inside, shown }: { inside: ReactNode; shown: string }): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'strike':
      return <s>{inside}</s>;
    case 'link':
      return (
        <BodyLink href={mark.attrs.href} shown={shown}>
          {inside}
        </BodyLink>
      );
  }
}

function isEmptyParagraph(node: BlockNode): boolean {
  return node.type === 'paragraph' && (node.content === undefined || node.content.length === 0);
}
