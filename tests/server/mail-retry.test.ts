// sealpost mail: what failed is listed, and leaves again once somebody says so, written anew from what it was about.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markFailed } from '../../server/database/outbox.ts';
import type { MailDetail } from '../../server/mail/mailer.ts';
import { requeue, type Retry } from '../../server/database/undelivered.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { inviteSomebody, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.database.deleteFrom('outbox').execute();
});

async function failAll(detail: MailDetail): Promise<void> {
  const rows = await server.database.updateTable('outbox').set({ status: 'sending' }).returning('id').execute();
  for (const { id } of rows) await markFailed(server.database, { id, detail });
}

const all = async () => await server.database.selectFrom('outbox').selectAll().orderBy('created_at').execute();
const again = (retry: Partial<Retry> = {}) => server.database.transaction().execute((writer) => requeue(writer, { ids: null, statuses: ['failed'], now: new Date(), ...retry }));

describe('mail that failed', { timeout: 240_000 }, () => {
  it('is listed and queued again by the command, as it was and under a new id', async () => {
    const { message } = await inviteSomebody(owner);
    const [before] = await all();
    await failAll('given_up');
    expect((await all())[0]?.payload).toEqual({});
    const listed = await sealpostCommand(['mail', 'list', '--json'], { DATABASE_URL: server.databaseUrl });
    expect(JSON.parse(listed.stdout)).toMatchObject({ id: before?.id, kind: 'notice', status: 'failed', detail: 'given_up', recipient: before?.recipient });
    const retried = await sealpostCommand(['mail', 'retry'], { DATABASE_URL: server.databaseUrl });
    expect(retried).toMatchObject({ code: 0, stdout: '1 mails are queued again.\n' });
    const [after, ...others] = await all();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ status: 'queued', attempts: 0, detail: null, payload: before?.payload, message_id: message, invitation_id: before?.invitation_id, recipient: before?.recipient });
    // A provider sends nothing a second time under an id that it knows.
    expect(after?.id).not.toBe(before?.id);
    expect(await sealpostCommand(['mail', 'retry', 'nothing'], { DATABASE_URL: server.databaseUrl })).toMatchObject({ code: 1, stdout: '' });
  });

  it('carries the link that still works, and is left where there is none any more', async () => {
    const client = await new TestClient(server, somebody()).signUp();
    const [before] = await all();
    await failAll('refused');
    expect(await again()).toEqual({ queued: 1, lost: 0 });
    expect((await all())[0]?.payload).toEqual(before?.payload);
    await client.confirm();
    await failAll('refused');
    expect(await again()).toEqual({ queued: 0, lost: 1 });
    expect((await all())[0]).toMatchObject({ status: 'failed' });
  });

  it('leaves alone what bounced, unless told otherwise, and everything but what is named', async () => {
    const colleague = await founder(server);
    await server.database.deleteFrom('outbox').execute();
    await send(owner, { to: [colleague.address] });
    await failAll('recipient_refused');
    await send(owner, { to: [colleague.address] });
    await send(owner, { to: [colleague.address] });
    await server.database.updateTable('outbox').set({ status: 'failed' }).where('status', '=', 'queued').execute();
    const failed = (await all()).find(({ status }) => status === 'failed');
    expect(await again({ ids: [failed?.id ?? ''] })).toEqual({ queued: 1, lost: 0 });
    expect((await all()).map(({ status }) => status).toSorted()).toEqual(['bounced', 'failed', 'queued']);
    expect(await again()).toEqual({ queued: 1, lost: 0 });
    expect(await again({ statuses: ['failed', 'bounced'] })).toEqual({ queued: 1, lost: 0 });
    expect((await all()).map(({ status }) => status)).toEqual(['queued', 'queued', 'queued']);
  });
});
