// A server that gives an account something else for the shards of its search index than what the account keeps there: older, another
// account's, one for another, altered, or none. And one that would like to know what is searched for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealState, type StateKey } from '#crypto';
import { putBack, stateOf, type KeptState } from '../support/kept-state.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let kept: KeptState;

beforeAll(async () => {
  server = await startTestServer();
  ana = await withMail('Kestrel');
  kept = await stateOf(server, await accountOf(ana));
}, 240_000);
afterAll(() => server?.stop());

const accountOf = async (person: VaultPerson) => (await person.vault.session())?.account ?? '';
const isShard = ({ name }: { name: string }) => name.startsWith('search/');

/** Somebody with thirty messages in two months, all of them in shards. */
async function withMail(word: string): Promise<VaultPerson> {
  const person = await (await new VaultPerson(server).signUp()).confirm();
  for (let number = 0; number < 30; number += 1) {
    const draft = await person.write([person.address], { subject: `${word} ${number}`, text: 'In a shard' });
    const { id } = await person.vault.send(draft);
    if (number % 2 === 0) await server.database.updateTable('deliveries').set({ sent_at: new Date('2020-05-05') }).where('message_id', '=', id as never).execute();
  }
  await complete(person);
  return person;
}

async function complete(person: VaultPerson) {
  for (let turn = 0; turn < 100; turn += 1) {
    const progress = await person.vault.buildIndex();
    if (progress.complete) return progress;
  }
  throw new Error('never complete');
}

/** What a new device makes of the state that the server shows: its progress, and how many messages it opened itself. */
async function newDevice(shown: KeptState) {
  await putBack(server, shown);
  const device = ana.elsewhere();
  await device.logIn();
  let opened = 0;
  device.intercept = (request, pass) => {
    if (request.path === '/api/messages/rows') opened += (JSON.parse(String(request.init.body)) as { ids: string[] }).ids.length;
    return pass();
  };
  const progress = await complete(device);
  const { total } = await device.vault.search({ query: 'kestrel', limit: 1 });
  const [{ total: another }, { total: planted }] = [await device.vault.search({ query: 'osprey', limit: 1 }), await device.vault.search({ query: 'planted', limit: 1 })];
  await putBack(server, kept);
  return { refused: progress.refused, searched: progress.searched, total, foreign: another + planted, opened };
}

const withBlobs = (change: (blob: KeptState['blobs'][number], index: number) => KeptState['blobs'][number] | null): KeptState => ({
  root: kept.root,
  blobs: kept.blobs.flatMap((blob, index) => (isShard(blob) ? (change(blob, index) ?? []) : [blob])),
});

const REFUSED = { refused: true, searched: 30, total: 30, foreign: 0, opened: 30 };

describe('shards of the search index', () => {
  it('are used as they were saved', async () => {
    expect(kept.blobs.filter(isShard)).toHaveLength(2);
    expect(await newDevice(kept)).toEqual({ refused: false, searched: 30, total: 30, foreign: 0, opened: 0 });
  });

  it('that are swapped for each other are refused, and the messages are read instead', async () => {
    const [one, other] = kept.blobs.filter(isShard);
    expect(await newDevice(withBlobs((blob) => ({ ...blob, sealed: (blob === one ? other : one)?.sealed ?? blob.sealed })))).toEqual(REFUSED);
  });

  it('of another account are refused', async () => {
    const ben = await withMail('Osprey');
    const foreign = (await stateOf(server, await accountOf(ben))).blobs.find(isShard);
    expect(await newDevice(withBlobs((blob) => ({ ...blob, sealed: foreign?.sealed ?? blob.sealed })))).toEqual(REFUSED);
  });

  it('that the server made or altered are refused', async () => {
    const content = new TextEncoder().encode(JSON.stringify({ version: 1, records: [{ subject: 'planted' }] }));
    const owned = (name: string) => sealState(new Uint8Array(32) as StateKey, { account: kept.root.account_id as never, name, version: 1 }, content);
    const made = new Map<string, Buffer>();
    for (const { name } of kept.blobs.filter(isShard)) made.set(name, Buffer.from(await owned(name)));
    expect(await newDevice(withBlobs((blob) => ({ ...blob, sealed: made.get(blob.name) ?? blob.sealed })))).toEqual(REFUSED);
    const flipped = (sealed: Buffer) => Buffer.concat([sealed.subarray(0, -1), Buffer.from([(sealed.at(-1) ?? 0) ^ 1])]);
    expect(await newDevice(withBlobs((blob) => ({ ...blob, sealed: flipped(blob.sealed) })))).toEqual(REFUSED);
  });

  it('that are missing are refused too, for the root lists them', async () => {
    expect(await newDevice(withBlobs(() => null))).toEqual(REFUSED);
  });

  it('of before are refused under the root of now', async () => {
    const old = kept.blobs.filter(isShard);
    for (let number = 30; number < 60; number += 1) await ana.vault.send(await ana.write([ana.address], { subject: `Kestrel ${number}` }));
    server.advance(120_000);
    await complete(ana);
    kept = await stateOf(server, await accountOf(ana));
    const fresh = kept.blobs.filter(isShard).filter(({ name }) => !old.some((blob) => blob.name === name));
    expect(fresh).toHaveLength(1);
    const older = old.find(({ name }) => !kept.blobs.some((blob) => blob.name === name));
    expect(await newDevice(withBlobs((blob) => (fresh.includes(blob) ? { ...blob, sealed: older?.sealed ?? blob.sealed } : blob)))).toMatchObject({
      refused: true, searched: 60, total: 60, opened: expect.any(Number),
    });
  });

  it('do not bring back a message that is not there any more', async () => {
    const [gone] = await server.database.selectFrom('deliveries').select('message_id').where('account_id', '=', kept.root.account_id).orderBy('sent_at', 'desc').limit(1).execute();
    await server.database.deleteFrom('messages').where('id', '=', gone?.message_id as never).execute();
    expect(await newDevice(kept)).toMatchObject({ refused: false, searched: 59, total: 59, opened: 0 });
  });
});

describe('what is searched for', () => {
  it('is told to nobody: searching sends nothing, whether it finds something or not', async () => {
    await putBack(server, kept);
    const device = await ana.elsewhere().logIn();
    await complete(device);
    const asked: string[] = [];
    device.intercept = (request, pass) => {
      asked.push(request.path);
      return pass();
    };
    for (const query of ['kestrel', 'from:ana', 'nothing of the kind', 'has:attachment in:trash']) await device.vault.search({ query, limit: 50 });
    expect(asked).toEqual([]);
  });
});
