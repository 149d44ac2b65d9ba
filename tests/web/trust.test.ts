// A server that lies about keys, claims and messages: what the vault refuses to believe, seal to or show.
import { createIdentity, createKeyring, newId, normaliseAddress, ready, toBase64Url } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson, type Interception } from '../support/vault-person.ts';
import type { Directory, LookUp, WireInvitation } from '../../web/session/wire.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = null;
  ana.reload();
  return ana.vault.resume();
});
afterAll(() => server?.stop());

const founder = async () => (await new VaultPerson(server).signUp()).confirm();

/** Changes the JSON of answers at these paths. */
function lying<T>(path: RegExp, change: (body: T) => void): Interception {
  return async (request, pass) => {
    const answer = await pass();
    if (!path.test(request.path) || !answer.ok) return answer;
    const body = (await answer.json()) as T;
    change(body);
    return Response.json(body, { status: answer.status });
  };
}

/** An entry for this address with keys that the server made itself. */
async function impostor(address: string, account = newId()): Promise<Directory> {
  const made = await createIdentity(createKeyring(), { account, address: normaliseAddress(address) });
  const shown = { account, address, name: 'Somebody', practice: null, practiceName: null, confirmed: true };
  return { ...shown, identities: [made.identity], kemPublicKey: toBase64Url(made.kemPublicKey), revocations: [] };
}

const watchSends = () => {
  const sent: string[] = [];
  const { intercept } = ana;
  ana.intercept = (request, pass) => {
    if (request.method === 'POST' && request.path === '/api/messages') sent.push(request.path);
    return intercept ? intercept(request, pass) : pass();
  };
  return sent;
};

describe('keys of a known contact', () => {
  test.each(['another account', 'the same account'])('that the server swaps (%s) stop sending until a person has looked', async (which) => {
    await ana.vault.send(await ana.write([ben.address]));
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'registered' }]);
    const account = (await ana.vault.contacts()).find(({ address }) => address === ben.address)?.account as ReturnType<typeof newId>;
    const swapped = await impostor(ben.address, which === 'the same account' ? account : newId());
    ana.intercept = lying<{ results: LookUp[] }>(/addresses\/lookup/, ({ results }) => results.forEach((result) => (result.registered = swapped)));
    const sent = watchSends();
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
    await expect(ana.vault.send(await ana.write([ben.address]))).rejects.toMatchObject({ code: 'keys_changed', details: { addresses: [ben.address] } });
    expect(sent).toEqual([]);
    expect((await ana.vault.contacts()).find(({ address }) => address === ben.address)?.verification?.kind).toBe('changed');
    ana.intercept = null;
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'registered' }]);
  });

  test('that vanish do not make room for an invitation', async () => {
    await ana.vault.send(await ana.write([ben.address]));
    ana.intercept = lying<{ results: LookUp[] }>(/addresses\/lookup/, ({ results }) => results.forEach((result) => (result.registered = null)));
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
  });

  test('stay known when the contact is removed from the address book', async () => {
    await ana.vault.send(await ana.write([ben.address]));
    await ana.vault.removeContact(ben.address);
    expect((await ana.vault.contacts()).some(({ address }) => address === ben.address)).toBe(false);
    const swapped = await impostor(ben.address);
    ana.intercept = lying<{ results: LookUp[] }>(/addresses\/lookup/, ({ results }) => results.forEach((result) => (result.registered = swapped)));
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'changed' }]);
  });

  test('are confirmed exactly as they were shown, not as the server shows them a moment later', async () => {
    const shown = await ana.vault.fingerprint(ben.address);
    expect(shown.groups).toHaveLength(10);
    const swapped = await impostor(ben.address);
    ana.intercept = lying<{ results: LookUp[] }>(/addresses\/lookup/, ({ results }) => results.forEach((result) => (result.registered = swapped)));
    expect(await refused(ana.vault.confirmKeys({ address: ben.address, as: 'compared' }))).toBe('keys_changed');
    ana.intercept = null;
    await ana.vault.confirmKeys({ address: ben.address, as: 'compared' });
    expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'verified' }]);
    expect((await ben.vault.fingerprint(null)).groups).toEqual(shown.groups);
  });

  test('that follow by a re-key, signed by the known ones, need no new look', async () => {
    const carla = await founder();
    await ana.vault.send(await ana.write([carla.address]));
    await ana.vault.fingerprint(carla.address);
    await ana.vault.confirmKeys({ address: carla.address, as: 'compared' });
    await carla.vault.renewKit({ password: carla.person.password });
    expect(await ana.vault.resolve([carla.address])).toMatchObject([{ state: 'verified' }]);
    const { id } = await ana.vault.send(await ana.write([carla.address], { subject: 'To the new keys' }));
    expect(await carla.vault.open(id)).toMatchObject({ secure: { status: 'open', subject: 'To the new keys' } });
  });
});

