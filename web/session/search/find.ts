// Finding: every term must occur, every condition must hold, newest first. Nothing is asked of the server for it, so that it cannot
// tell what is looked for (tests/attacks/search-shards.test.ts).
import type { Label } from '../vault-api/labels.ts';
import type { SearchHit, SearchResults } from '../vault-api/search.ts';
import { requireUnlocked, type VaultContext } from '../vault/context.ts';
import { knownLabels, readLabels } from '../vault/labels.ts';
import { loadIndex } from './device-parts.ts';
import { progressOf } from './progress.ts';
import { entriesWith } from './narrow.ts';
import { isEmptyQuery, parseQuery, termsToMark, type SearchQuery, type Term } from './query.ts';
import type { SearchEntry, SearchRecord } from './record.ts';
import type { Placement, SearchIndex } from './search-index.ts';
import { snippetOf, markedIn } from './snippet.ts';
import { foldWord } from './words.ts';

export type Finding = { query: string; limit: number };

const FILES_SHOWN = 2;

export async function search(context: VaultContext, { query: typed, limit }: Finding): Promise<SearchResults> {
  const { search: index } = requireUnlocked(context);
  await loadIndex(context);
  const query = parseQuery(typed);
  const labelled = await messagesLabelled(context, query.labels);
  const found = isEmptyQuery(query) ? [] : find(index, query, context.now()).filter(({ record }) => labelled === null || labelled.has(record.id));
  const terms = termsToMark(query);
  return {
    hits: found.slice(0, limit).map((entry) => hitOf(entry.record, { placement: index.placements?.get(entry.record.id), terms })),
    total: found.length,
    progress: progressOf(index),
  };
}

/** Those that have a label for each of these beginnings; null: nothing was said of labels. */
async function messagesLabelled(context: VaultContext, wanted: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (wanted.length === 0) return null;
  // A search asks the server nothing: only on a device that has not read them yet are they fetched, all of them.
  const { labels, messages } = knownLabels(context) ?? (await readLabels(context));
  const sets = wanted.map((name) => new Set(labelsCalled(labels, name)));
  return new Set(Object.entries(messages).flatMap(([id, has]) => (sets.every((set) => has.some((each) => set.has(each))) ? [id] : [])));
}

/** The one of that name, or, while it is being typed, those that begin so. */
function labelsCalled(labels: readonly Label[], name: string): string[] {
  const folded = labels.map((label) => ({ id: label.id, name: foldWord(label.name) }));
  const exact = folded.filter((label) => label.name === name);
  return (exact.length > 0 ? exact : folded.filter((label) => label.name.startsWith(name))).map(({ id }) => id);
}

function find(index: SearchIndex, query: SearchQuery, now: number): SearchEntry[] {
  return entriesWith(index, query).filter((entry) => isFound(entry, { query, now, placement: index.placements?.get(entry.record.id), index }));
}

type Condition = { query: SearchQuery; now: number; placement: Placement | undefined; index: SearchIndex };

/** Its words are those; now where it is, and when it was sent. */
function isFound({ record }: SearchEntry, { query, now, placement, index }: Condition): boolean {
  // Deleted, or ran out: not found even before it is forgotten.
  if (index.placements !== null && placement === undefined) return false;
  if (record.expires !== null && record.expires <= now) return false;
  if (query.after !== null && record.sentAt < query.after) return false;
  if (query.before !== null && record.sentAt >= query.before) return false;
  if (query.attachment && record.files.length === 0) return false;
  return query.folders.length === 0 || query.folders.some((folder) => placement?.recipient?.folder === folder || placement?.sender?.folder === folder);
}

function hitOf(record: SearchRecord, { placement, terms }: { placement: Placement | undefined; terms: readonly Term[] }): SearchHit {
  const { id, sentAt, sender, recipients, subject, files } = record;
  const place = placement?.recipient ?? placement?.sender;
  return {
    id, sentAt, subject, sender, recipients,
    role: placement?.recipient === null ? 'sender' : 'recipient',
    folder: place?.folder ?? 'inbox',
    read: place?.read ?? true,
    snippet: snippetOf(record, terms),
    attachments: files.length,
    files: files.filter((name) => markedIn(name, terms)).slice(0, FILES_SHOWN),
  };
}
