// The editor's schema: exactly the nodes and marks of a message body (SPEC.md, "Body"), nothing that could not be sent.
import { type Extensions, Node } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { PastedHtml } from './pasted-html.ts';

// No white space, controls or backslash: readers could disagree about where such a link leads (SPEC.md, "Body").
const refusedInLinks = /[\s\p{Cc}\p{Zs}\\]/u;

export function isLink(href: string): boolean {
  if (href.length > 2048 || refusedInLinks.test(href)) return false;
  return /^https?:\/\/[^/]/i.test(href) ? URL.canParse(href) : /^(mailto|tel):./i.test(href);
}

/** What a person types for a link, completed: an address becomes mailto, a number tel, all else https. Null: no link. */
export function completeLink(typed: string): string | null {
  const entry = typed.trim();
  if (isLink(entry)) return entry;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(entry)) return `mailto:${entry}`;
  if (/^\+?\d[\d\s().-]{4,}$/.test(entry)) return `tel:${entry.replace(/[^\d+]/g, '')}`;
  if (/^[^\s/:@]+\.[^\s/:@]{2,}(\/\S*)?$/.test(entry)) return `https://${entry}`;
  return null;
}

// Tables are taken in when pasted or quoted, and kept as they are; the toolbar does not make them.
const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
});
const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});
const spans = () => ({ colspan: { default: 1, parseHTML: readSpan('colspan') }, rowspan: { default: 1, parseHTML: readSpan('rowspan') } });
const readSpan = (name: string) => (cell: HTMLElement) => Math.min(100, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1));
const TableCell = Node.create({
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  addAttributes: spans,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});
const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'block+',
  isolating: true,
  addAttributes: spans,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', HTMLAttributes, 0],
});

export const bodyExtensions: Extensions = [
  PastedHtml,
  StarterKit.configure({
    code: false,
    codeBlock: false,
    horizontalRule: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3] },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      protocols: ['http', 'https', 'mailto', 'tel'],
      isAllowedUri: (url) => isLink(url),
      // A link in an editor cannot take the focus: as a stop of the Tab key it would hold it there for ever.
      HTMLAttributes: { tabindex: '-1' },
    },
  }),
  Table,
  TableRow,
  TableCell,
  TableHeader,
];
