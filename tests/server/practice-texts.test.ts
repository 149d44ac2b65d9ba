// The texts of a practice as the server keeps them: one edition after the other, from whoever administers the practice, to its members.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, fromBase64Url, newId, toBase64Url } from '#crypto';
import { count, RATES } from '../../server/rates.ts';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { founder, type TestClient } from '../support/client.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { deleteAccount } from '../support/deletion.ts';
import { attest, TEXTS, textsBody } from '../support/practice-texts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const PUT = 'PUT /api/practice/texts';

let server: TestServer;
let owner: TestClient;
let administrator: TestClient;
let member: TestClient;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
beforeEach(async () => {
  owner = await founder(server);
  administrator = await coworkerOf(owner, { role: 'administrator' });
  member = await coworkerOf(owner);
  for (const client of [administrator, member]) await attest(owner, client);
}, 60_000);
afterAll(() => server.stop());

const read = (client: TestClient, have?: string) => ok(client.api.practice.texts.$get({ query: have === undefined ? {} : { have } }));
const write = async (by: TestClient, body: unknown) => {
  const answer = await by.call(PUT, { body });
  return answer.status === 204 ? 'written' : refusal(answer);
};

describe('an edition', () => {
  it('is written by an administrator, and each receiver is given it with their stanza', async () => {
    expect((await read(member)).texts).toBeNull();
    const body = await textsBody(owner, { edition: 1, to: [member] });
    expect(await write(owner, body)).toBe('written');
    for (const client of [owner, member]) {
      expect((await read(client)).texts).toMatchObject({ edition: 1, sealed: body.sealed, writer: owner.account, stanza: body.receivers.findIndex(({ account }) => account === client.account) });
    }
    // Who is not among them sees that there is one.
    expect((await read(administrator)).texts).toMatchObject({ edition: 1, stanza: null });
    const { own, administrators } = await read(member);
    expect([own !== null, administrators.map(({ directory }) => directory.account)]).toEqual([true, [owner.account, member.account]]);
  });

  it('is not given again to who has it: these very bytes, whatever their number', async () => {
    const body = await textsBody(owner, { edition: 1, to: [member] });
    await write(owner, body);
    const hash = await fingerprint(fromBase64Url(body.sealed));
    expect((await read(member, hash)).texts).toMatchObject({ edition: 1, sealed: null, stanza: expect.any(Number) as number });
    expect((await read(member, await fingerprint(fromBase64Url((await textsBody(owner, { edition: 1, to: [member] })).sealed)))).texts?.sealed).toBe(body.sealed);
    expect(refusal(await member.call('GET /api/practice/texts?have=1'))).toBe('400 invalid_request');
  });

  it('is counted before its body is taken in', async () => {
    const body = await textsBody(administrator, { edition: 1, to: [member] });
    const { limit } = RATES['settings-change'];
    await count(server.parts, { rate: 'settings-change', key: administrator.account, now: new Date(server.parts.clock()), cost: limit });
    expect(await write(administrator, body)).toBe('429 too_many_requests');
    expect(await write(administrator, { sealed: 'x'.repeat(4_000_000) })).toBe('429 too_many_requests');
    expect(await write(owner, { sealed: 'x'.repeat(4_000_000) })).toBe('413 too_large');
  });

  it('follows the one before it: of two who write at once one is told', async () => {
    expect(await write(owner, await textsBody(owner, { edition: 2, to: [member] }))).toBe('409 conflict');
    expect(await write(owner, await textsBody(owner, { edition: 1, to: [member] }))).toBe('written');
    const bodies = [await textsBody(owner, { edition: 2, to: [member] }), await textsBody(administrator, { edition: 2, to: [member] })] as const;
    const answers = await Promise.all([write(owner, bodies[0]), write(administrator, bodies[1])]);
    expect(answers.toSorted()).toEqual(['409 conflict', 'written']);
    expect(await write(owner, await textsBody(owner, { edition: 1, to: [member] }))).toBe('409 conflict');
    expect((await read(member)).texts?.edition).toBe(2);
  });

  it('is told in the practice’s log in the same step: who, which, to how many, and whether something was written', async () => {
    await write(owner, await textsBody(owner, { edition: 1, to: [member] }));
    await write(administrator, await textsBody(administrator, { edition: 2, to: [member, owner], written: false }));
    const { events } = await ok(owner.api.practice.activity.$get({ query: {} }));
    expect(events.slice(0, 2)).toMatchObject([
      { event: 'practice-texts-sealed', actor: { id: administrator.account }, details: { edition: 2, receivers: 3 } },
      { event: 'practice-texts-written', actor: { id: owner.account }, details: { edition: 1, receivers: 2 } },
    ]);
    const before = events.length;
    await write(owner, await textsBody(owner, { edition: 2, to: [member] }));
    expect((await ok(owner.api.practice.activity.$get({ query: {} }))).events).toHaveLength(before);
    expect(JSON.stringify(events)).not.toContain('Northside');
  });

  it('has the form of sealed texts, as many stanzas as receivers, and each of them once', async () => {
    const body = await textsBody(owner, { edition: 1, to: [member] });
    const [first, second] = body.receivers;
    for (const wrong of [
      { ...body, receivers: [first] }, { ...body, receivers: [...body.receivers, { account: administrator.account, kem: first?.kem }] }, { ...body, receivers: [] },
      { ...body, sealed: toBase64Url(new Uint8Array(5000)) }, { ...body, sealed: body.sealed.slice(0, -8) }, { ...body, edition: 0 }, { ...body, written: 1 }, { ...body, more: 1 },
    ]) expect(await write(owner, wrong)).toBe('400 invalid_request');
    expect(await write(owner, { ...body, receivers: [first, first] })).toBe('409 conflict');
    expect(await write(owner, { ...body, receivers: [first, { ...second, account: newId() }] })).toBe('409 conflict');
    expect((await read(owner)).texts).toBeNull();
    expect(refusal(await owner.call(PUT, { body: { ...body, sealed: 'A'.repeat(3 * 1024 * 1024) } }))).toBe('413 too_large');
  });

  it('is for members and for keys that they have: whoever left or renewed theirs meanwhile is looked at again', async () => {
    const stranger = await founder(server);
    expect(await write(owner, await textsBody(owner, { edition: 1, to: [stranger] }))).toBe('409 conflict');
    const body = await textsBody(owner, { edition: 1, to: [member] });
    expect(await write(owner, { ...body, receivers: body.receivers.map((each) => ({ ...each, kem: body.receivers[0]?.kem })) })).toBe('409 conflict');
    await ok(owner.api.practice.members[':id'].$delete({ param: { id: member.account } }));
    expect(await write(owner, body)).toBe('409 conflict');
  });
});

