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
type Claims = { practice?: Id; signedPractice?: Id; memberOf?: Id; owner?: Id; account?: Id; administrator?: Id; role?: 'owner' | 'administrator'; identity?: string; name?: string; keyring?: ReturnType<typeof createKeyring> };

/** What an honest client sends, but for what is claimed. */
async function founding({ account, unlocked }: TestClient, claims: Claims = {}) {
  const { practice: id = newId(), keyring = unlocked.keyring } = claims;
  const practice = { id, name: 'My practice' };
  const practiceObject = await createPractice(keyring, { practice: claims.signedPractice ?? id, owner: claims.owner ?? account, name: claims.name ?? practice.name });
  const member = await signMember(keyring, {
    practice: claims.memberOf ?? id,
    account: claims.account ?? account,
    administrator: claims.administrator ?? account,
    role: claims.role ?? 'owner',
    identity: claims.identity ?? (await identityHash(unlocked.identity)),
  });
  return { practice, practiceObject, member };
}

const practicesOf = async ({ account }: TestClient) => await server.database.selectFrom('members').selectAll().where('account_id', '=', account).execute();
const countPractices = async () => (await server.database.selectFrom('practices').select('id').execute()).length;

const HELD_MS = 500;

/** Another transaction has the account's row, and changes it, for a while. */
function holdAccount({ account }: TestClient, change: { suspended_at: Date | null; suspended_by: 'operator' | null } = { suspended_at: null, suspended_by: null }) {
  let begin = () => undefined as void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const done = server.database.transaction().execute(async (writer) => {
    await writer.updateTable('accounts').set(change).where('id', '=', account).execute();
    begin();
    await new Promise((resolve) => setTimeout(resolve, HELD_MS));
  });
  return { begun, done };
}

describe('founding a practice', () => {
  it('from two windows at once makes one, and leaves no other behind', async () => {
    const { guest } = await guestOf(owner);
    const second = await anotherDevice(guest);
    const before = await countPractices();
    const bodies = [await founding(guest), await founding(guest)];
    // Both wait for the account, so that they go on in the same moment.
    const held = holdAccount(guest);
    await held.begun;
    const answers = await Promise.all([guest.call(ROUTE, { body: bodies[0] }), second.call(ROUTE, { body: bodies[1] })]);
    await held.done;
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
    ['as a member of another practice', async () => ({ memberOf: owner.practice ?? newId() })],
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
    const suspension = holdAccount(guest, { suspended_at: new Date(server.parts.clock()), suspended_by: 'operator' });
    await suspension.begun;
    const answer = await guest.call(ROUTE, { body });
    await suspension.done;
    expect(refusal(answer)).toBe('403 not_allowed');
    expect(await practicesOf(guest)).toEqual([]);
  });
});
