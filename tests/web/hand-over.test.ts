// Handing over through the vault: everything, a label, a contact or chosen messages, step by step, gone on with after a reload, to a
// colleague whose keys are proved; and what the colleague's vault shows of it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HandOverProgress } from '../../web/session/vault-api/hand-over.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson, type Interception } from '../support/vault-person.ts';

let server: TestServer;
let owner: VaultPerson;
let leaver: VaultPerson;
let guest: VaultPerson;
const subjects: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  owner = await (await new VaultPerson(server).signUp()).confirm();
  leaver = await coworker();
  guest = new VaultPerson(server);
  const { codes } = await leaver.vault.send(await leaver.write([guest.address], { subject: 'Welcome' }));
  const [given] = codes;
  await guest.accept({ invitation: given?.invitation ?? '', code: given?.code ?? '' });
  await leaver.vault.invitations();
  for (const subject of ['Crown 26', 'Invoice', 'Splint']) {
    const draft = await guest.write([leaver.address], { subject, text: `About ${subject}` });
    if (subject === 'Crown 26') await guest.attach(draft, { name: 'scan.bin', bytes: new Uint8Array([1, 2, 3]) });
    subjects[subject] = (await guest.vault.send(draft)).id;
  }
}, 240_000);
afterEach(() => {
  leaver.intercept = null;
});
afterAll(() => server?.stop());

async function coworker(): Promise<VaultPerson> {
  const person = new VaultPerson(server);
  const [given] = await owner.vault.inviteCoworkers([{ address: person.address, role: 'member' }]);
  await person.accept({ invitation: given?.invitation ?? '', code: given?.code ?? '' });
  await owner.vault.invitations();
  return person;
}

const to = async (person: VaultPerson) => ({ account: (await person.vault.session())?.account ?? '', address: person.address });
const idOf = (subject: string) => subjects[subject] ?? '';
const subjectsOf = async (person: VaultPerson, folder: 'inbox' | 'archive') => (await person.vault.list({ folder, before: null })).rows.map(({ subject }) => subject).toSorted();

/** A colleague with whom the keys were compared. */
async function compared(by = leaver): Promise<VaultPerson> {
  const person = await coworker();
  await by.vault.fingerprint(person.address);
  await by.vault.confirmKeys({ address: person.address, as: 'compared' });
  return person;
}

/** Somebody else who leaves, and the colleague to whom they have handed over these two messages. */
async function gone(handed: readonly string[], intercept: Interception | null = null) {
  const goer = await coworker();
  const ids = await Promise.all(handed.map(async (subject) => (await leaver.vault.send(await leaver.write([goer.address], { subject }))).id));
  const colleague = await compared(goer);
  const hand = async () => {
    await goer.vault.beginHandOver({ to: await to(colleague), scope: { kind: 'messages', ids } });
    const progress = await all(goer);
    await goer.vault.endHandOver();
    return progress;
  };
  goer.intercept = intercept;
  await hand();
  return { goer, colleague, ids, hand };
}

const stateOf = async (person: VaultPerson, id: string) => (await person.vault.open(id)).secure.status;

async function all(person: VaultPerson): Promise<HandOverProgress> {
  let progress = await person.vault.goOnHandingOver();
  while (!progress.complete) progress = await person.vault.goOnHandingOver();
  return progress;
}