describe('an address entry', () => {
  test('of somebody else, or with a key that its identity does not name, is not written to', async () => {
    const other = await impostor('other@elsewhere.example');
    const mixed = { ...(await impostor(ben.address)), kemPublicKey: other.kemPublicKey };
    for (const entry of [other, mixed]) {
      ana.intercept = lying<{ results: LookUp[] }>(/addresses\/lookup/, ({ results }) => results.forEach((result) => (result.registered = entry)));
      expect(await ana.vault.resolve([ben.address])).toMatchObject([{ state: 'alarm' }]);
    }
  });
});

describe('whoever answers my invitation', () => {
  test('without the code is never written to, also not after a mere look; cancelling ends it', async () => {
    const lee = new VaultPerson(server);
    const [made] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    await (await lee.signUp()).confirm();
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'alarm' }]);
    expect(await refused(ana.vault.send(await ana.write([lee.address])))).toBe('claim_wrong');
    await ana.vault.fingerprint(lee.address);
    expect(await refused(ana.vault.confirmKeys({ address: lee.address, as: 'first-use' }))).toBe('claim_wrong');
    await ana.vault.cancelInvitation(made?.invitation ?? '');
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'registered' }]);
  });

  test('is verified when the claim comes later, from an account that was there already', async () => {
    const lee = new VaultPerson(server);
    const { id, codes } = await ana.vault.send(await ana.write([lee.address], { subject: 'Waiting' }));
    const made = codes[0] ?? { invitation: '', code: '' };
    await (await lee.signUp()).confirm();
    await lee.vault.redeem({ id: made.invitation, token: null, code: made.code });
    expect(await lee.vault.joinInvitation()).toEqual({ message: id });
    expect(await lee.vault.open(id)).toMatchObject({ secure: { status: 'open', subject: 'Waiting' } });
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'verified' }]);
  });

  test('with a claim that the server made up is an alarm, and mail from there is unverified', async () => {
    const lee = new VaultPerson(server);
    const [made] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    const false_ = await impostor(lee.address);
    const claim = { claim: toBase64Url(new Uint8Array(32)), directory: false_, at: Date.now() };
    ana.intercept = async (request, pass) => {
      const swap = lying<{ results: LookUp[] }>(/addresses\/lookup/, ({ results }) => results.forEach((result) => (result.registered = false_)));
      const claims = lying<{ invitations: WireInvitation[] }>(/api\/invitations$/, ({ invitations }) =>
        invitations.forEach((each) => Object.assign(each, each.id === made?.invitation ? { status: 'claimed', claim } : {})),
      );
      return swap(request, () => claims(request, pass));
    };
    expect(await ana.vault.resolve([lee.address])).toMatchObject([{ state: 'alarm' }]);
    expect((await ana.vault.invitations()).find(({ invitation }) => invitation === made?.invitation)).toMatchObject({ claim: 'wrong' });
    expect((await ana.vault.contacts()).find(({ address }) => address === lee.address)?.verification).toBeNull();
  });
});

describe('the invitee', () => {
  test('refuses an inviter whom the code does not vouch for', async () => {
    const lee = new VaultPerson(server);
    const [made] = (await ana.vault.send(await ana.write([lee.address]))).codes;
    const false_ = await impostor(ana.address);
    lee.intercept = lying<{ inviter: Directory }>(/redeem$/, (body) => (body.inviter = false_));
    expect(await refused(lee.accept(made ?? { invitation: '', code: '' }))).toBe('claim_wrong');
  });
});

