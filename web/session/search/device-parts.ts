// The index as this device keeps it: records in parts of some 128 KiB, each sealed under the state key. After a reload they are
// opened instead of the messages. A part that does not open (after a re-key elsewhere, say) is thrown away: its messages are read
// again.
import { decodeUtf8, encodeUtf8, newId, openState, sealState, wipe, type Id, type StateKey } from '#crypto';
import { requireStillOpen, requireUnlocked, type Unlocked, type VaultContext } from '../vault/context.ts';
import { createPace } from './pace.ts';
import { entryOf, type SearchRecord } from './record.ts';
import { addEntry, type DevicePart, type SearchIndex } from './search-index.ts';
import type { SealedPart } from './search-store.ts';

const PART_BYTES = 128 * 1024;

type PartDocument = { version: 1; records: SearchRecord[] };

/** Reads what this device keeps, once. */
export function loadIndex(context: VaultContext): Promise<void> {
  const unlocked = requireUnlocked(context);
  return (unlocked.search.loaded ??= readParts(context, unlocked));
}

async function readParts(context: VaultContext, unlocked: Unlocked): Promise<void> {
  const { search: index, account, stateKey } = unlocked;
  // Some private windows keep nothing: then the index is made anew with each visit.
  const kept = await context.device.search.read(account).catch((): SealedPart[] => []);
  const pace = createPace();
  for (const part of kept) {
    const records = await openPart(stateKey, { account, part }).catch(() => []);
    if (context.unlocked !== unlocked) return;
    const ids = new Set<Id>();
    index.parts.set(part.name, { version: part.version, ids, bytes: part.sealed.length });
    if (records.length === 0) index.changedParts.add(part.name);
    for (const record of records) {
      // Two tabs may each have put it somewhere: once is enough, and what is deleted must go from everywhere.
      if (index.entries.has(record.id)) {
        index.changedParts.add(part.name);
        continue;
      }
      ids.add(record.id);
      index.partOf.set(record.id, part.name);
      addEntry(index, entryOf(record));
      await pace();
    }
  }
}

async function openPart(stateKey: StateKey, { account, part: { name, version, sealed } }: { account: Id; part: SealedPart }): Promise<SearchRecord[]> {
  const content = await openState(stateKey, { account, name: scopeName(name), version }, sealed);
  try {
    return (JSON.parse(decodeUtf8(content)) as PartDocument).records;
  } finally {
    wipe(content);
  }
}

/** Adds a record to the index and to a part with room; it is kept with the next `saveParts`. */
export function addRecord(index: SearchIndex, record: SearchRecord): void {
  addEntry(index, entryOf(record));
  const bytes = JSON.stringify(record).length;
  const [name, part] = partWithRoom(index, bytes);
  part.ids.add(record.id);
  part.bytes += bytes;
  index.partOf.set(record.id, name);
  index.changedParts.add(name);
}

function partWithRoom({ parts }: SearchIndex, bytes: number): [string, DevicePart] {
  const [name, part] = [...parts].at(-1) ?? [];
  if (name !== undefined && part !== undefined && part.bytes + bytes <= PART_BYTES) return [name, part];
  const fresh: DevicePart = { version: 0, ids: new Set(), bytes: 0 };
  const made = newId();
  parts.set(made, fresh);
  return [made, fresh];
}

/** Seals and keeps what has changed. */
export async function saveParts(context: VaultContext): Promise<void> {
  const unlocked = requireUnlocked(context);
  const { search: index, account } = unlocked;
  const names = [...index.changedParts];
  if (names.length === 0) return;
  index.changedParts.clear();
  const put: SealedPart[] = [];
  const remove: string[] = [];
  for (const name of names) {
    const sealed = await sealPart(unlocked, name);
    if (sealed === null) remove.push(name);
    else put.push(sealed);
  }
  requireStillOpen(unlocked);
  await context.device.search.write(account, { put, remove }).catch(() => undefined);
}

/** Null where nothing is left in it. */
async function sealPart({ search: index, account, stateKey }: Unlocked, name: string): Promise<SealedPart | null> {
  const part = index.parts.get(name);
  const records = [...(part?.ids ?? [])].flatMap((id) => index.entries.get(id)?.record ?? []);
  if (part === undefined || records.length === 0) {
    index.parts.delete(name);
    return null;
  }
  const content = encodeUtf8(JSON.stringify({ version: 1, records } satisfies PartDocument));
  const version = part.version + 1;
  const sealed = await sealState(stateKey, { account, name: scopeName(name), version }, content).finally(() => wipe(content));
  Object.assign(part, { version, bytes: content.length });
  return { name, version, sealed };
}

/** Apart from every name that the server keeps blobs under: neither passes for the other. */
function scopeName(name: string): string {
  return `search-here/${name}`;
}
