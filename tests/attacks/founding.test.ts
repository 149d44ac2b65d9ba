// Founding a practice that is not one's own to found: twice at once, as somebody's member, in somebody's name, over somebody's practice.
import { createKeyring, createPractice, identityHash, newId, signMember, type Id } from '#crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf } from '../support/correspondence.ts';
import { coworkerOf } from '../support/coworkers.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
}, 120_000);
afterAll(() => server.stop());

const ROUTE = 'POST /api/practice';
type Claims = { practice?: Id; signedPractice?: Id; owner?: Id; account?: Id; administrator?: Id; role?: 'owner' | 'administrator'; identity?: string; name?: string; keyring?: ReturnType<typeof createKeyring> };

/** What an honest client sends, but for what is claimed. */
async function founding({ account, unlocked }: TestClient, claims: Claims = {}) {
  const { practice: id = newId(), keyring = unlocked.keyring } = claims;
  const practice = { id, name: 'My practice' };
  const signed = claims.signedPractice ?? id;
  const practiceObject = await createPractice(keyring, { practice: signed, owner: claims.owner ?? account, name: claims.name ?? practice.name });
  const member = await signMember(keyring, {
    practice: signed,
    account: claims.account ?? account,
    administrator: claims.administrator ?? account,
    role: claims.role ?? 'owner',
    identity: claims.identity ?? (await identityHash(unlocked.identity)),
  });
  return { practice, practiceObject, member };
}

const practicesOf = async ({ account }: TestClient) => await server.database.selectFrom('members').selectAll().where('account_id', '=', account).execute();
const countPractices = async () => (await server.database.selectFrom('practices').select('id').execute()).length;

describe('founding a practice', () => {
  it('from two windows at once makes one, and leaves no other behind', async () => {
    const { guest } = await guestOf(owner);
    const second = await anotherDevice(guest);
    const before = await countPractices();
    const bodies = [await founding(guest), await founding(guest)];
    const answers = await Promise.all([guest.call(ROUTE, { body: bodies[0] }), second.call(ROUTE, { body: bodies[1] })]);
    expect(answers.map(refusal).toSorted()).toEqual(['204 no error', '403 not_allowed']);
    expect(await practicesOf(guest)).toHaveLength(1);
    expect(await countPractices()).toBe(before + 1);
  });

  it('takes no member out of a practice', async () => {
    for (const role of ['member', 'administrator'] as const) {
      const coworker = await coworkerOf(owner, { role });
      expect(refusal(await coworker.call(ROUTE, { body: await founding(coworker) }))).toBe('403 not_allowed');
      expect(await practicesOf(coworker)).toMatchObject([{ practice_id: owner.practice, role }]);
    }
  });

  it('takes no practice over that is there', async () => {
    const { guest } = await guestOf(owner);
    expect(refusal(await guest.call(ROUTE, { body: await founding(guest, { practice: owner.practice ?? newId() }) }))).toBe('409 conflict');
    expect(await practicesOf(guest)).toEqual([]);
  });

  it.each<[string, (guest: TestClient) => Promise<Claims>]>([
    ['with another owner', async () => ({ owner: owner.account })],
    ['with another member', async () => ({ account: owner.account, administrator: owner.account })],
    ['in another role', async () => ({ role: 'administrator' })],
    ['under another name than is signed', async () => ({ name: 'Another name' })],
    ['as another practice than is signed', async () => ({ signedPractice: newId() })],
    ["with somebody else's identity", async () => ({ identity: await identityHash(owner.unlocked.identity) })],
    ["with keys that are not the account's", async () => ({ keyring: createKeyring() })],
  ])('%s is refused', async (_what, claims) => {
    const { guest } = await guestOf(owner);
    const before = await countPractices();
    expect(refusal(await guest.call(ROUTE, { body: await founding(guest, await claims(guest)) }))).toBe('400 not_verified');
    expect(await practicesOf(guest)).toEqual([]);
    expect(await countPractices()).toBe(before);
  });

  it('is nothing that somebody does whose account was suspended in that moment', async () => {
    const { guest } = await guestOf(owner);
    const body = await founding(guest);
    // The session is looked up before; the account is locked after.
    const suspension = server.database.transaction().execute(async (writer) => {
      await writer.updateTable('accounts').set({ suspended_at: new Date(server.parts.clock()), suspended_by: 'operator' }).where('id', '=', guest.account).execute();
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await guest.call(ROUTE, { body });
    await suspension;
    expect(refusal(answer)).toBe('403 not_allowed');
    expect(await practicesOf(guest)).toEqual([]);
  });
});
