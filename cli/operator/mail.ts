// Mail that did not arrive: which, and sending it again.
import { listUndelivered as findUndelivered, requeue } from '../../server/database/undelivered.ts';
import { OperatorError, print, printRow, withDatabase } from './office.ts';

export async function listUndelivered({ json }: { json?: true }): Promise<void> {
  await withDatabase(async ({ database }) => {
    for (const { createdAt, ...mail } of await findUndelivered(database)) {
      const { id, kind, status, detail, recipient } = mail;
      printRow({ id, kind, status, detail, since: createdAt.toISOString(), recipient }, { json });
    }
  });
}

export async function retryMail(ids: readonly string[], { bounced }: { bounced?: true }): Promise<void> {
  await withDatabase(async ({ database, now }) => {
    const statuses = bounced === true ? (['failed', 'bounced'] as const) : (['failed'] as const);
    const { queued, lost } = await database.transaction().execute((writer) => requeue(writer, { ids: ids.length > 0 ? ids : null, statuses, now }));
    if (ids.length > 0 && queued + lost === 0) throw new OperatorError('There is no such mail that failed (sealpost mail list shows what did).');
    print(`${queued} mails are queued again.`);
    if (lost > 0) print(`${lost} cannot be sent again: what they were about is over, or was an invitation without a message (invite again).`);
  });
}
