// Undoing through the vault: the message is a draft again with everything in it, and whatever breaks on the way, nothing is lost.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { releaseAllDue } from '../../server/jobs/releases.ts';
import type { Draft } from '../../web/session/vault-api/drafts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { type Interception, refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
beforeAll(async () => {
  server = await startTestServer({ UNDO_SECONDS: '10' });
  const founder = async () => (await new VaultPerson(server).signUp()).confirm();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const isUndo = ({ path }: Parameters<Interception>[0]) => path.endsWith('/undo');
const find = async (id: string) => (await ana.vault.drafts()).find((draft) => draft.id === id);
const sent = async () => (await ana.vault.list({ folder: 'sent', before: null })).rows.map(({ id }) => id);
const inboxOfBen = async () => (await ben.vault.list({ folder: 'inbox', before: null })).rows;
const exists = async (id: string) => (await server.database.selectFrom('messages').select('id').where('id', '=', id).execute()).length === 1;
const letGo = async () => {
  server.advance(10_000);
  await releaseAllDue(server.parts);
};

/** What a person wrote; the rest is bookkeeping. */
const written = ({ recipients, noticeSubject, noticeText, secureSubject, body, attachments, expiry, thread, inReplyTo }: Draft) =>
  ({ recipients, noticeSubject, noticeText, secureSubject, body, attachments, expiry, thread, inReplyTo });

describe('undoing', () => {
  test('brings everything back: people, both parts, files, date; and it can be sent again', async () => {
    const file = { name: 'scan.zip', bytes: randomBytes(5000) };
    const draft = { ...(await ana.write(['nobody.yet@example.org', ben.address])), expiry: { days: 7 } };
    await ana.attach(draft, file);
    const { id, codes, undoMs } = await ana.vault.send(draft);
    expect(codes).toHaveLength(1);
    expect(undoMs).toBeGreaterThan(8000);
    expect(undoMs).toBeLessThanOrEqual(10_000);
    const back = await ana.vault.undoSend(id);
    const found = await find(back);
    expect(found && written(found)).toEqual(written(draft));
    expect(await exists(id)).toBe(false);
    expect(await sent()).not.toContain(id);
    expect((await ana.vault.invitations()).map(({ address }) => address)).not.toContain('nobody.yet@example.org');
    if (!found) throw new Error('no draft');
    const again = await ana.vault.send({ ...found, recipients: [ben.address], secureSubject: 'Better' });
    await letGo();
    const [row] = await inboxOfBen();
    expect(row).toMatchObject({ id: again.id, subject: 'Better', attachments: 1 });
    expect(Buffer.from(await ben.download(again.id, found.attachments[0]?.id ?? ''))).toEqual(Buffer.from(file.bytes));
  });

  test('is too late once it has gone out, and leaves no second draft', async () => {
    const { id } = await ana.vault.send(await ana.write([ben.address]));
    const before = (await ana.vault.drafts()).length;
    await letGo();
    expect(await refused(ana.vault.undoSend(id))).toBe('message_released');
    expect((await ana.vault.drafts()).length).toBe(before);
    expect(await sent()).toContain(id);
  });

  test('works where the first answer was lost and it is asked again', async () => {
    const { id } = await ana.vault.send(await ana.write([ben.address], { subject: 'Lost answer' }));
    let times = 0;
    ana.intercept = async (request, pass) => {
      if (isUndo(request) && (times += 1) === 1) await pass();
      return pass();
    };
    expect((await find(await ana.vault.undoSend(id)))?.secureSubject).toBe('Lost answer');
  });

  test('keeps the draft where nobody can tell what became of it, and the message goes out or does not', async () => {
    const { id } = await ana.vault.send(await ana.write([ben.address], { subject: 'Into the dark' }));
    ana.intercept = (request, pass) => (isUndo(request) ? Promise.reject(new TypeError('connection lost')) : pass());
    expect(await refused(ana.vault.undoSend(id))).toBe('offline');
    ana.intercept = null;
    expect((await ana.vault.drafts()).map(({ secureSubject }) => secureSubject)).toContain('Into the dark');
    await letGo();
    expect((await inboxOfBen()).map((row) => row.id)).toContain(id);
  });

  test('is not needed for it to go out: the tab that sent it may be closed', async () => {
    const { id } = await ana.vault.send(await ana.write([ben.address], { subject: 'Tab closed' }));
    ana.reload();
    await letGo();
    expect((await inboxOfBen()).map((row) => row.id)).toContain(id);
    await ana.logIn();
    expect((await ana.vault.drafts()).map(({ secureSubject }) => secureSubject)).not.toContain('Tab closed');
  });

  test('leaves the code of an invitation that was there before', async () => {
    const lee = new VaultPerson(server);
    const first = await ana.vault.send(await ana.write([lee.address]));
    await letGo();
    const second = await ana.vault.send(await ana.write([lee.address]));
    await ana.vault.undoSend(second.id);
    const open = (await ana.vault.invitations()).find(({ address }) => address === lee.address);
    expect(open).toMatchObject({ status: 'open', code: first.codes[0]?.code });
  });
});

describe('recalling', () => {
  test('takes the message out of the recipient’s list and reach', async () => {
    const { id } = await ana.vault.send(await ana.write([ben.address], { subject: 'Taken back' }));
    await letGo();
    expect((await inboxOfBen()).map((row) => row.id)).toContain(id);
    expect(await ana.vault.recall({ message: id, addresses: [ben.address] })).toEqual({ recalled: [ben.address], fetched: [ben.address], opened: [] });
    expect((await inboxOfBen()).map((row) => row.id)).not.toContain(id);
    expect(await refused(ben.vault.open(id))).toBe('message_recalled');
    expect((await ana.vault.open(id)).deliveries).toMatchObject([{ address: ben.address, openedAt: null, recalledAt: expect.any(Number) }]);
  });
});

describe('a date', () => {
  test('is signed into the message and shown to both', async () => {
    const draft = { ...(await ana.write([ben.address], { subject: 'Until next week' })), expiry: { days: 7 } };
    const { id } = await ana.vault.send(draft);
    await letGo();
    const [mine, theirs] = [await ana.vault.open(id), await ben.vault.open(id)];
    const dates = [mine, theirs].map(({ secure }) => (secure.status === 'open' ? secure.expires : null));
    expect(dates[0]).toBeGreaterThan(server.parts.clock() + 6.9 * 86_400_000);
    expect(dates[1]).toBe(dates[0]);
  });
});
