// The database of a running Sealpost, for what a browser cannot do: move a date, count what is kept.
import pg from 'pg';
import type { RunningSealpost } from '../support/sealpost.ts';

export async function inDatabase<Row extends pg.QueryResultRow>({ databaseUrl }: RunningSealpost, statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
