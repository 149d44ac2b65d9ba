// Sending through the vault: once, however often it is tried; never to keys that changed on the way; never a code in a notice.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson, type Interception } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = null;
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();
const somebodyNew = () => new VaultPerson(server);
const draftOf = async (id: string) => (await ana.vault.drafts()).find((draft) => draft.id === id);
const countMessages = async () => Number((await server.database.selectFrom('messages').select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow()).count);
const isSend = ({ method, path }: Parameters<Interception>[0]) => method === 'POST' && path === '/api/messages';

/** The server does its work, and the connection breaks before its answer arrives. */
const loseAnswer: Interception = async (request, pass) => {
  if (!isSend(request)) return pass();
  await pass();
  throw new TypeError('connection lost');
};

test('a list shows of a reply what is new in it, and of a quotation alone the quotation', async () => {
  const paragraph = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] });
  const quotation = [paragraph('On Monday, Ben wrote:'), { type: 'blockquote' as const, content: [paragraph('Which shade?')] }];
  for (const content of [[paragraph('Shade A3.'), ...quotation], quotation]) await ana.vault.send({ ...(await ana.write([ben.address])), body: { type: 'doc', content } });
  const { rows } = await ben.vault.list({ folder: 'inbox', before: null });
  expect(rows.slice(0, 2).map(({ preview }) => preview)).toEqual(['On Monday, Ben wrote: > Which shade?', 'Shade A3.']);
});

describe('a message is sent once', () => {
  test('however often Send is pressed while the answer is lost', async () => {
    const draft = await ana.write([ben.address]);
    const before = await countMessages();
    const bodies = new Set<string>();
    let attempts = 0;
    ana.intercept = (request, pass) => {
      if (!isSend(request)) return pass();
      bodies.add(String(request.init.body));
      attempts += 1;
      return attempts < 3 ? loseAnswer(request, pass) : pass();
    };
    expect(await refused(ana.vault.send(draft))).toBe('offline');
    expect(await refused(ana.vault.send(draft))).toBe('offline');
    expect(await ana.vault.send(draft)).toMatchObject({ id: draft.id });
    expect([attempts, bodies.size]).toEqual([3, 1]);
    expect((await countMessages()) - before).toBe(1);
    expect(await draftOf(draft.id)).toBeUndefined();
  });

  test('also when the page was reloaded in between, and its access codes are still shown', async () => {
    const lee = somebodyNew();
    const draft = await ana.write([lee.address], { subject: 'After a reload' });
    ana.intercept = loseAnswer;
    expect(await refused(ana.vault.send(draft))).toBe('offline');
    ana.intercept = null;
    ana.reload();
    await ana.vault.resume();
    const kept = await draftOf(draft.id);
    if (!kept) throw new Error('the draft is gone');
    const before = await countMessages();
    const sent = await ana.vault.send(kept);
    expect((await countMessages()) - before).toBe(0);
    expect(sent.codes).toMatchObject([{ address: lee.address }]);
    expect(await lee.accept(sent.codes[0] ?? { invitation: '', code: '' })).toBe(draft.id);
    expect(await lee.vault.open(draft.id)).toMatchObject({ secure: { status: 'open', subject: 'After a reload' } });
  });

  test('and a text that was changed after the lost answer is not taken for sent', async () => {
    const draft = await ana.write([ben.address]);
    ana.intercept = loseAnswer;
    await refused(ana.vault.send(draft));
    ana.intercept = null;
    expect(await refused(ana.vault.send({ ...draft, secureSubject: 'Something else' }))).toBe('message_conflict');
    expect(await draftOf(draft.id)).toMatchObject({ secureSubject: 'Something else' });
  });

  test('a save that comes after sending does not bring the draft back', async () => {
    const draft = await ana.write([ben.address]);
    await ana.vault.send(draft);
    await ana.vault.saveDraft(draft);
    expect(await draftOf(draft.id)).toBeUndefined();
  });
});

describe('keys that change between look-up and sending', () => {
  test('are looked up again, and the message is sealed to the new ones', async () => {
    const late = somebodyNew();
    const draft = await ana.write([late.address], { subject: 'Just registered' });
    let once = true;
    ana.intercept = async (request, pass) => {
      if (isSend(request) && once) {
        once = false;
        await (await late.signUp()).confirm();
      }
      return pass();
    };
    expect(await ana.vault.send(draft)).toEqual({ id: draft.id, codes: [], undoMs: 0 });
    expect(await late.vault.open(draft.id)).toMatchObject({ secure: { status: 'open', subject: 'Just registered' } });
    // The invitation that was refused is forgotten: its code must not be handed over.
    expect((await ana.vault.invitations()).filter(({ address }) => address === late.address)).toEqual([]);
  });
});

