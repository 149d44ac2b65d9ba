// The index as the server keeps it: the records of each month in sealed blobs of the account's state, so that a new device opens
// those instead of every message. Text as it stands and never compressed, so that the size of a shard tells no more than the sizes
// of the messages do (docs/decisions/054). The root lists each with its hash: an older, another or a foreign one is refused.
import { encodeUtf8, fingerprint, newId, type Id } from '#crypto';
import { requireUnlocked, type Unlocked, type VaultContext } from '../vault/context.ts';
import { isSearchShardName, searchShardName, type SearchDirectory, type SearchMonth, type SearchShard } from '../vault/documents.ts';
import { editState, readDocument, readDocuments } from '../vault/state.ts';
import type { Edits } from '../vault/state-change.ts';
import { isVaultError } from '../vault-error.ts';
import { addRecord } from './device-parts.ts';
import { createPace } from './pace.ts';
import type { SearchRecord } from './record.ts';
import { countMissing, entriesInOrder, missingMessages, type SearchIndex } from './search-index.ts';

/** Fewer are sooner opened than found in the shards. */
const WORTH_READING = 25;
/** Shards in one answer of the server. */
const READ_TOGETHER = 3;
/** Content of one shard, within the megabyte that a blob may have. */
const SHARD_BYTES = 900_000;
/** Content sealed in one change of the state. */
const SAVE_BYTES = 4_000_000;
/** Content of one month, which is saved in one change; messages beyond are opened by a new device itself. */
const MONTH_BYTES = SAVE_BYTES;
/** All shards together: half of what an account's state may take. The newest months come first. */
const TOTAL_BYTES = 16_000_000;
/** So few changes wait for more of them, but not for ever. */
const WORTH_SAVING = 25;
const SAVE_AFTER_MS = 12 * 3_600_000;

const NO_DIRECTORY: SearchDirectory = { version: 1, months: {}, savedAt: 0 };

/** Takes what is missing here from the shards, once in a session. */
export async function readShards(context: VaultContext): Promise<void> {
  const { search: index } = requireUnlocked(context);
  if (index.shardsRead || countMissing(index) < WORTH_READING) return;
  index.shardsRead = true;
  await unlessRefused(index, async () => {
    const directory = await readDocument(context, 'search');
    const shards = Object.values(directory?.months ?? {}).flatMap((month) => month.shards);
    for (let start = 0; start < shards.length; start += READ_TOGETHER) await takeFrom(context, shards.slice(start, start + READ_TOGETHER));
  });
}

async function takeFrom(context: VaultContext, shards: readonly Id[]): Promise<void> {
  const unlocked = requireUnlocked(context);
  const wanted = new Set(missingMessages(unlocked.search));
  const documents = (await readDocuments(context, () => shards.map(searchShardName))) as SearchShard[];
  const pace = createPace();
  for (const record of documents.flatMap(({ records }) => records)) {
    if (wanted.delete(record.id)) addRecord(unlocked.search, record);
    await pace();
  }
  forgetDocuments(unlocked, shards);
}

/** Their records are in the index now. */
function forgetDocuments({ state }: Unlocked, shards: readonly Id[]): void {
  for (const shard of shards) state.documents.delete(searchShardName(shard));
}

/** Saves the months that the server does not have as they are, once it is worth it. To be called when the index is complete. */
export async function saveShards(context: VaultContext): Promise<void> {
  const { search: index } = requireUnlocked(context);
  if (index.refused) return;
  await unlessRefused(index, async () => {
    const directory = (await readDocument(context, 'search')) ?? NO_DIRECTORY;
    const months = await monthsOf(index);
    const changed = changedMonths(directory, months);
    if (!isWorthSaving({ directory, months, changed, now: context.now() })) return;
    for (const together of inPortions(changed, months)) await saveMonths(context, { months, names: together });
  }).catch((error: unknown) => {
    // Without room for it the index stays on this device alone.
    if (!isVaultError(error, 'too_large')) throw error;
  });
}

type Month = { records: SearchRecord[]; digest: string; bytes: number };

/** By month of sending, the newest first, as many as there is room for. */
async function monthsOf(index: SearchIndex): Promise<Map<string, Month>> {
  const months = new Map<string, { records: SearchRecord[]; bytes: number }>();
  for (const { record } of entriesInOrder(index)) {
    if (index.placements?.has(record.id) !== true) continue;
    const name = new Date(record.sentAt).toISOString().slice(0, 7);
    const month = months.get(name) ?? { records: [], bytes: 0 };
    months.set(name, month);
    const bytes = bytesOf(record);
    if (month.bytes + bytes > MONTH_BYTES) continue;
    month.records.push(record);
    month.bytes += bytes;
  }
  const kept = new Map<string, Month>();
  let total = 0;
  for (const [name, { records, bytes }] of months) {
    total += bytes;
    if (total > TOTAL_BYTES) break;
    kept.set(name, { records, bytes, digest: await fingerprint(encodeUtf8(records.map(({ id }) => id).toSorted().join(' '))) });
  }
  return kept;
}