describe('a message', () => {
  test('with one bit flipped is refused with one clear mark; the rest of the mailbox works', async () => {
    const carla = await founder();
    const first = await ben.vault.send(await ben.write([carla.address], { subject: 'Whole' }));
    const second = await ben.vault.send(await ben.write([carla.address], { subject: 'Broken' }));
    const { container } = await server.database.selectFrom('messages').select('container').where('id', '=', second.id).executeTakeFirstOrThrow();
    const flipped = Buffer.from(container);
    flipped[flipped.length - 20] = (flipped[flipped.length - 20] ?? 0) ^ 1;
    await server.database.updateTable('messages').set({ container: flipped }).where('id', '=', second.id).execute();
    const { rows } = await carla.vault.list({ folder: 'inbox', before: null });
    expect(rows.map(({ id, subject }) => ({ id, subject }))).toEqual([{ id: second.id, subject: null }, { id: first.id, subject: 'Whole' }]);
    expect((await carla.vault.open(second.id)).secure).toEqual({ status: 'failed', reason: 'refused' });
    expect((await carla.vault.open(first.id)).secure).toMatchObject({ status: 'open' });
  });

  test('is refused where the e-mail part, the thread or the sender is another than was signed', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'As signed' }));
    const lies: ((row: Record<string, unknown>) => void)[] = [
      (row) => (row['notice'] = { subject: 'Another', text: 'Please read it with the link.' }),
      (row) => (row['thread'] = newId()),
      (row) => (row['typeClass'] = 'advanced'),
      (row) => (row['expires'] = Date.now()),
      (row) => (row['sender'] = { ...(row['sender'] as object), account: newId() }),
    ];
    for (const lie of lies) {
      ana.intercept = lying<{ row: Record<string, unknown> }>(new RegExp(`messages/${id}$`), ({ row }) => lie(row));
      expect((await ana.vault.open(id)).secure).toMatchObject({ status: 'failed' });
    }
    ana.intercept = null;
    expect((await ana.vault.open(id)).secure).toMatchObject({ status: 'open', subject: 'As signed' });
  });

  test('that was opened before is verified anew when the server shows something else about it', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'Listed' }));
    const row = async () => (await ana.vault.list({ folder: 'inbox', before: null })).rows.find((each) => each.id === id);
    expect(await row()).toMatchObject({ subject: 'Listed' });
    ana.intercept = lying<{ rows: { id: string; notice: object }[] }>(/api\/messages$/, ({ rows }) =>
      rows.forEach((each) => Object.assign(each, each.id === id ? { notice: { subject: 'Invoice', text: 'Pay now' } } : {})),
    );
    expect(await row()).toMatchObject({ subject: null, preview: '' });
  });

  test('once seen cannot be replaced by another of the same id', async () => {
    const draft = await ben.write([ana.address], { subject: 'The first' });
    await ben.vault.send(draft);
    expect((await ana.vault.open(draft.id)).secure).toMatchObject({ status: 'open' });
    // The sender and the server together: a second, validly signed container under the id.
    const taken = await server.database.selectFrom('messages').selectAll().where('id', '=', draft.id).executeTakeFirstOrThrow();
    const other = await ben.write([ana.address], { subject: 'The second' });
    ben.reload();
    await ben.vault.resume();
    let second: { container: string } | null = null;
    ben.intercept = async (request, pass) => {
      if (request.method !== 'POST' || request.path !== '/api/messages') return pass();
      second = JSON.parse(String(request.init.body)) as { container: string };
      return Response.json({ id: draft.id }, { status: 201 });
    };
    await ben.vault.send({ ...other, id: draft.id });
    ben.intercept = null;
    const container = Buffer.from((second as unknown as { container: string }).container, 'base64url');
    await server.database.updateTable('messages').set({ container }).where('id', '=', draft.id).execute();
    expect((await ana.vault.open(draft.id)).secure).toEqual({ status: 'failed', reason: 'refused' });
    await server.database.updateTable('messages').set({ container: taken.container }).where('id', '=', draft.id).execute();
  });

  test('signed by keys that a known sender never had is withheld until a person has looked', async () => {
    const dora = await founder();
    const carla = await founder();
    await carla.vault.send(await carla.write([dora.address]));
    const swapped = await impostor(dora.address, (await dora.vault.session())?.account as ReturnType<typeof newId>);
    carla.intercept = lying<{ results: Directory[] }>(/accounts\/lookup/, ({ results }) => {
      const at = results.findIndex(({ address }) => address === dora.address);
      if (at !== -1) results[at] = swapped;
    });
    const { id } = await dora.vault.send(await dora.write([carla.address]));
    expect((await carla.vault.open(id)).secure).toMatchObject({ status: 'failed' });
    expect((await carla.vault.open(id)).summary.sender.verification.kind).toBe('changed');
  });
});