describe('invitations', () => {
  test('a second message to the address uses the open one', async () => {
    const lee = somebodyNew();
    const first = await ana.vault.send(await ana.write([lee.address]));
    const second = await ana.vault.send(await ana.write([lee.address], { subject: 'Second' }));
    expect(first.codes).toHaveLength(1);
    expect(second.codes).toEqual([]);
    await lee.accept(first.codes[0] ?? { invitation: '', code: '' });
    expect((await lee.vault.list({ folder: 'inbox', before: null })).rows.map(({ subject }) => subject)).toEqual(['Second', 'Findings']);
  });

  test('a code is in the sealed state before the message leaves', async () => {
    const lee = somebodyNew();
    const order: string[] = [];
    ana.intercept = (request, pass) => {
      order.push(`${request.method} ${request.path}`);
      return pass();
    };
    await ana.vault.send(await ana.write([lee.address]));
    expect(order.indexOf('PUT /api/state')).toBeGreaterThan(-1);
    expect(order.indexOf('PUT /api/state')).toBeLessThan(order.indexOf('POST /api/messages'));
  });

  test('a notice that holds an open code is refused, however the code is spelled', async () => {
    const [made] = (await ana.vault.send(await ana.write([somebodyNew().address]))).codes;
    const code = made?.code ?? '';
    const spellings = [code, code.replaceAll('-', ' - '), code.toLowerCase(), code.replaceAll('-', ''), [...code].join('\n')];
    const draft = await ana.write([ben.address]);
    const before = await countMessages();
    for (const spelling of spellings) {
      expect(await refused(ana.vault.send({ ...draft, noticeText: `Your code: ${spelling}!` }))).toBe('notice_contains_code');
    }
    expect(await countMessages()).toBe(before);
  });

  test('guests do not invite', async () => {
    const lee = somebodyNew();
    const { codes } = await ana.vault.send(await ana.write([lee.address]));
    await lee.accept(codes[0] ?? { invitation: '', code: '' });
    const stranger = 'stranger@elsewhere.example';
    expect(await lee.vault.resolve([stranger])).toMatchObject([{ state: 'not-allowed' }]);
    await expect(lee.vault.send(await lee.write([stranger]))).rejects.toMatchObject({ code: 'guests_do_not_invite', details: { addresses: [stranger] } });
  });

  test('a cancelled one opens nothing any more, and the next message makes a new one', async () => {
    const lee = somebodyNew();
    const [first] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    if (!first) throw new Error('no code');
    await ana.vault.cancelInvitation(first.invitation);
    expect(await refused(lee.accept(first))).toBe('invitation_cancelled');
    const [second] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    expect(second?.code).not.toBe(first.code);
  });

  test('renewing moves the date', async () => {
    const lee = somebodyNew();
    const [made] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    const shown = async () => (await ana.vault.invitations()).find(({ invitation }) => invitation === made?.invitation);
    const before = await shown();
    ana.clockSkew = 86_400_000;
    await ana.vault.renewInvitation(made?.invitation ?? '');
    const after = await shown();
    expect((after?.expiresAt ?? 0) - (before?.expiresAt ?? 0)).toBeGreaterThan(86_000_000);
    ana.clockSkew = 0;
    expect(await lee.accept(made ?? { invitation: '', code: '' })).toBeTypeOf('string');
  });
});

describe('what a person has to put right first', () => {
  test('nobody chosen, no address, not confirmed: the draft stays', async () => {
    const unconfirmed = await new VaultPerson(server).signUp();
    expect(await refused(unconfirmed.vault.send(await unconfirmed.write([])))).toBe('no_recipients');
    await expect(unconfirmed.vault.send(await unconfirmed.write(['no address', 'a@b']))).rejects.toMatchObject({ code: 'invalid_address', details: { addresses: ['no address', 'a@b'] } });
    const draft = await unconfirmed.write(['ben@elsewhere.example']);
    await unconfirmed.vault.saveDraft(draft);
    expect(await refused(unconfirmed.vault.send(draft))).toBe('not_confirmed');
    expect(await unconfirmed.vault.drafts()).toMatchObject([{ id: draft.id }]);
  });

  test('a message to oneself arrives and opens', async () => {
    const { id } = await ana.vault.send(await ana.write([ana.address.toUpperCase()], { subject: 'To myself' }));
    expect((await ana.vault.list({ folder: 'inbox', before: null })).rows[0]).toMatchObject({ id, subject: 'To myself', sender: { verification: { kind: 'self' } } });
    expect((await ana.vault.list({ folder: 'sent', before: null })).rows[0]).toMatchObject({ id, subject: 'To myself' });
  });

  test('messages to oneself open in the inbox though Sent opens them at the same time', async () => {
    for (const subject of ['Note to self', 'Another note']) await ana.vault.send(await ana.write([ana.address], { subject }));
    const subjectsIn = async (folder: 'inbox' | 'sent') => (await ana.vault.list({ folder, before: null })).rows.slice(0, 2).map((row) => row.subject);
    const { containerSeen } = ana.device;
    let opened = 0;
    let inSent: unknown;
    ana.device.containerSeen = async (name) => {
      opened += 1;
      // The inbox has opened one of the two: before it opens the other, Sent opens both.
      if (opened === 2) inSent = await subjectsIn('sent');
      return containerSeen(name);
    };
    expect(await subjectsIn('inbox')).toEqual(['Another note', 'Note to self']);
    ana.device.containerSeen = containerSeen;
    expect(inSent).toEqual(['Another note', 'Note to self']);
  });

  test('a message to oneself opens in its conversation in both its rows, on a device that has not seen it', async () => {
    const { id } = await ana.vault.send(await ana.write([ana.address], { subject: 'Talking to myself' }));
    const { thread } = (await ana.vault.open(id)).summary;
    const elsewhere = await ana.elsewhere().logIn();
    // Not what this device has opened of its sent messages to find the newest state.
    elsewhere.reload();
    await elsewhere.vault.resume();
    expect((await elsewhere.vault.thread({ id: thread, where: 'kept' })).map(({ subject, role }) => [subject, role]).toSorted()).toEqual([
      ['Talking to myself', 'recipient'], ['Talking to myself', 'sender'],
    ]);
  });

  test('a clock that is a day wrong changes nothing', async () => {
    const lee = somebodyNew();
    ana.clockSkew = -86_400_000;
    lee.clockSkew = 86_400_000;
    const { id, codes } = await ana.vault.send(await ana.write([lee.address], { subject: 'Yesterday' }));
    await lee.accept(codes[0] ?? { invitation: '', code: '' });
    expect(await lee.vault.open(id)).toMatchObject({ secure: { status: 'open', subject: 'Yesterday' } });
    ana.clockSkew = 0;
  });
});
