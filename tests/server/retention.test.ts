// How long the server knows from where somebody came, and what /about says of it and of everything else that is kept.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../server/config.ts';
import { idleSince } from '../../server/idle.ts';
import { cleanUp } from '../../server/jobs/clean-up.ts';
import { expire } from '../../server/jobs/expiry.ts';
import { TRASH_DAYS } from '../../server/limits.ts';
import { readPlans } from '../../server/database/plans.ts';
import { describeProcessing } from '../../server/routes/processing.ts';
import { about } from '../../web/text/en/about.ts';
import { inbox } from '../../web/text/en/inbox.ts';
import { attach } from '../support/attaching.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, send } from '../support/correspondence.ts';
import { DAY_MS, MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

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

/** The server's answer, as the page gets it. */
const processing = async (of: TestServer) => (await new TestClient(of, somebody()).call<ReturnType<typeof describeProcessing>>('GET /api/settings/processing')).body;

describe('what /about says', () => {
  it('is what the jobs do, to the day', async () => {
    const said = await processing(server);
    const kept = about.kept.items(said).join('\n');
    expect(kept).toContain('30 days after it came to somebody’s trash');
    expect(inbox.trashNote).toContain(`${TRASH_DAYS} days`);
    expect(kept).toContain('17 minutes after it was last used');
    const { kept: days } = said;
    const owner = await founder(server);
    const unconfirmed = await new TestClient(server, somebody()).signUp();
    const [unsent, broken] = [await attach(owner, randomBytes(100)), await attach(owner, randomBytes(100), { complete: false })];
    const mail = (await server.mails(owner.address))[0]?.id ?? '';
    await server.database.updateTable('outbox').set({ status: 'sent' }).where('id', '=', mail).execute();
    const left = async () => ({
      account: (await server.database.selectFrom('accounts').select('id').where('id', '=', unconfirmed.account).execute()).length,
      files: (await server.database.selectFrom('attachments').select('id').where('id', 'in', [unsent.id, broken.id]).execute()).length,
      mail: (await server.database.selectFrom('outbox').select('id').where('id', '=', mail).execute()).length,
    });
    const age = async (minutes: number) => {
      const before = (count: number) => ({ created_at: new Date(server.parts.clock() - count * DAY_MS + minutes * MINUTE_MS) });
      await server.database.updateTable('accounts').set(before(days.unconfirmedDays)).where('id', '=', unconfirmed.account).execute();
      await server.database.updateTable('attachments').set(before(days.unsentDays)).where('id', '=', unsent.id).execute();
      await server.database.updateTable('attachments').set(before(days.unfinishedDays)).where('id', '=', broken.id).execute();
      await server.database.updateTable('outbox').set(before(days.mailDays)).where('id', '=', mail).execute();
      await expire(server.parts);
      await cleanUp(server.parts);
    };
    await age(5);
    expect(await left()).toEqual({ account: 1, files: 2, mail: 1 });
    await age(-5);
    expect(await left()).toEqual({ account: 0, files: 0, mail: 0 });
  });

  it('follows the settings, and tells where things lie by kind alone', async () => {
    const set = await startTestServer({
      MAX_ATTACHMENT_BYTES: '2000000000', IDLE_MINUTES: '7', INVITATION_DAYS: '21', UNDO_SECONDS: '0', SMTP_URL: 'smtps://user:password@mail.internal.example', MAIL_FROM: 'mail@practice.example',
      TRUSTED_PROXIES: '10.0.0.0/8', COUNTRY_HEADER: 'CF-IPCountry', IMPRINT_URL: 'https://practice.example/imprint',
    });
    const said = await processing(set);
    const words = [about.seen, about.kept, about.limits, about.places].flatMap(({ items }) => items(said));
    for (const part of [
      'An attachment: 2 GB at most.',
      'An invitation: open for 21 days.',
      'logged off after 7 minutes',
      'That is 9 minutes after it was last used',
      'A message that is sent: leaves at once.',
      'E-mails: sent by a mail service that whoever runs this server has chosen',
      'The network address, the country and the browser of each device',
      'in a folder on this server',
    ]) expect(words.filter((line) => line.includes(part)), part).toHaveLength(1);
    expect(said.links).toEqual({ imprint: 'https://practice.example/imprint', privacy: null, support: null });
    // Nobody learns by which service, under which name, or with what password.
    expect(JSON.stringify(said)).not.toMatch(/internal|password|10\.0|CF-IP/);
    await set.stop();
  });

  it('names the object store that browsers speak to, which every page’s policy names too, and no other', async () => {
    const store = { S3_ENDPOINT: 'http://minio.internal:9000', S3_BUCKET: 'sealpost', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'secret' };
    const plans = await readPlans(server.database);
    const through = describeProcessing({ ...server.parts, settings: readSettings(store) }, plans);
    expect(about.places.items(through).join()).toContain('with a storage service (S3) that whoever runs this server has chosen.,E-mails');
    expect(JSON.stringify(through)).not.toContain('internal');
    const direct = { origin: 'https://files.practice.example' } as NonNullable<typeof server.parts.blobs.direct>;
    const straight = describeProcessing({ ...server.parts, blobs: { direct }, settings: readSettings({ ...store, RESEND_API_KEY: 're_1', MAIL_FROM: 'mail@practice.example' }) }, plans);
    expect(about.places.items(straight).join()).toContain('at files.practice.example: it sees their network addresses');
    expect(about.places.items(straight).join()).toContain('sent by Resend (resend.com)');
  });
});
