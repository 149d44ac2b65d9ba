// The activity log: what it tells of, in whose log it stands, that nothing changes it, and how it is read and exported.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, toBase64Url } from '#crypto';
import { EVENTS } from '../../server/activity-events.ts';
import { record } from '../../server/database/activity.ts';
import { suspendAccount, resumeAccount } from '../../server/database/suspensions.ts';
import { updatePlan } from '../../server/database/practices.ts';
import { setPracticeStorage } from '../../server/database/storage.ts';
import { expire } from '../../server/jobs/expiry.ts';
import { csvCell } from '../../server/routes/activity/csv.ts';
import { type BrowserStandIn, ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice, join } from '../support/cast.ts';
import { attach, download } from '../support/attaching.ts';
import { founder, somebody, TestClient } from '../support/client.ts';
import { acceptInvitation, guestOf, send } from '../support/correspondence.ts';
import { renewKit } from '../support/renewal.ts';
import { MINUTE_MS, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const now = () => new Date(server.parts.clock());
const own = async (client: TestClient | BrowserStandIn, query = {}) => (await ok(client.api.activity.$get({ query }))).events;
const ofPractice = async (client: TestClient | BrowserStandIn, query = {}) => (await ok(client.api.practice.activity.$get({ query }))).events;
const names = (events: { event: string }[]) => events.map(({ event }) => event);

describe('the activity log', () => {
  it('tells of sending, opening and downloading, with what was told of it and nothing more', async () => {
    const owner = await founder(server);
    const { guest } = await guestOf(owner);
    const file = await attach(owner, randomBytes(100));
    const { id } = await send(owner, { to: [guest.address], attachments: [file], subject: 'Sealed words' });
    await ok(guest.api.messages[':id'].$patch({ param: { id }, json: { read: true } }));
    await ok(guest.api.messages[':id'].$patch({ param: { id }, json: { read: false } }));
    await ok(guest.api.messages[':id'].$patch({ param: { id }, json: { read: true } }));
    await download(guest, file);
    // Going on with it is the same download; leaving out its first byte on another device is one of its own.
    const rest = { headers: { range: 'bytes=1-' } };
    expect((await guest.call(`GET /api/attachments/${file.id}/content`, rest)).status).toBe(206);
    const elsewhere = await anotherDevice(guest);
    expect((await elsewhere.call(`GET /api/attachments/${file.id}/content`, rest)).status).toBe(206);
    const [again, ...others] = await own(guest);
    expect(again).toMatchObject({ event: 'attachment-downloaded', subjectId: file.id });
    const [sent] = await own(owner);
    expect(sent).toMatchObject({ event: 'message-sent', subject: 'message', subjectId: id, details: { recipients: 1, attachments: 1, typeClass: 'standard' }, doneBy: 'account' });
    expect(sent?.clientAddress).toBe(owner.clientAddress);
    const [downloaded, opened, ...before] = others;
    expect(downloaded).toMatchObject({ event: 'attachment-downloaded', subjectId: file.id });
    expect(opened).toMatchObject({ event: 'message-opened', subjectId: id, account: { id: guest.account, name: guest.person.name } });
    expect(names(before)).toEqual(['account-made']);
    // What a guest does is not in the practice's log, but that they used its invitation.
    const log = names(await ofPractice(owner));
    expect(log.slice(0, 3)).toEqual(['message-sent', 'invitation-used', 'access-code-right']);
    // What happened in one moment has no order.
    expect(log.slice(3, 5).toSorted()).toEqual(['invitation-made', 'message-sent']);
    expect(log.slice(5)).toEqual(['address-confirmed', 'practice-founded']);
  });

  it('holds no address of a person, no name and nothing that was sealed', async () => {
    const rows = await sql<{ row: string }>`select a::text as row from activity a`.execute(server.database);
    expect(rows.rows.length).toBeGreaterThan(8);
    expect(rows.rows.map(({ row }) => row).join('\n')).not.toMatch(/@|Person \d|Practice of|Sealed words|scan\.bin/);
  });

  it('tells of log-ins, log-outs and devices that were signed out', async () => {
    const client = await founder(server);
    const other = await new TestClient(server, client.person).logIn();
    const devices = [await anotherDevice(client), await anotherDevice(client)];
    expect((await other.call(`DELETE /api/devices/${devices[0]?.device}`)).status).toBe(204);
    expect(refusal(await other.call(`DELETE /api/devices/${devices[0]?.device}`))).toBe('404 not_found');
    expect((await client.call('DELETE /api/devices')).status).toBe(204);
    await renewKit(client);
    await ok(client.api.session.$delete());
    await client.logIn();
    expect(names(await own(client))).toEqual(['log-in', 'log-out', 'keys-renewed', 'password-proved', 'devices-signed-out', 'device-signed-out', 'log-in', 'address-confirmed', 'practice-founded']);
  });

  it('tells of log-ins that were never finished and of wrong kits, soon, and to nobody for unknown addresses', async () => {
    const client = await founder(server);
    const guesser = new TestClient(server, client.person, { clientAddress: '203.0.113.9' });
    expect(await guesser.prove('wrong')).toBeNull();
    const proved = await guesser.prove();
    expect(refusal(await guesser.call('POST /api/login/finish', { body: { login: proved?.login, finish: toBase64Url(new Uint8Array(64)) } }))).toBe('401 wrong_credentials');
    const proof = toBase64Url(randomBytes(32));
    for (const address of [client.address, somebody().address]) {
      expect(refusal(await guesser.call('POST /api/recovery/start', { body: { address, proof, request: 'AAAA' } }))).toBe('401 wrong_kit');
    }
    await expire(server.parts);
    expect(names(await own(client)).toSorted().slice(0, 3)).toEqual(['address-confirmed', 'log-in-failed', 'practice-founded']);
    server.advance(6 * MINUTE_MS);
    await expire(server.parts);
    const failed = (await own(client)).filter(({ warning }) => warning);
    expect(names(failed).toSorted()).toEqual(['log-in-failed', 'log-in-failed', 'recovery-failed']);
    expect(failed.every(({ doneBy, actor, clientAddress }) => doneBy === 'nobody' && actor === null && clientAddress === '203.0.113.9')).toBe(true);
    expect(await server.database.selectFrom('activity').select('id').where('account_id', 'is', null).where('practice_id', 'is', null).execute()).toEqual([]);
    await client.logIn();
    server.advance(11 * MINUTE_MS);
    await expire(server.parts);
    expect((await own(client)).filter(({ warning }) => warning).map(({ clientAddress }) => clientAddress)).toEqual([null, null, null]);
  });

  it('tells of sessions that ended by themselves, however many at once', async () => {
    const client = await founder(server);
    await sql`insert into sessions (id, token_hash, account_id, share, user_agent, client_address, created_at, last_active_at)
      select substr(md5(n::text), 1, 21) || 'A', sha256(n::text::bytea), ${client.account}, sha256('share'), '', '', now(), now() - interval '1 day' from generate_series(1, 2500) n`.execute(server.database);
    await expire(server.parts);
    const rows = await server.database.selectFrom('activity').select(['event', 'done_by']).where('account_id', '=', client.account).where('event', '=', 'log-out-idle').execute();
    expect(rows).toHaveLength(2500);
    expect(rows[0]?.done_by).toBe('server');
  });

  it('tells of log-ins that a change of the password cut short', async () => {
    const client = await founder(server);
    await new TestClient(server, client.person).prove();
    await renewKit(client);
    expect(names(await own(client))).toContain('log-in-failed');
  });

  it('tells of invitations, access codes and pauses in the log of whoever invited', async () => {
    const owner = await founder(server);
    const invitee = new TestClient(server, somebody());
    const { codes, body } = await send(owner, { to: [invitee.address] });
    const invitation = body.invitations[0]?.id ?? '';
    for (let time = 0; time < 10; time += 1) await invitee.call(`POST /api/invitations/${invitation}/redeem`, { body: { proof: 'A'.repeat(43) } });
    server.advance(61 * MINUTE_MS);
    await owner.logIn();
    await acceptInvitation(invitee, { invitation, code: codes.get(invitee.address) ?? '' });
    const log = await own(owner, { what: 'invitations' });
    expect(names(log).slice(0, 2)).toEqual(['invitation-used', 'access-code-right']);
    expect(names(log).slice(2, 4).toSorted()).toEqual(['access-code-wrong', 'invitation-paused']);
    expect(names(log).filter((name) => name === 'access-code-wrong')).toHaveLength(10);
    expect(log.at(-1)).toMatchObject({ event: 'invitation-made', subjectId: invitation });
    // From where the guest came is not told to whoever invited.
    expect(log[0]).toMatchObject({ event: 'invitation-used', actor: { id: invitee.account }, clientAddress: null });
  });

  it("tells of the operator's doings and of changes to the practice", async () => {
    const owner = await founder(server);
    const colleague = await founder(server);
    await join(colleague, owner);
    const practice = owner.practice ?? '';
    await updatePlan(server.database, { practice, plan: 'free', now: now() });
    await setPracticeStorage(server.database, { practice, bytes: 5, now: now() });
    expect(await updatePlan(server.database, { practice: newId(), plan: 'free', now: now() })).toBe(false);
    await server.database.transaction().execute((writer) => suspendAccount(writer, { account: colleague.account, now: now() }));
    await server.database.transaction().execute((writer) => resumeAccount(writer, { account: colleague.account, now: now() }));
    await ok(owner.api.practice.$patch({ json: { name: 'New name', policies: { completeLink: true } } }));
    await ok(owner.api.profile.$patch({ json: { name: 'New' } }));
    const log = await ofPractice(owner);
    expect(names(log).toSorted().slice(0, 9)).toEqual(['address-confirmed', 'name-changed', 'plan-changed', 'practice-changed', 'practice-founded', 'resumed', 'storage-changed', 'suspended'].toSorted());
    expect(log.find(({ event }) => event === 'plan-changed')).toMatchObject({ doneBy: 'operator', account: null, details: { plan: 'free' } });
    expect(log.find(({ event }) => event === 'suspended')).toMatchObject({ doneBy: 'operator', account: { id: colleague.account } });
    expect(log.find(({ event }) => event === 'practice-changed')?.details).toEqual({ name: true, replyTo: false, completeLink: true });
    expect(names(await own(await anotherDevice(colleague)))).toContain('suspended');
  });

  it('is written with the event or not at all', async () => {
    const owner = await founder(server);
    const unknown = { ...(await send(owner, { to: [owner.address] })).body, id: newId(), recipients: [{ address: 'gone@practice.example', account: newId(), invitation: null }] };
    const before = (await own(owner)).length;
    expect((await owner.call('POST /api/messages', { body: unknown })).status).toBeGreaterThanOrEqual(400);
    expect((await own(owner)).length).toBe(before);
    await sql`create function refuse_log() returns trigger language plpgsql as 'begin raise exception ''no''; end'`.execute(server.database);
    await sql`create trigger refuse_log before insert on activity for each row when (new.event = 'name-changed') execute function refuse_log()`.execute(server.database);
    expect((await owner.call('PATCH /api/profile', { body: { name: 'Unlogged' } })).status).toBe(500);
    await sql`drop function refuse_log cascade`.execute(server.database);
    expect((await ok(owner.api.session.$get())).name).toBe(owner.person.name);
  });
});

describe('what was logged', () => {
  it('cannot be changed, deleted or emptied through the database connection that the application has', async () => {
    const { database } = server;
    const count = async () => (await database.selectFrom('activity').select('id').execute()).length;
    const before = await count();
    await expect(database.updateTable('activity').set({ event: 'log-out' }).execute()).rejects.toThrow('append-only');
    await expect(database.deleteFrom('activity').execute()).rejects.toThrow('append-only');
    await expect(sql`truncate activity cascade`.execute(database)).rejects.toThrow('append-only');
    const [row] = await database.selectFrom('activity').selectAll().limit(1).execute();
    const upsert = sql`insert into activity select * from activity where id = ${row?.id} on conflict (id) do update set event = 'log-out'`;
    await expect(upsert.execute(database)).rejects.toThrow('append-only');
    expect(await count()).toBe(before);
  });

  it('outlives the account that it tells of', async () => {
    const client = await new TestClient(server, somebody()).signUp();
    await server.database.deleteFrom('practices').where('id', '=', client.practice).execute();
    await server.database.deleteFrom('accounts').where('id', '=', client.account).execute();
    const rows = await server.database.selectFrom('activity').select('event').where('account_id', '=', client.account).execute();
    expect(names(rows)).toEqual(['practice-founded']);
  });
});

describe('reading the log', () => {
  it('shows everybody their own, and a practice to its owner and administrators only', async () => {
    const [owner, colleague, stranger] = [await founder(server), await founder(server), await founder(server)];
    await join(colleague, owner);
    const since = { from: String(server.parts.clock()) };
    await colleague.call('PATCH /api/profile', { body: { name: 'Logged' } });
    expect(names(await ofPractice(owner, since))).toEqual(['name-changed']);
    expect(await own(owner, since)).toEqual([]);
    expect(names(await own(colleague, since))).toEqual(['name-changed']);
    expect(refusal(await colleague.call('GET /api/practice/activity'))).toBe('403 not_allowed');
    await server.database.updateTable('members').set({ role: 'administrator' }).where('account_id', '=', colleague.account).execute();
    expect(names(await ofPractice(colleague, since))).toEqual(['name-changed']);
    for (const who of [owner, colleague]) expect(await ofPractice(stranger, { who: who.account })).toEqual([]);
    expect(await own(stranger, { who: owner.account })).toEqual([]);
  });

  it('filters by who, what and when, and pages without gaps, also among events of one moment', async () => {
    const owner = await founder(server);
    const practice = owner.practice ?? '';
    const at = now();
    for (let time = 0; time < 120; time += 1) await updatePlan(server.database, { practice, plan: 'paid', now: at });
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await ok(owner.api.practice.activity.$get({ query: { what: 'practice', ...(before === undefined ? {} : { before }) } }));
      expect(page.events.length).toBeLessThanOrEqual(50);
      seen.push(...page.events.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(new Set(seen).size).toBe(121);
    expect(seen).toHaveLength(121);
    expect(names(await ofPractice(owner, { who: owner.account }))).toEqual(['address-confirmed', 'practice-founded']);
    expect(names(await ofPractice(owner, { what: 'account' }))).toEqual(['address-confirmed']);
    expect(await ofPractice(owner, { from: String(at.getTime() + 60_000) })).toEqual([]);
    expect(names(await ofPractice(owner, { to: String(at.getTime()), what: 'practice' }))).toEqual(['practice-founded']);
    for (const query of ['what=everything', 'who=me', 'from=x', 'before=1.short']) expect(refusal(await owner.call(`GET /api/activity?${query}`))).toBe('400 invalid_request');
  });

  it('counts by day, warnings apart', async () => {
    const owner = await founder(server);
    const from = server.parts.clock() - 2 * 86_400_000 - 1000;
    const invitee = new TestClient(server, somebody());
    const { body } = await send(owner, { to: [invitee.address] });
    await invitee.call(`POST /api/invitations/${body.invitations[0]?.id}/redeem`, { body: { proof: 'A'.repeat(43) } });
    const range = { from: String(from), to: String(from + 7 * 86_400_000) };
    expect((await ok(owner.api.activity.days.$get({ query: range }))).days).toEqual([{ day: 2, events: 5, warnings: 1 }]);
    expect((await ok(owner.api.practice.activity.days.$get({ query: { ...range, what: 'messages' } }))).days).toEqual([{ day: 2, events: 1, warnings: 0 }]);
    expect(refusal(await owner.call(`GET /api/activity/days?from=0&to=${Date.now()}`))).toBe('400 invalid_request');
  });

  it('is exported whole, and no cell of it is a formula', async () => {
    const owner = await founder(server, { name: '=HYPERLINK("http://x","y")' });
    const practice = owner.practice ?? '';
    for (let time = 0; time < 1100; time += 1) await server.database.transaction().execute((writer) => record(writer, { event: 'resumed', account: owner.account, by: { by: 'operator' }, now: now() }));
    await updatePlan(server.database, { practice, plan: 'free', now: now() });
    const { status, body, headers } = await owner.call<string>('GET /api/practice/activity/export');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="activity.csv"');
    const lines = body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 1103);
    expect(lines[0]).toBe('"time","event","account","account_id","by","actor","actor_id","from","on","on_id","details"');
    // An id may begin with a minus.
    expect(lines.at(-1)).toMatch(new RegExp(`"practice-founded","'=HYPERLINK\\(""http://x"",""y""\\)","'?${owner.account}"`));
    expect(lines.some((line) => /,"[=+@-]/.test(line))).toBe(false);
    expect((await owner.call<string>('GET /api/activity/export?what=practice')).body.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('is exported with names as they are shown, whatever was kept of them before', async () => {
    const owner = await founder(server);
    const named = async (name: string) => {
      await server.database.updateTable('accounts').set({ name }).where('id', '=', owner.account).execute();
      return (await owner.call<string>('GET /api/practice/activity/export')).body.trimEnd().split('\r\n').at(-1) ?? '';
    };
    // Turned around, parted, and a formula behind what nobody sees.
    expect(await named('Praxis \u202Eevil\u202C')).toContain('"practice-founded","Praxis evil",');
    expect(await named('Dr.\u200B Ana\u2060 \u2067Ruiz\u2069')).toContain('"practice-founded","Dr. Ana Ruiz",');
    expect(await named('\u200B=1+1')).toContain(`"practice-founded","'=1+1",`);
    expect(await named('\u202E')).toContain('"practice-founded","",');
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['＝1', `"'＝1"`],
    ['\rx', `"'\rx"`],
    ['a "b", c', '"a ""b"", c"'],
    ['Ana-Ruiz', '"Ana-Ruiz"'],
    [null, '""'],
  ])('writes %j as text', (value, cell) => expect(csvCell(value)).toBe(cell));

  it('knows every event that is written, once', () => {
    const all = Object.values(EVENTS).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const name of all) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
