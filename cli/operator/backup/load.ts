// Fills the tables of a restored database, and has PostgreSQL prove that they agree with each other.
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { ArchiveDamagedError } from './age-stream.ts';
import type { End, Manifest } from './archive.ts';
import type { Entry } from './archive-reader.ts';
import { quoted } from './connection.ts';

type ForeignKey = { table: string; name: string; definition: string };
type Open = { name: string; stream: CopyStreamQuery };

/** Rows come in any order of tables: foreign keys are off meanwhile, and putting them back checks every row. */
export class TableLoader {
  readonly #client: pg.Client;
  readonly #columns: Map<string, readonly string[]>;
  readonly #counts: Record<string, number> = {};
  #keys: ForeignKey[] = [];
  #open: Open | null = null;

  constructor(client: pg.Client, { tables }: Manifest) {
    this.#client = client;
    this.#columns = new Map(tables.map(({ name, columns }) => [name, columns]));
    for (const { name } of tables) this.#counts[name] = 0;
  }

  async begin(): Promise<void> {
    await this.#client.query('begin');
    this.#keys = await foreignKeys(this.#client);
    for (const { table, name } of this.#keys) await this.#client.query(`alter table ${table} drop constraint ${quoted(name)}`);
    // Rows come as they were: nothing is to be done a second time on their account.
    for (const name of this.#columns.keys()) await this.#client.query(`alter table ${quoted(name)} disable trigger user`);
    // A migration may have put rows there.
    for (const name of this.#columns.keys()) await this.#client.query(`delete from ${quoted(name)}`);
  }

  /** One piece of a table; the pieces of one come after each other. */
  async take({ name: path, bytes }: Entry): Promise<void> {
    const name = path.split('/')[1] ?? '';
    if (this.#open?.name !== name) {
      await this.#close();
      this.#open = this.#begin(name);
    }
    const { stream } = this.#open;
    const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error));
    failed.catch(() => undefined);
    for await (const chunk of bytes) if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed]);
  }

  /** Throws where a row refers to one that is not there. */
  async end(): Promise<void> {
    await this.#close();
    for (const { table, name, definition } of this.#keys) await this.#client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
    for (const name of this.#columns.keys()) {
      await this.#client.query(`alter table ${quoted(name)} enable trigger user`);
      await continueSequences(this.#client, name);
    }
    await this.#client.query('commit');
    await this.#client.query('analyze');
  }

  /** Counted in the tables themselves. */
  async assertCounts({ rows }: Pick<End, 'rows'>): Promise<void> {
    if (Object.keys(rows).toSorted().join() !== [...this.#columns.keys()].toSorted().join()) throw new ArchiveDamagedError();
    for (const [name, expected] of Object.entries(rows)) {
      const found = await this.#client.query<{ count: number }>(`select count(*)::float8 as count from ${quoted(name)}`);
      if (found.rows[0]?.count !== expected || this.#counts[name] !== expected) throw new ArchiveDamagedError();
    }
  }

  #begin(name: string): Open {
    const columns = this.#columns.get(name);
    if (columns === undefined) throw new ArchiveDamagedError();
    const stream = this.#client.query(copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`));
    // Met where it is waited for.
    stream.on('error', () => undefined);
    return { name, stream };
  }

  async #close(): Promise<void> {
    if (this.#open === null) return;
    const { name, stream } = this.#open;
    this.#open = null;
    const finished = once(stream, 'finish');
    stream.end();
    await finished;
    this.#counts[name] = stream.rowCount;
  }
}

async function foreignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`);
  return rows;
}

/** Numbers that are given out go on after the highest that came. */
async function continueSequences(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query<{ column: string; sequence: string }>(`
    select a.attname::text as column, pg_get_serial_sequence($1, a.attname) as sequence from pg_attribute a
    where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and pg_get_serial_sequence($1, a.attname) is not null`, [quoted(table)]);
  for (const { column, sequence } of rows) {
    await client.query(`select setval($1, greatest(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${quoted(table)}`, [sequence]);
  }
}
