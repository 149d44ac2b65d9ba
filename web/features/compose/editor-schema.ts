// The editor's schema: exactly the nodes and marks of a message body (SPEC.md, "Body"), nothing that could not be sent.
import { type Extensions, Node } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';

const linkForm = /^(https?:\/\/[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d\s().-]+)$/i;

export function isLink(href: string): boolean {
  return linkForm.test(href);
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
const TableCell = Node.create({
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: () => ['td', 0],
});
const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: () => ['th', 0],
});

export const bodyExtensions: Extensions = [
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
    },
  }),
  Table,
  TableRow,
  TableCell,
  TableHeader,
];
