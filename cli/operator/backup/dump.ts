// Everything in the database as it was at one moment: a snapshot that changes no more, whatever the server does meanwhile.
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { holdBlobs } from '../../../server/database/backup-hold.ts';
import { OperatorError } from '../office.ts';
import { type Manifest, numbered, TABLE_PIECE_BYTES } from './archive.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import { connect, quoted } from './connection.ts';
import { piecesOf } from './pieces.ts';

/** What a moment later is worth nothing, and what must not outlive its moment: tokens, the shares of open sessions, client addresses. */
const LEFT_OUT = new Set(['sessions', 'log_ins', 'tickets', 'rate_limits', 'activity_origins']);
const MIGRATIONS = 'kysely_migration';

export type Snapshot = { client: pg.Client; migrations: string[]; tables: Manifest['tables'] };
export type StoredAttachment = { id: string; size: number; segmentSize: number };

/** A connection with its snapshot taken. From here on no blob is deleted, until the connection ends. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = await connect(url);
  try {
    // Before the snapshot: see mayRemoveBlobs.
    if (!(await holdBlobs(client))) throw new OperatorError('Another backup is running on this database.');
    const names = (await listTables(client)).map(({ name }) => name);
    await client.query('begin isolation level repeatable read read only');
    // No migration changes them meanwhile.
    for (const name of names) await client.query(`lock table ${quoted(name)} in access share mode`);
    const tables = await listTables(client);
    if (!names.includes(MIGRATIONS)) throw new OperatorError('The database is empty: start the server once, it sets it up.');
    if (tables.length !== names.length) throw new OperatorError('The database has just been migrated: begin the backup again.');
    const { rows } = await client.query<{ name: string }>(`select name from ${quoted(MIGRATIONS)} order by name`);
    const dumped = tables.filter(({ name }) => !LEFT_OUT.has(name) && !name.startsWith(MIGRATIONS));
    return { client, migrations: rows.map(({ name }) => name), tables: dumped };
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function listTables(client: pg.Client): Promise<Manifest['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`);
  return rows;
}

/** Unfinished uploads are left out: half a blob is of no use, and clients begin it anew. */
export async function dumpTables({ client, tables }: Snapshot, archive: ArchiveWriter): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, columns } of tables) {
    const unfinished = name === 'attachments' ? ' where completed_at is not null' : '';
    const rows = client.query(copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}${unfinished}) to stdout`));
    let index = 0;
    for await (const { bytes } of piecesOf(rows, TABLE_PIECE_BYTES)) {
      if (bytes.byteLength > 0) await archive.add(numbered(`tables/${name}`, index), bytes);
      index += 1;
    }
    counts[name] = rows.rowCount;
  }
  return counts;
}

const AT_ONCE = 1000;

/**
 * The attachments of the snapshot, which ends here: a transaction that stays open for hours keeps the database from tidying up.
 * The list itself stays on the server and is fetched bit by bit.
 */
export async function* listAttachments({ client }: Snapshot): AsyncGenerator<StoredAttachment> {
  await client.query(`declare stored cursor with hold for
    select id, size::float8 as size, segment_size::float8 as "segmentSize" from attachments where completed_at is not null order by id`);
  await client.query('commit');
  for (;;) {
    const { rows } = await client.query<StoredAttachment>(`fetch ${AT_ONCE} from stored`);
    yield* rows;
    if (rows.length < AT_ONCE) return;
  }
}

/** Throws where the connection was lost, and with it the hold on deletions. To be asked when all has been copied. */
export async function assertHeld({ client }: Snapshot): Promise<void> {
  const lost = () => {
    throw new OperatorError('The connection to the database was lost: what was copied may not be whole, and was thrown away.');
  };
  await client.query('select 1').catch(lost);
}