/** Those whose messages are not the ones that the directory names, and those that are gone. */
function changedMonths({ months: saved }: SearchDirectory, months: ReadonlyMap<string, Month>): string[] {
  const changed = [...months].filter(([name, { digest }]) => saved[name]?.digest !== digest).map(([name]) => name);
  return [...changed, ...Object.keys(saved).filter((name) => !months.has(name))];
}

type Worth = { directory: SearchDirectory; months: ReadonlyMap<string, Month>; changed: readonly string[]; now: number };

function isWorthSaving({ directory, months, changed, now }: Worth): boolean {
  if (changed.length === 0) return false;
  const changes = changed.map((name) => Math.max(1, Math.abs((months.get(name)?.records.length ?? 0) - (directory.months[name]?.messages ?? 0))));
  return changes.reduce((sum, each) => sum + each, 0) >= WORTH_SAVING || now - directory.savedAt >= SAVE_AFTER_MS;
}

function* inPortions(names: readonly string[], months: ReadonlyMap<string, Month>): Generator<string[]> {
  let portion: string[] = [];
  let bytes = 0;
  for (const name of names) {
    const more = months.get(name)?.bytes ?? 0;
    if (portion.length > 0 && bytes + more > SAVE_BYTES) {
      yield portion;
      [portion, bytes] = [[], 0];
    }
    portion.push(name);
    bytes += more;
  }
  if (portion.length > 0) yield portion;
}

/**
 * New blobs for these months and none of their old ones, in one step with the directory. Where another device has changed the
 * directory meanwhile, nothing is changed here: the next save compares anew.
 */
async function saveMonths(context: VaultContext, { months, names }: { months: ReadonlyMap<string, Month>; names: readonly string[] }): Promise<void> {
  const unlocked = requireUnlocked(context);
  const directory = (await readDocument(context, 'search')) ?? NO_DIRECTORY;
  const made = new Map<Id, SearchRecord[]>();
  const saved: Record<string, SearchMonth> = {};
  for (const name of names) {
    const month = months.get(name);
    if (month === undefined) continue;
    const shards = shardsOf(month).map((records) => [newId(), records] as const);
    for (const [id, records] of shards) made.set(id, records);
    saved[name] = { digest: month.digest, messages: month.records.length, shards: shards.map(([id]) => id) };
  }
  const next = withMonths(directory, { names, saved, now: context.now() });
  const named = new Set<string>(Object.values(next.months).flatMap(({ shards }) => shards.map(searchShardName)));
  let taken = false;
  // The directory's edit comes first and decides; it is asked again, with what is there then, when another device was faster.
  const edits: Edits = {
    search: (current) => {
      taken = sameMonths(current ?? NO_DIRECTORY, directory);
      return taken ? next : current;
    },
  };
  for (const [id, records] of made) edits[searchShardName(id)] = (current) => (taken ? { version: 1, records } : current);
  for (const name of Object.keys(unlocked.state.root.blobs)) {
    if (isSearchShardName(name) && !named.has(name)) edits[name] = (current) => (taken ? null : current);
  }
  await editState(context, edits);
  forgetDocuments(unlocked, [...made.keys()]);
}

function withMonths(directory: SearchDirectory, { names, saved, now }: { names: readonly string[]; saved: Record<string, SearchMonth>; now: number }): SearchDirectory {
  const kept = Object.entries(directory.months).filter(([name]) => !names.includes(name));
  return { version: 1, months: { ...Object.fromEntries(kept), ...saved }, savedAt: now };
}

function sameMonths(one: SearchDirectory, other: SearchDirectory): boolean {
  return JSON.stringify(one.months) === JSON.stringify(other.months);
}

function shardsOf({ records }: Month): SearchRecord[][] {
  const shards: SearchRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const more = bytesOf(record);
    const last = shards.at(-1);
    if (last === undefined || bytes + more > SHARD_BYTES) [bytes] = [more, shards.push([record])];
    else {
      last.push(record);
      bytes += more;
    }
  }
  return shards;
}

function bytesOf(record: SearchRecord): number {
  return encodeUtf8(JSON.stringify(record)).length + 1;
}

/** What the root does not vouch for is not used; the messages themselves are read again. */
async function unlessRefused(index: SearchIndex, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isVaultError(error, 'state_rolled_back')) throw error;
    index.refused = true;
  }
}
