// The search: how long ten thousand messages take to be indexed, on the first device and on a second one, and how long a query takes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { identityHash, newId, parseBody, sealMessage, sha256 } from '#crypto';
import { embeddedDatabaseUrlFile } from '../server/database/embedded-postgres.ts';
import { founder, type TestClient } from '../tests/support/client.ts';
import { waitForMail } from '../tests/support/mail-folder.ts';
import { overHttp } from '../tests/support/over-http.ts';
import { runInWorker } from './chromium-worker.ts';
import type { Figure } from './figure.ts';
import { account, MESSAGES, textOf } from './search-mail.ts';
import { startServer } from './sealpost.ts';

type Built = { seconds: number; messages: number; waits: number[] };
type Measured = { first: Built; second: Built; ours: number[]; theirs: number[] };

/** Sealed side by side: WebCrypto works in threads. */
const TOGETHER = 8;
const HOUR_MS = 3_600_000;

/** Times ÷ times; for queries theirs ÷ ours: more is better. */
export async function search(): Promise<Figure[]> {
  const server = await startServer({ IDLE_MINUTES: '120' });
  const database = new pg.Pool({ max: TOGETHER, connectionString: readFileSync(embeddedDatabaseUrlFile({ dataDir: server.dataDir }), 'utf8').trim() });
  try {
    const mailTo = (to: string, given = {}) => waitForMail(join(server.dataDir, 'mail'), { to, ...given });
    const client = await founder(await overHttp({ ...server, mailTo }), { ...account, name: 'Search' });
    for (let number = 0; number < MESSAGES; number += TOGETHER) {
      await Promise.all(Array.from({ length: Math.min(TOGETHER, MESSAGES - number) }, (_, index) => store(database, { client, number: number + index })));
    }
    await database.query('analyze');
    const entry = fileURLToPath(new URL('./worker/search.worker.ts', import.meta.url));
    const { first, second, ours, theirs } = await runInWorker<Measured>(entry, { at: server.url });
    if (first.messages !== MESSAGES || second.messages !== MESSAGES) throw new Error('not every message was indexed');
    const speed = first.seconds / second.seconds;
    return [
      { name: 'search-index-10k', value: first.seconds, unit: 's', ratio: speed, against: 'a second device, from sealed shards', runs: 1 },
      { name: 'search-index-wait', value: percentile(first.waits, 0.99), unit: 'ms', ratio: null, against: null, runs: first.waits.length },
      { name: 'search-query-10k', value: percentile(ours, 0.95), unit: 'ms', ratio: percentile(theirs, 0.95) / percentile(ours, 0.95), against: 'minisearch', runs: ours.length },
    ];
  } finally {
    await database.end();
    await server.stop();
  }
}

/** A message to oneself, as it would be sent; put where the server keeps it, which takes no more than so many an hour. */
async function store(database: pg.Pool, { client, number }: { client: TestClient; number: number }): Promise<void> {
  const { keyring, identity, kemPublicKey, root } = client.unlocked;
  const [id, thread] = [newId(), newId()];
  const address = client.address;
  const notice = { subject: 'A message', text: 'Please read it with the link.' };
  const { container } = await sealMessage({
    manifest: { id, thread, inReplyTo: null, time: Date.now(), subject: `Case ${number}`, expires: null, forwarded: false, typeClass: 'standard', stateRoot: root.version, attachments: [] },
    body: parseBody({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: textOf(number) }] }] }),
    notice,
    recipients: [{ address, account: client.account, invitation: null, kemPublicKey }],
    sender: { account: client.account, identity: await identityHash(identity), address, kemPublicKey },
    keyring,
  });
  const sentAt = new Date(Date.now() - number * HOUR_MS);
  await database.query(
    `with message as (
       insert into messages (id, thread, sender_id, container, container_hash, notice_subject, notice_text, type_class, sent_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'standard', $8) returning id
     )
     insert into deliveries (message_id, stanza, role, address, account_id, folder, sent_at, read_at)
     select id, 0, 'recipient', $9, $3, 'inbox', $8, $8 from message`,
    [id, thread, client.account, Buffer.from(container), Buffer.from(await sha256(container)), notice.subject, notice.text, sentAt, address],
  );
}

function percentile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
}
