// A server that gives sealed bytes of the right kind in the wrong place: another user's, a sibling's, an older edition, each as
// a blob of the state, as the keyring, as the root, or as what the password opens.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ready } from '#crypto';
import { putBack, stateOf, type KeptState } from '../support/kept-state.ts';
import { lying, ownEntry } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let account: string;
let theirs: KeptState;
let earlier: KeptState;
let now: KeptState;

const contact = (name: string) => ({ address: `${name}@elsewhere.example`, name, practice: '', notes: '' });

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  const founder = async () => (await new VaultPerson(server).signUp()).confirm();
  ana = await founder();
  const ben = await founder();
  account = (await ownEntry(ana)).account;
  for (const person of [ana, ben]) await person.vault.saveContact(contact('first'));
  await ana.vault.saveDraft(await ana.write(['x@elsewhere.example']));
  earlier = await stateOf(server, account);
  await ana.vault.saveContact(contact('second'));
  now = await stateOf(server, account);
  theirs = await stateOf(server, (await ownEntry(ben)).account);
}, 120_000);
afterAll(() => server?.stop());

type Blob = KeptState['blobs'][number];
const named = ({ blobs }: KeptState, name: RegExp): Blob => {
  const found = blobs.find((blob) => name.test(blob.name));
  if (!found) throw new Error('no such blob');
  return found;
};
/** These sealed bytes in the place of a blob, under whatever version the server likes. */
const inPlaceOf = (name: RegExp, { sealed, version }: Pick<Blob, 'sealed' | 'version'>): KeptState => ({
  root: now.root,
  blobs: now.blobs.map((blob) => (name.test(blob.name) ? { ...blob, sealed, version } : blob)),
});

/** What becomes of opening the account with this state, and of reading the contacts in it. */
async function outcome(state: KeptState): Promise<string> {
  await putBack(server, state);
  ana.reload();
  try {
    return await refused(ana.vault.resume().then(() => ana.vault.contacts()));
  } finally {
    await putBack(server, now);
  }
}

describe('in place of a blob of the state', () => {
  it.each<[string, () => Pick<Blob, 'sealed' | 'version'>]>([
    ['another user’s of the same name', () => named(theirs, /^contacts$/)],
    ['another user’s under the version that is listed', () => ({ ...named(theirs, /^contacts$/), version: named(now, /^contacts$/).version })],
    ['a sibling', () => named(now, /^draft\//)],
    ['a sibling under the version that is listed', () => ({ ...named(now, /^draft\//), version: named(now, /^contacts$/).version })],
    ['the root', () => now.root],
    ['its own earlier edition', () => named(earlier, /^contacts$/)],
    ['its own earlier edition under the version that is listed', () => ({ ...named(earlier, /^contacts$/), version: named(now, /^contacts$/).version })],
  ])('%s is refused', async (_what, blob) => {
    expect(await outcome(inPlaceOf(/^contacts$/, blob()))).toBe('state_rolled_back');
  });

  it('its own bytes under another version are refused', async () => {
    const { sealed, version } = named(now, /^contacts$/);
    expect(await outcome(inPlaceOf(/^contacts$/, { sealed, version: version + 1 }))).toBe('state_rolled_back');
  });
});

describe('in place of the keyring or the root', () => {
  it('another user’s, a sibling or an altered one opens no account', async () => {
    for (const blob of [named(theirs, /^keyring$/), named(now, /^contacts$/), { sealed: Buffer.alloc(200), version: 1 }]) {
      expect(await outcome(inPlaceOf(/^keyring$/, blob))).toBe('state_rolled_back');
    }
    const roots = [{ ...theirs.root, account_id: account }, { ...now.root, sealed: earlier.root.sealed }, { ...now.root, version: now.root.version + 1 }, { ...now.root, sealed: named(now, /^contacts$/).sealed }];
    for (const root of roots) expect(await outcome({ ...now, root })).toBe('state_rolled_back');
  });
});

describe('in place of what the password opens', () => {
  it('another user’s wrap, the kit’s wrap, or one under another version opens nothing', async () => {
    const wraps = await server.database.selectFrom('wraps').selectAll().execute();
    const wrapOf = (own: boolean, name: string) => {
      const found = wraps.find((wrap) => (wrap.account_id === account) === own && wrap.name === name);
      return { name, version: found?.version ?? 1, sealed: found?.sealed.toString('base64url') ?? '' };
    };
    const honest = wrapOf(true, 'password');
    const wrong = [wrapOf(false, 'password'), { ...wrapOf(true, 'kit'), name: 'password' }, wrapOf(true, 'kit'), { ...honest, version: honest.version + 1 }, { ...honest, name: 'kit' }];
    for (const wrap of wrong) {
      const fresh = ana.elsewhere();
      fresh.intercept = lying([[/login\/finish$/, (body: { wrap: object }) => void (body.wrap = wrap)]]);
      await expect(fresh.logIn()).rejects.toMatchObject({ code: 'cannot_open' });
      expect(await fresh.device.sessionHalf()).toBeNull();
    }
    await ana.elsewhere().logIn();
  });

  it('the wrap of before a re-key gives keys that open nothing of now', async () => {
    const before = await server.database.selectFrom('wraps').selectAll().where('account_id', '=', account).where('name', '=', 'password').executeTakeFirstOrThrow();
    const device = await ana.elsewhere().logIn();
    await device.vault.renewKit({ password: device.person.password });
    const fresh = ana.elsewhere();
    fresh.intercept = lying([[/login\/finish$/, (body: { wrap: object }) => void (body.wrap = { name: 'password', version: before.version, sealed: before.sealed.toString('base64url') })]]);
    expect(await refused(fresh.logIn())).toBe('state_rolled_back');
  });
});