describe('to be sealed anew', () => {
  const due = async () => (await read(owner)).due;

  it('they are when a member came, one left, or who wrote them left; members are not bothered with it', async () => {
    expect(await due()).toBe(false);
    await write(owner, await textsBody(owner, { edition: 1, to: [member] }));
    expect([await due(), (await read(member)).due]).toEqual([true, false]);
    await write(owner, await textsBody(owner, { edition: 2, to: [member, administrator] }));
    expect(await due()).toBe(false);
    // Whom nobody has signed for yet is not waited for.
    const newcomer = await coworkerOf(owner);
    expect(await due()).toBe(false);
    await attest(owner, newcomer);
    expect(await due()).toBe(true);
    await write(administrator, await textsBody(administrator, { edition: 3, to: [member, owner, newcomer] }));
    expect(await due()).toBe(false);
    await ok(owner.api.practice.members[':id'].$delete({ param: { id: administrator.account } }));
    expect(await due()).toBe(true);
    await write(owner, await textsBody(owner, { edition: 4, to: [member, newcomer] }));
    expect(await due()).toBe(false);
    await ok(owner.api.practice.members[':id'].suspend.$post({ param: { id: newcomer.account } }));
    expect(await due()).toBe(false);
    await ok(owner.api.practice.members[':id'].resume.$post({ param: { id: newcomer.account } }));
    await server.database.updateTable('accounts').set({ kem_public_key: Buffer.alloc(1216, 7) }).where('id', '=', member.account).execute();
    expect(await due()).toBe(true);
  });

  it('an administrator is given the members with what they and their administrators have signed', async () => {
    const { members, administrators } = await ok(owner.api.practice.texts.members.$get());
    expect(members.toSorted()).toEqual([owner, administrator, member].map(({ account }) => account).toSorted());
    expect(administrators.map(({ directory }) => directory.account).toSorted()).toEqual(members.toSorted());
    await ok(owner.api.practice.members[':id'].suspend.$post({ param: { id: member.account } }));
    expect((await ok(owner.api.practice.texts.members.$get())).members).not.toContain(member.account);
  });
});

