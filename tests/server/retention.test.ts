// How long the server knows from where somebody came, and what /about says of it and of everything else that is kept.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idleSince } from '../../server/idle.ts';
import { UNFINISHED_DAYS } from '../../server/jobs/clean-up.ts';
import { expire, UNCONFIRMED_DAYS } from '../../server/jobs/expiry.ts';
import { OLD_MAIL_DAYS, TRASH_DAYS, UNSENT_DAYS } from '../../server/limits.ts';
import { RATES } from '../../server/rates.ts';
import { about } from '../../web/text/en/about.ts';
import { inbox } from '../../web/text/en/inbox.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, send } from '../support/correspondence.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const MINUTE_MS = 60_000;
/** Of documentation (RFC 5737, 3849): found by chance nowhere. */
const ADDRESSES = ['203.0.113.77', '2001:db8:77::1'];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Every table in which any of the addresses stands. */
async function tablesWith(texts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(server.database);
  const found: string[] = [];
  for (const { name } of rows) {
    const all = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(server.database);
    if (all.rows.some(({ row }) => texts.some((text) => row.includes(text)))) found.push(name);
  }
  return found;
}

describe("clients' network addresses", () => {
  it('stand with the devices that are signed in and with tries that failed, nowhere else and in no log, and are gone two minutes after the idle time at the latest', async () => {
    const [one = '', other = ''] = ADDRESSES;
    const owner = await (await new TestClient(server, somebody(), { clientAddress: one }).signUp()).confirm();
    const invitee = new TestClient(server, somebody(), { clientAddress: other });
    const { codes, body } = await send(owner, { to: [invitee.address] });
    await invitee.call(`POST /api/invitations/${body.invitations[0]?.id}/view`, { body: {} });
    await acceptInvitation(invitee, { invitation: body.invitations[0]?.id ?? '', code: codes.get(invitee.address) ?? '' });
    await new TestClient(server, owner.person, { clientAddress: one }).logIn();
    expect(await new TestClient(server, owner.person, { clientAddress: other }).prove('not the password')).toBeNull();
    await new TestClient(server, somebody(), { clientAddress: other }).call('POST /api/recovery/start', { body: {} });
    // One that is still open, one that failed, and one of an access code.
    const failing = new TestClient(server, owner.person, { clientAddress: other });
    await failing.call('POST /api/login/finish', { body: { login: (await failing.prove())?.login, finish: 'AAAA' } });
    const waiting = await send(owner, { to: [somebody().address] });
    await failing.call(`POST /api/invitations/${waiting.body.invitations[0]?.id}/redeem`, { body: { proof: 'A'.repeat(43) } });
    expect(await tablesWith(ADDRESSES)).toEqual(['activity_origins', 'log_ins', 'sessions']);
    for (const address of ADDRESSES) expect(server.logged()).not.toContain(address);

    const { idleMinutes } = server.parts.settings;
    const justBefore = new Date(server.parts.clock() + idleMinutes * MINUTE_MS);
    expect(idleSince(server.parts, justBefore).getTime()).toBeLessThan(server.parts.clock());
    server.advance((idleMinutes + 1) * MINUTE_MS);
    // The job runs every minute (server/jobs/index.ts): that is the second one.
    await expire(server.parts);
    expect(await tablesWith(ADDRESSES)).toEqual([]);
    // What happened is still told.
    const told = await server.database.selectFrom('activity').select('event').where('account_id', '=', owner.account).execute();
    expect(told.map(({ event }) => event)).toEqual(expect.arrayContaining(['log-in', 'log-in-failed', 'access-code-wrong']));
  });

  it('go with the device that logs off, at once', async () => {
    const address = '198.51.100.9';
    const client = new TestClient(server, (await founder(server)).person, { clientAddress: address });
    await client.logIn();
    expect(await tablesWith([address])).toEqual(['sessions']);
    await client.call('DELETE /api/session');
    expect(await tablesWith([address])).toEqual([]);
  });
});

describe('a server that logs off after a minute', () => {
  it('forgets from where a log-in was begun though it could still be finished', async () => {
    const hasty = await startTestServer({ IDLE_MINUTES: '1' });
    const owner = await founder(hasty);
    await new TestClient(hasty, owner.person, { clientAddress: '203.0.113.5' }).prove('not the password');
    hasty.advance(2 * MINUTE_MS);
    await expire(hasty.parts);
    expect(await hasty.database.selectFrom('log_ins').select('client_address').execute()).toEqual([{ client_address: null }]);
    await hasty.stop();
  });
});

describe('what /about says', () => {
  const kept = about.kept.items.join('\n');
  it('is what the jobs do', () => {
    expect(kept).toContain(`Attachments that were never sent: ${UNSENT_DAYS} days. Uploads that broke off: ${UNFINISHED_DAYS} days.`);
    expect(kept).toContain(`${TRASH_DAYS} days after it came to somebody’s trash`);
    expect(inbox.trashNote).toContain(`${TRASH_DAYS} days`);
    expect(kept).toContain(`Accounts whose address was never confirmed: ${UNCONFIRMED_DAYS} days.`);
    expect(kept).toMatch(new RegExp(`That an e-mail about an account was sent .*: ${OLD_MAIL_DAYS} days\\.`));
    expect(kept).toContain('for at most a day');
    expect(Math.max(...Object.values(RATES).map(({ windowSeconds }) => windowSeconds))).toBe(24 * 3600);
  });
});
