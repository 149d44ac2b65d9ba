// Words of the search.
import { formatNumber } from '../format.ts';

export const search = {
  title: 'Search results',
  close: 'Close search',
  searching: 'Searching…',
  narrow: 'Narrow the search',
  inFolder: (folder: string) => `In ${folder}`,
  withAttachments: 'With attachments',
  spans: { 7: 'Past week', 30: 'Past month', 365: 'Past year' },
  only: {
    from: (words: string) => `Sent by “${words}”`,
    subject: (words: string) => `“${words}” in the subject`,
  },
  /** As they are typed and written into the field; the search understands each of them (web/session/search/condition-names.ts). */
  typed: {
    from: 'from',
    to: 'to',
    subject: 'subject',
    label: 'label',
    in: 'in',
    has: 'has',
    after: 'after',
    before: 'before',
    values: { attachment: 'attachment', inbox: 'inbox', sent: 'sent', drafts: 'drafts', archive: 'archive', trash: 'trash' },
  },
  found: (count: number) => (count === 0 ? 'No message found' : count === 1 ? '1 message found' : `${formatNumber(count)} messages found`),
  noDate: (typed: string) => `“${typed}” is not a date, so it does not narrow the search. A day is typed as 2026-03-01, a month as 2026-03, a year as 2026.`,
  preparing: 'The search is being prepared. Messages are added as they are opened.',
  progress: (searched: number, total: number) => `${formatNumber(searched)} of ${formatNumber(total)} messages searched so far. It goes on by itself.`,
  more: 'Show more',
  nothing: {
    title: 'Nothing found',
    text: 'The search looks at people, subjects, texts and names of attachments. Words are found by how they begin: try fewer letters. You can also type from:, to:, subject:, label:, in:, has:attachment, after:2026-03-01 or before:2026-04-01.',
  },
  refused: 'What the server keeps of this search was not what you saved, and is not used. Your messages are read again instead. Tell whoever runs this server.',
  failed: { title: 'The search did not work', text: 'Nothing is lost. Try again; if it stays like this, reload the page.' },
} as const;
