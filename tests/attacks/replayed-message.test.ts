// A message shown once more as another: under a new id, in another thread, as the answer to something else, or replaced under its id.
import { fromBase64Url, newId, ready } from '#crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageRow, NewMessage } from '../../web/session/wire.ts';
import { delivering, messageFrom } from '../support/colluder.ts';
import { containerOf, invented, lying, ownEntry, REFUSED, seen, showing } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let ben: VaultPerson;
const founder = async () => (await new VaultPerson(server).signUp()).confirm();

beforeAll(async () => {
  await ready();
  server = await startTestServer();
  [ana, ben] = [await founder(), await founder()];
});
afterEach(() => {
  ana.intercept = ben.intercept = null;
});
afterAll(() => server?.stop());

describe('a message that is shown again', () => {
  it('under a new id, as if it had been sent twice, is refused', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'Once' }));
    const container = await containerOf(server, id);
    const self = await ownEntry(ben);
    const replay = newId();
    const parts = await messageFrom({ ...(await invented(ben.address)), account: self.account as ReturnType<typeof newId> }, [await ownEntry(ana)], { id: replay });
    const shown: { row: MessageRow } = (await ana.browser.call<{ row: MessageRow }>(`GET /api/messages/${id}`)).body;
    const { thread, inReplyTo, notice, typeClass, expires, sender } = shown.row;
    ana.intercept = lying(delivering(parts, { container, to: ana.address, row: { thread, inReplyTo, notice, typeClass, expires, sender } }));
    expect(await seen(ana, replay)).toEqual(REFUSED);
    ana.intercept = null;
    expect(await seen(ana, id)).toEqual({ opened: 'Once', listed: 'Once' });
  });

  it('in another thread, or as the answer to another message, is refused', async () => {
    const { id } = await ben.vault.send(await ben.write([ana.address], { subject: 'In its place' }));
    for (const row of [(shown: MessageRow) => (shown.thread = newId()), (shown: MessageRow) => (shown.inReplyTo = newId())]) {
      ana.intercept = lying(showing(id, { row }));
      expect(await seen(ana, id)).toEqual(REFUSED);
    }
    ana.intercept = null;
    expect(await seen(ana, id)).toEqual({ opened: 'In its place', listed: 'In its place' });
  });

  it('in the answer to a request for another message is not taken for that one', async () => {
    const [one, other] = [await ben.vault.send(await ben.write([ana.address])), await ben.vault.send(await ben.write([ana.address]))];
    const shown = (await ana.browser.call<object>(`GET /api/messages/${other.id}`)).body;
    ana.intercept = lying([[new RegExp(`messages/${one.id}$`), () => shown]]);
    await expect(ana.vault.open(one.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a message that was seen', () => {
  it('cannot be replaced by another of the same id, that its sender has signed too', async () => {
    const draft = await ben.write([ana.address], { subject: 'The first' });
    await ben.vault.send(draft);
    expect(await seen(ana, draft.id)).toMatchObject({ opened: 'The first' });
    // The sender and the server together: a second, validly signed container under the id.
    const other = await ben.write([ana.address], { subject: 'The second' });
    ben.reload();
    await ben.vault.resume();
    const requests: NewMessage[] = [];
    ben.intercept = async (request, pass) => {
      if (request.method !== 'POST' || request.path !== '/api/messages') return pass();
      requests.push(JSON.parse(String(request.init.body)) as NewMessage);
      return Response.json({ id: draft.id }, { status: 201 });
    };
    await ben.vault.send({ ...other, id: draft.id });
    const second = fromBase64Url(requests[0]?.container ?? '');
    ana.intercept = lying(showing(draft.id, { container: second }));
    expect((await ana.vault.open(draft.id)).secure).toEqual({ status: 'failed', reason: 'refused' });
    // On a device that has not seen the first one it is a message like any other.
    const fresh = await ana.elsewhere().logIn();
    fresh.intercept = ana.intercept;
    expect((await fresh.vault.open(draft.id)).secure).toMatchObject({ status: 'open', subject: 'The second' });
  });
});
