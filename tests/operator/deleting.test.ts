// An account that the operator deletes: what goes is told first, it is meant or not done, and it is what the owner could have done.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearDeletedAccounts } from '../../server/jobs/deletions.ts';
import { writeMail } from '../../server/mail/write-mail.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, TestClient } from '../support/client.ts';
import { guestOf, inviteSomebody, openInboxMessage, send } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { deleteAccount } from '../support/deletion.ts';
import { writing } from '../support/mails.ts';
import { setUpSecondFactor } from '../support/second-factor.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const remove = (account: string, typed?: string) => sealpostCommand(['accounts', 'delete', account], { DATABASE_URL: server.databaseUrl }, typed === undefined ? {} : { typed: `${typed}\n` });
const removeAtOnce = (account: string) => sealpostCommand(['accounts', 'delete', '--yes', account], { DATABASE_URL: server.databaseUrl });
const isThere = async (client: TestClient) => (await server.database.selectFrom('accounts').select('deleted_at').where('id', '=', client.account).executeTakeFirst())?.deleted_at === null;
const events = async ({ account }: TestClient, event: 'account-deleted' | 'practice-ended') =>
  (await server.database.selectFrom('activity').select(['event', 'done_by', 'actor_id', 'practice_id']).where('account_id', '=', account).where('event', '=', event).execute());

/** Of each table, how many rows there are of the account; and its own row, but for what differs from one account to another. */
async function remains({ account }: TestClient) {
  const tables = ['sessions', 'log_ins', 'tickets', 'wraps', 'state_roots', 'state_blobs', 'second_factors', 'second_factor_codes', 'confirmations', 'notice_times', 'sponsorships', 'members', 'former_members', 'passkeys', 'deliveries', 'identities'] as const;
  const counts = await Promise.all(tables.map(async (table) => [table, (await server.database.selectFrom(table).select('account_id').where('account_id', '=', account).execute()).length] as const));
  const row = await server.database.selectFrom('accounts').select(['suspended_by', 'confirmed_at', 'language', 'storage_bytes', 'sign_up_browser_hash', 'practice_name']).where('id', '=', account).executeTakeFirst();
  return { ...Object.fromEntries(counts), row };
}

