// Building the index, a stretch at a time, in the background: where the messages are, what this device keeps, what the server keeps
// sealed, and only what is in neither is opened. Whoever calls goes on until it is complete.
import type { Id } from '#crypto';
import { answer } from '../api.ts';
import { requireUnlocked, type VaultContext } from '../vault/context.ts';
import { openForSearch } from '../vault/mailbox.ts';
import type { SearchProgress } from '../vault-api/search.ts';
import { readCatalogue } from './catalogue.ts';
import { addRecord, loadIndex, saveParts } from './device-parts.ts';
import { progressOf } from './progress.ts';
import { recordOf } from './record.ts';
import { missingMessages, type SearchIndex } from './search-index.ts';
import { readShards, saveShards } from './shards.ts';

/** Messages opened before the caller is told how far it is. */
const STRETCH = 50;

/** `news`: where the messages are has changed since it was asked. */
export type Building = { news: boolean };

/** One after the other, whoever asks. */
export function buildIndex(context: VaultContext, { news }: Building = { news: false }): Promise<SearchProgress> {
  const { search: index } = requireUnlocked(context);
  const turn = index.building.then(() => buildStretch(context, { index, news }));
  index.building = turn.catch(() => undefined);
  return turn;
}

async function buildStretch(context: VaultContext, { index, news }: Building & { index: SearchIndex }): Promise<SearchProgress> {
  await loadIndex(context);
  await readCatalogue(context, { news });
  await readShards(context);
  const missing = missingMessages(index).slice(0, STRETCH);
  if (missing.length > 0) await openMessages(context, { index, ids: missing });
  await saveParts(context);
  if (missingMessages(index).length === 0) await saveShards(context);
  return progressOf(index);
}

async function openMessages(context: VaultContext, { index, ids }: { index: SearchIndex; ids: Id[] }): Promise<void> {
  const { rows } = await answer(context.api.messages.rows.$post({ json: { ids } }));
  for (const opened of await openForSearch(context, rows)) {
    const record = recordOf(opened);
    if (record !== null && !index.entries.has(record.id)) addRecord(index, record);
  }
  // What is not there any more or does not open is not asked for again in this session.
  for (const id of ids) if (!index.entries.has(id)) index.closed.add(id);
}
