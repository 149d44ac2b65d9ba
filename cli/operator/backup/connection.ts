// Connections for work that takes its time: no limits, and a name by which other commands know it.
import pg from 'pg';

const CONNECT_MS = 5000;
export const APPLICATION = 'sealpost-operator';

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: APPLICATION, keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
  // What is lost is met at the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  for (const limit of ['statement_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'lock_timeout']) await client.query(`set ${limit} = 0`);
  return client;
}

export const quoted = pg.escapeIdentifier;