describe('who leaves', () => {
  it('is named as a receiver no longer, in the same step, and the others are sealed to anew', async () => {
    await write(owner, await textsBody(owner, { edition: 1, to: [member, administrator] }));
    const named = async () => (await server.database.selectFrom('practice_texts_receivers').select('account_id').where('practice_id', '=', String(owner.practice)).execute()).map((row) => row.account_id).toSorted();
    expect(await named()).toEqual([owner, administrator, member].map(({ account }) => account).toSorted());
    expect((await read(owner)).due).toBe(false);
    await ok(owner.api.practice.members[':id'].$delete({ param: { id: member.account } }));
    expect(await named()).toEqual([owner, administrator].map(({ account }) => account).toSorted());
    expect((await read(owner)).due).toBe(true);
    await write(owner, await textsBody(owner, { edition: 2, to: [administrator] }));
    expect((await read(owner)).due).toBe(false);
    // Who comes back is a newcomer to them.
    await ok(owner.api.practice.members[':id'].return.$post({ param: { id: member.account } }));
    expect((await read(owner)).due).toBe(true);
    await member.logIn();
    expect((await read(member)).texts?.stanza).toBeNull();
  });

  it('and who is in another practice is given none of it', async () => {
    await write(owner, await textsBody(owner, { edition: 1, to: [member] }));
    await ok(owner.api.practice.members[':id'].$delete({ param: { id: member.account } }));
    expect(refusal(await member.call('GET /api/practice/texts'))).toBe('401 not_signed_in');
    const stranger = await founder(server);
    expect((await read(stranger)).texts).toBeNull();
  });

  it('takes their stanza with them when their account goes, and the practice’s texts go with its last member', async () => {
    await write(administrator, await textsBody(administrator, { edition: 1, to: [member, owner] }));
    expect((await deleteAccount(administrator)).status).toBe(204);
    const left = await server.database.selectFrom('practice_texts_receivers').select('account_id').where('practice_id', '=', owner.practice ?? '').execute();
    expect(left.map(({ account_id: account }) => account).toSorted()).toEqual([owner, member].map(({ account }) => account).toSorted());
    expect((await read(owner)).due).toBe(true);
    expect((await deleteAccount(member)).status).toBe(204);
    expect((await deleteAccount(owner, { endsPractice: true })).status).toBe(204);
    expect(await server.database.selectFrom('practice_texts').select('edition').where('practice_id', '=', owner.practice ?? '').execute()).toEqual([]);
  });

  it('is told of what is sealed to them, in their own data', async () => {
    await write(owner, await textsBody(owner, { edition: 1, to: [member], content: TEXTS }));
    expect((await ok(member.api['own-data'].$get())).practiceTexts).toMatchObject({ practice: `Practice of ${owner.person.name}`, edition: 1, byYou: false });
    expect((await ok(owner.api['own-data'].$get())).practiceTexts).toMatchObject({ byYou: true });
    expect((await ok(administrator.api['own-data'].$get())).practiceTexts).toBeNull();
  });
});