describe('handing over', () => {
  test('everything gives the colleague the very messages, as their senders signed them, with who gave them', async () => {
    const colleague = await compared();
    const begun = await leaver.vault.beginHandOver({ to: await to(colleague), scope: { kind: 'everything' } });
    expect(begun).toMatchObject({ done: 0, refused: 0, complete: false });
    expect(await all(leaver)).toMatchObject({ done: begun.total, refused: 0, complete: true });
    await leaver.vault.endHandOver();
    expect(await leaver.vault.handOver()).toBeNull();
    expect(await subjectsOf(colleague, 'inbox')).toEqual(['Crown 26', 'Invoice', 'Splint']);
    expect(await subjectsOf(colleague, 'archive')).toEqual(['Welcome']);
    const opened = await colleague.vault.open(idOf('Crown 26'));
    expect(opened.summary).toMatchObject({ sender: { address: guest.address }, recipients: [{ address: leaver.address }], handedOver: { address: leaver.address } });
    expect(opened.secure).toMatchObject({ status: 'open', subject: 'Crown 26' });
    const [file] = opened.secure.status === 'open' ? opened.secure.attachments : [];
    // A reply goes to who wrote it; to what the giver wrote, to those it went to: who has left is not written to.
    const reply = async (message: string) => (await colleague.vault.newDraft({ reply: { message, all: true, head: '' } })).recipients;
    expect(await reply(idOf('Crown 26'))).toEqual([guest.address]);
    const [welcome] = (await colleague.vault.list({ folder: 'archive', before: null })).rows;
    expect(await reply(welcome?.id ?? '')).toEqual([guest.address]);
    expect([...(await colleague.download(idOf('Crown 26'), file?.id ?? ''))]).toEqual([1, 2, 3]);
  });

  test('a label, a contact or chosen messages gives those and no others', async () => {
    const { id: label } = await leaver.vault.saveLabel({ id: null, name: 'Lab', colour: 'blue' });
    await leaver.vault.labelMessages({ messages: [idOf('Splint')], add: [label], remove: [] });
    const scopes = [
      [{ kind: 'label', label } as const, ['Splint']],
      [{ kind: 'contact', address: guest.address } as const, ['Crown 26', 'Invoice', 'Splint']],
      [{ kind: 'messages', ids: [idOf('Invoice')] } as const, ['Invoice']],
    ] as const;
    for (const [scope, expected] of scopes) {
      const colleague = await compared();
      await leaver.vault.beginHandOver({ to: await to(colleague), scope: scope.kind === 'messages' ? { kind: 'messages', ids: [...scope.ids] } : scope });
      await all(leaver);
      await leaver.vault.endHandOver();
      expect(await subjectsOf(colleague, 'inbox')).toEqual([...expected]);
    }
  });

  test('goes on after a reload and on another device, and hands nothing over twice', async () => {
    const colleague = await compared();
    const begun = await leaver.vault.beginHandOver({ to: await to(colleague), scope: { kind: 'everything' } });
    // The answer is lost: the messages are there, and the client does not know.
    leaver.intercept = async ({ path }, pass) => {
      const answer = await pass();
      if (/hand-overs\/.*\/messages$/.test(path)) throw new TypeError('network');
      return answer;
    };
    expect(await refused(leaver.vault.goOnHandingOver())).toBe('offline');
    leaver.intercept = null;
    leaver.reload();
    await leaver.logIn();
    expect(await leaver.vault.handOver()).toMatchObject({ total: begun.total, done: begun.total, complete: true });
    const elsewhere = await leaver.elsewhere().logIn();
    expect(await elsewhere.vault.handOver()).toMatchObject({ complete: true });
    await elsewhere.vault.endHandOver();
    expect(await subjectsOf(colleague, 'inbox')).toEqual(['Crown 26', 'Invoice', 'Splint']);
  });

  test('leaves behind what does not open, and says how many', async () => {
    const colleague = await compared();
    await leaver.vault.beginHandOver({ to: await to(colleague), scope: { kind: 'messages', ids: [idOf('Invoice'), idOf('Splint')] } });
    leaver.intercept = async ({ path }, pass) => {
      const answer = await pass();
      if (!path.endsWith('/messages/rows')) return answer;
      const { rows } = (await answer.json()) as { rows: { id: string; notice: { text: string } }[] };
      for (const row of rows) if (row.id === idOf('Splint')) row.notice.text = 'altered';
      return Response.json({ rows });
    };
    expect(await all(leaver)).toMatchObject({ total: 2, done: 1, refused: 1, complete: true });
    leaver.intercept = null;
    await leaver.vault.endHandOver();
    expect(await subjectsOf(colleague, 'inbox')).toEqual(['Invoice']);
  });

  test('one message that comes broken holds up none of the others', async () => {
    const colleague = await compared();
    await leaver.vault.beginHandOver({ to: await to(colleague), scope: { kind: 'messages', ids: [idOf('Splint'), idOf('Invoice')] } });
    leaver.intercept = async ({ path }, pass) => {
      const answer = await pass();
      if (!path.endsWith('/messages/read')) return answer;
      const { messages } = (await answer.json()) as { messages: { id: string; container: string }[] };
      for (const message of messages) if (message.id === idOf('Splint')) message.container = '!';
      return Response.json({ messages });
    };
    expect(await all(leaver)).toMatchObject({ done: 1, refused: 1, complete: true });
    leaver.intercept = null;
    await leaver.vault.endHandOver();
    expect(await subjectsOf(colleague, 'inbox')).toEqual(['Invoice']);
  });

  test('leaves behind what only the server says was with the chosen contact', async () => {
    const colleague = await compared();
    leaver.intercept = async ({ path }, pass) => {
      const answer = await pass();
      if (path !== '/api/messages') return answer;
      const page = (await answer.json()) as { rows: { id: string; sender: { address: string } }[] };
      for (const row of page.rows) if (row.id === idOf('Invoice')) row.sender.address = owner.address;
      return Response.json(page);
    };
    const begun = await leaver.vault.beginHandOver({ to: await to(colleague), scope: { kind: 'contact', address: owner.address } });
    expect(begun.total).toBe(1);
    expect(await all(leaver)).toMatchObject({ done: 0, refused: 1, complete: true });
    await leaver.vault.endHandOver();
    expect(await subjectsOf(colleague, 'inbox')).toEqual([]);
  });

  test('under a pass by a withdrawn key is refused, though the message was here before by another', async () => {
    let kept: { id: string; pass: Buffer } | null = null;
    const { goer, colleague, ids: [id = ''], hand } = await gone(['Seen'], async ({ path, init }, pass) => {
      const [, handOver] = /hand-overs\/([^/]+)\/messages$/.exec(path) ?? [];
      if (handOver === undefined || kept !== null) return pass();
      // Kept by a server that makes as if it had given it: a thief of the key could make another like it.
      const { passes } = JSON.parse(String(init.body)) as { passes: { message: string; pass: string }[] };
      kept = { id: handOver, pass: Buffer.from(passes[0]?.pass ?? '', 'base64url') };
      return Response.json({ handed: passes.map(({ message }) => message), there: [], absent: [] });
    });
    await hand();
    expect(await stateOf(colleague, id)).toBe('open');
    server.advance(1000);
    await goer.vault.renewKit({ password: goer.person.password, reason: 'compromise' });
    colleague.reload();
    await colleague.logIn();
    expect(await stateOf(colleague, id)).toBe('open');
    const { id: handOver, pass } = kept ?? { id: '', pass: Buffer.alloc(0) };
    await server.database.updateTable('deliveries').set({ hand_over_id: handOver, pass }).where('message_id', '=', id).where('hand_over_id', 'is not', null).execute();
    expect(await stateOf(colleague, id)).toBe('failed');
  });

  test('that the server alone says is not shown as proved', async () => {
    const { goer, colleague, ids: [id = '', other = ''] } = await gone(['One', 'Other']);
    const { pass } = await server.database.selectFrom('deliveries').select('pass').where('message_id', '=', other).where('hand_over_id', 'is not', null).executeTakeFirstOrThrow();
    await server.database.updateTable('deliveries').set({ pass }).where('message_id', '=', id).where('hand_over_id', 'is not', null).execute();
    const { summary, secure } = await colleague.vault.open(id);
    expect(secure).toMatchObject({ status: 'failed', reason: 'refused' });
    expect(summary).toMatchObject({ subject: null, handedOver: { address: goer.address, verification: { kind: 'unconfirmed' } } });
    expect((await colleague.vault.open(other)).summary.handedOver?.verification.kind).not.toBe('unconfirmed');
  });

  test('goes on opening when its giver has renewed their keys, and deleted their account', async () => {
    const { goer, colleague, ids: [id = ''] } = await gone(['Before I go']);
    await goer.vault.renewKit({ password: goer.person.password, reason: 'renewal' });
    await goer.vault.deleteAccount({ password: goer.person.password, endsPractice: false });
    expect(await colleague.vault.open(id)).toMatchObject({ summary: { handedOver: { address: goer.address } }, secure: { status: 'open', subject: 'Before I go' } });
  });

  test('of whoever withdraws their keys as compromised is refused where it was not opened before, and is given anew', async () => {
    const { goer, colleague, ids: [opened = '', unopened = ''], hand } = await gone(['Opened', 'Not opened']);
    expect(await stateOf(colleague, opened)).toBe('open');
    // There is nothing to be given anew as long as the pass opens.
    expect(await hand()).toMatchObject({ done: 2, complete: true });
    const passes = () => server.database.selectFrom('deliveries').select(['message_id', 'hand_over_id']).where('message_id', 'in', [opened, unopened]).where('hand_over_id', 'is not', null).orderBy('message_id').execute();
    const before = await passes();
    server.advance(1000);
    await goer.vault.renewKit({ password: goer.person.password, reason: 'compromise' });
    colleague.reload();
    await colleague.logIn();
    expect([await stateOf(colleague, opened), await stateOf(colleague, unopened)]).toEqual(['open', 'failed']);
    expect(await passes()).toEqual(before);
    server.advance(1000);
    await hand();
    expect((await passes()).map(({ hand_over_id: id }) => id)).not.toEqual(before.map(({ hand_over_id: id }) => id));
    colleague.reload();
    await colleague.logIn();
    expect([await stateOf(colleague, opened), await stateOf(colleague, unopened)]).toEqual(['open', 'open']);
  });

  test('goes to nobody whose keys were never compared, changed, or who is no colleague', async () => {
    const stranger = await coworker();
    const scope = { kind: 'everything' } as const;
    expect(await refused(leaver.vault.beginHandOver({ to: await to(stranger), scope }))).toBe('compare_first');
    expect(await refused(leaver.vault.beginHandOver({ to: await to(guest), scope }))).toBe('not_allowed');
    const colleague = await compared();
    expect(await refused(leaver.vault.beginHandOver({ to: { ...(await to(colleague)), account: (await to(owner)).account }, scope }))).toBe('not_allowed');
    expect(await leaver.vault.handOver()).toBeNull();
  });
});
