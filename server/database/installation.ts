// Holds database and secrets together. With other secrets nobody could log in, and several servers would contradict each other.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Secrets } from '../secrets.ts';
import { StartError } from '../start-error.ts';
import type { Tables } from './tables.ts';

/** SHA-256 by which the database knows its secrets. */
export function secretsHash({ opaqueSetup, masterKey }: Pick<Secrets, 'opaqueSetup' | 'masterKey'>): Buffer {
  return createHash('sha256').update('sealpost/v1/installation\0').update(masterKey).update(opaqueSetup).digest();
}

/** Remembers the secrets' hash on first use; throws StartError when the database was first used with others. */
export async function assertSameSecrets(database: Kysely<Tables>, secrets: Pick<Secrets, 'opaqueSetup' | 'masterKey'>): Promise<void> {
  const hash = secretsHash(secrets);
  await sql`insert into installation (secrets_hash) values (${hash}) on conflict do nothing`.execute(database);
  const { rows } = await sql<{ same: boolean }>`select secrets_hash = ${hash} as same from installation`.execute(database);
  if (rows[0]?.same !== true) throw new StartError('SECRETS_FILE: these are not the secrets that this database was first used with; with them nobody could log in.');
}
