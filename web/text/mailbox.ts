// The words with which a mailbox opens: of its frame, its lists and its messages. Everything else in it is loaded when it is used, and has
// its words from index.ts.
import { text as access } from './access.ts';
import { inbox } from '#words/inbox.ts';
import { labels } from '#words/labels.ts';
import { reading } from '#words/reading.ts';
import { search } from '#words/search.ts';
import { shell } from '#words/shell.ts';
import { verification } from '#words/verification.ts';

export const text = {
  ...access,
  inbox,
  labels,
  reading,
  search,
  shell,
  verification,
};