describe('deleting an account', { timeout: 240_000 }, () => {
  it('tells first what goes and who is told, and does nothing where the address is not typed', async () => {
    const owner = await founder(server);
    const coworker = await coworkerOf(owner);
    await send(owner, { to: [coworker.address] });
    await inviteSomebody(coworker);
    for (const typed of [undefined, '', 'yes', owner.address]) {
      const { code, stdout, stderr } = await remove(coworker.address, typed);
      expect([code, stderr]).toEqual([1, 'Type its e-mail address to delete it: Nothing was deleted: that is not the address of the account.\n']);
      expect(stdout).toContain(`To be deleted for good: ${coworker.person.name}, ${coworker.address}, member of `);
      expect(stdout).toContain('- the mailbox with 2 messages: those that nobody else has');
      expect(stdout).toContain('- 1 open invitation, under which 1 message waits that nobody can open then');
      expect(stdout).toContain('the mailbox and the owners of the practice');
      expect(stdout).not.toContain('The account is deleted');
    }
    expect(await isThere(coworker)).toBe(true);
    expect((await coworker.call('GET /api/session')).status).toBe(200);
  });

  it('does what its owner could have done, and leaves as much', async () => {
    const owner = await founder(server);
    const [{ guest, message }, { guest: other }] = [await guestOf(owner), await guestOf(owner)];
    for (const each of [guest, other]) {
      await setUpSecondFactor(each);
      await each.saveState('contacts', new Uint8Array(100));
      await ok(each.api['notice-times'].$put({ json: { rhythm: 'daily', hour: 8, quiet: null, weekends: false, timeZone: 'Europe/Berlin' } }));
    }
    const { id } = await send(guest, { to: [owner.address], text: 'Still to be read' });
    const { id: second } = await send(other, { to: [owner.address] });
    expect(second).not.toBe(id);
    const device = await anotherDevice(guest);
    const done = await remove(guest.address.toUpperCase(), guest.address.toUpperCase());
    expect([done.code, done.stdout.trim().split('\n').at(-1)]).toEqual([0, 'The account is deleted. Its messages leave the mailbox within minutes, where the server runs.']);
    await server.database.deleteFrom('second_factors').where('account_id', '=', other.account).execute();
    expect((await deleteAccount(other)).status).toBe(204);
    for (const browser of [guest, device]) expect(refusal(await browser.call('GET /api/session'))).toBe('401 not_signed_in');
    expect(await new TestClient(server, guest.person).prove()).toBeNull();
    await clearDeletedAccounts(server.parts);
    expect(await remains(guest)).toEqual(await remains(other));
    expect(JSON.stringify((await openInboxMessage(owner, id)).body)).toContain('Still to be read');
    expect((await ok(owner.api.messages[':id'].$get({ param: { id: message }, query: {} }))).deliveries).toMatchObject([{ state: 'deleted' }]);
  });

  it('is written down as the operator’s, and told as that to the mailbox and to the owners', async () => {
    const owner = await founder(server);
    const coworker = await coworkerOf(owner);
    expect((await remove(coworker.account, coworker.address)).code).toBe(0);
    expect(await events(coworker, 'account-deleted')).toEqual([{ event: 'account-deleted', done_by: 'operator', actor_id: null, practice_id: owner.practice }]);
    const letterTo = async (address: string, kind: 'account_deleted' | 'coworker_deleted') => {
      const row = (await server.mails(address)).findLast((mail) => mail.kind === kind);
      return await writeMail({ ...row, message: null, invitation: null, language: 'en' } as never, writing);
    };
    expect((await letterTo(coworker.address, 'account_deleted')).text).toContain('whoever runs this server deleted your account');
    expect((await letterTo(coworker.address, 'account_deleted')).text).not.toContain('your password, on a device');
    const told = await letterTo(owner.address, 'coworker_deleted');
    expect(told.subject).toBe(`The account of ${coworker.person.name} was deleted`);
    expect(told.text).toContain(`whoever runs this server deleted the account of ${coworker.person.name} (${coworker.address})`);
  });

  it('is refused for the only owner of a practice in which others are, with --yes too, before anything is told', async () => {
    const owner = await founder(server);
    const coworker = await coworkerOf(owner);
    const refused = { code: 1, stdout: '', stderr: 'This is the only owner of a practice in which others are. Somebody else has to be made an owner there first.\n' };
    expect(await removeAtOnce(owner.address)).toEqual(refused);
    expect(await remove(owner.account, owner.address)).toEqual(refused);
    expect([await isThere(owner), await isThere(coworker)]).toEqual([true, true]);
  });

  it('ends the practice with its last member, which is told', async () => {
    const owner = await founder(server);
    const coworker = await coworkerOf(owner);
    await ok(owner.api.practice.members[':id'].$delete({ param: { id: coworker.account } }));
    const { code, stdout } = await removeAtOnce(owner.address);
    expect(code).toBe(0);
    expect(stdout).toMatch(/- the practice .+, in which nobody else is, with its invitations and 1 account of removed coworkers/);
    expect([await isThere(owner), await isThere(coworker)]).toEqual([false, false]);
    expect(await events(owner, 'practice-ended')).toMatchObject([{ done_by: 'operator' }]);
  });

  it('finds an account by its id where it has no confirmed address, and says so where there is none or it is gone', async () => {
    const unconfirmed = await new TestClient(server).signUp();
    expect(await removeAtOnce(unconfirmed.address)).toMatchObject({ code: 1, stdout: '', stderr: 'There is no account with this address or id.\n' });
    expect((await removeAtOnce(unconfirmed.account)).code).toBe(0);
    expect(await isThere(unconfirmed)).toBe(false);
    expect(await server.mails(unconfirmed.address)).toEqual([]);
    expect(await removeAtOnce(unconfirmed.account)).toMatchObject({ code: 1, stdout: '', stderr: 'This account is deleted already.\n' });
  });
});
