// The practice's own settings, and names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { join } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer({ DEFAULT_PLAN: 'free' });
  owner = await founder(server);
});
afterAll(() => server.stop());

describe('a practice', () => {
  it('begins on the plan and with the policies that the operator and caution give it', async () => {
    const details = await ok(owner.api.practice.$get());
    expect(details).toMatchObject({ plan: 'free', policies: { completeLink: false }, replyTo: null });
    expect(details.members).toEqual([{ account: owner.account, name: owner.person.name, address: owner.address, role: 'owner' }]);
  });

  it('is changed by owner and administrators, and shows in sessions, notices and look-ups', async () => {
    const paid = await founder(server);
    await server.database.updateTable('practices').set({ plan: 'paid' }).where('id', '=', paid.practice).execute();
    const colleague = await founder(server);
    await join(colleague, paid);
    expect(refusal(await colleague.call('PATCH /api/practice', { body: { name: 'Mine now' } }))).toBe('403 not_allowed');
    await server.database.updateTable('members').set({ role: 'administrator' }).where('account_id', '=', colleague.account).execute();
    const change = { name: 'New name', policies: { completeLink: true }, replyTo: 'Desk@Practice.Example' };
    expect((await colleague.call('PATCH /api/practice', { body: change })).status).toBe(204);
    expect((await ok(paid.api.session.$get())).practice).toMatchObject({ name: 'New name', policies: { completeLink: true }, replyTo: 'desk@practice.example' });
    const { guest, message } = await guestOf(paid);
    const [mail] = await server.database.selectFrom('outbox').selectAll().where('message_id', '=', message).execute();
    expect(mail?.payload).toMatchObject({ replyTo: 'desk@practice.example', sender: { practice: 'New name' } });
    expect((await ok(guest.api.session.$get())).sponsors).toEqual([{ id: paid.practice, name: 'New name' }]);
  });

  it('refuses names and addresses that would break a header or a page', async () => {
    const wrong = [{ name: '' }, { name: '  ' }, { name: 'a\nb' }, { name: 'x'.repeat(201) }, { replyTo: 'no address' }, { replyTo: 'a@b.example\r\nBcc: c@d.example' }, { plan: 'paid' }];
    for (const body of wrong) expect(refusal(await owner.call('PATCH /api/practice', { body }))).toBe('400 invalid_request');
  });
});

describe('a name', () => {
  it('is changed by its owner and shown to those they write to', async () => {
    const before = await founder(server);
    const { id } = await send(before, { to: [owner.address] });
    await ok(before.api.profile.$patch({ json: { name: '  Dr. Ana Ruiz ' } }));
    const { row } = await ok(owner.api.messages[':id'].$get({ param: { id }, query: {} }));
    expect(row.sender).toMatchObject({ name: 'Dr. Ana Ruiz', practice: `Practice of ${before.person.name}`, address: before.address });
  });
});
