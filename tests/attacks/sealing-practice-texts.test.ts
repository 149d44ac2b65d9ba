// A server that wants to read a practice's texts itself: whom the browsers of administrators seal them to. And members who write, by asking the server.
import { encodeUtf8, fingerprint, fromBase64Url, proposeMember, ready, signMember, countersignMember, type Id, type KemPublicKey } from '#crypto';
import type { TextsContent } from '#crypto/practice';
import { afterEach, afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../support/browser-stand-in.ts';
import { forgeTexts, hashOf, keyOf, shownTo, TEXTS, type ShownTexts } from '../support/forged-texts.ts';
import { invented, lying, ownEntry } from '../support/lying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { vaultCoworker } from '../support/vault-practice.ts';
import { accountOf, addTemplate, namesOf, signature } from '../support/vault-texts.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let bea: VaultPerson;
let mia: VaultPerson;
let practice: Id;
beforeAll(async () => {
  await ready();
  server = await startTestServer();
  ana = await (await new VaultPerson(server).signUp()).confirm();
  bea = await vaultCoworker(ana, 'administrator');
  mia = await vaultCoworker(ana);
  practice = (await ana.vault.session())?.practice?.id as Id;
  await addTemplate(ana, 'First');
}, 120_000);
afterEach(() => {
  for (const person of [ana, bea, mia]) person.intercept = null;
});
afterAll(() => server?.stop());

const MEMBERS = /practice\/texts\/members$/;
const PUT = 'PUT /api/practice/texts';

describe('an administrator’s browser seals them', () => {
  it('to nobody whom the server alone calls a member, though it shows a membership', async () => {
    const spy = await invented('spy@elsewhere.example');
    const identity = await hashOf(spy);
    const administrator = await accountOf(ana);
    const forgeries = [
      await proposeMember(spy.keyring, { practice, account: spy.account, identity, role: 'member', administrator }),
      await signMember(spy.keyring, { practice, account: spy.account, identity, role: 'owner', administrator: spy.account }),
      await countersignMember(spy.keyring, { proposal: await proposeMember(spy.keyring, { practice, account: spy.account, identity, role: 'member', administrator }), accountKey: keyOf(spy) }),
    ];
    for (const member of forgeries) {
      const sent: string[][] = [];
      ana.intercept = async (request, pass) => {
        if (request.method === 'PUT' && TEXTS.test(request.path)) sent.push((JSON.parse(String(request.init.body)) as { receivers: { account: string }[] }).receivers.map(({ account }) => account));
        return lying([[MEMBERS, (shown: ShownTexts & { members: string[] }) => ({ ...shown, members: [...shown.members, spy.account], administrators: [...shown.administrators, { directory: spy.directory, member }] })]])(request, pass);
      };
      const before = await ana.vault.practiceTexts();
      await ana.vault.savePracticeSignature({ before: before.status === 'ready' ? before.signature : null, after: signature(`Northside ${forgeries.indexOf(member)}`), force: false });
      expect(sent).toHaveLength(1);
      expect(sent[0]).toContain(await accountOf(mia));
      expect(sent[0]).not.toContain(spy.account);
    }
  });

  it('nor to whom an edition names that nobody proves, though it says what was accepted', async () => {
    const [spy, impostor] = [await invented('spy2@elsewhere.example'), await invented('impostor2@elsewhere.example')];
    const [own, ofAna] = [await ownEntry(ana), await ana.vault.practiceTexts()];
    if (ofAna.status !== 'ready') throw new Error('not open');
    const { signature: given, templates } = ofAna;
    const receivers = [own, spy.directory, impostor.directory].map(({ account, kemPublicKey }) => ({ account: account as Id, kemPublicKey: fromBase64Url(kemPublicKey) as KemPublicKey }));
    const edition = (await shownTo(ana)).texts?.edition ?? 0;
    const texts = await forgeTexts({ ...impostor, identity: await hashOf(impostor) }, { practice, to: own, receivers, edition, content: { signature: given, templates } as unknown as TextsContent });
    const member = await signMember(spy.keyring, { practice, account: spy.account, identity: await hashOf(spy), role: 'owner', administrator: spy.account });
    // As the next edition: the one that was accepted may not be replaced under its number.
    const shown = await forgeTexts({ ...impostor, identity: await hashOf(impostor) }, { practice, to: own, receivers, edition: edition + 1, content: { signature: given, templates } as unknown as TextsContent });
    const sent: string[] = [];
    ana.intercept = async (request, pass) => {
      if (request.method === 'PUT' && TEXTS.test(request.path)) return sent.push(String(request.init.body)), pass();
      return lying([
        [TEXTS, (body: ShownTexts) => ({ ...body, texts: shown })],
        [MEMBERS, (body: ShownTexts & { members: string[] }) => ({ ...body, members: [...body.members, spy.account], administrators: [...body.administrators, { directory: spy.directory, member }] })],
      ])(request, pass);
    };
    // Nor is it said to be signed.
    expect(await ana.vault.practiceTexts()).toMatchObject({ status: 'ready', checked: false, withdrawn: false });
    await expect(ana.vault.savePracticeSignature({ before: given, after: signature('For the practice alone'), force: false })).rejects.toMatchObject({ code: 'practice_texts_closed' });
    expect(sent).toEqual([]);
    await ana.vault.beginPracticeTexts().catch(() => undefined);
    expect(sent.length).toBeGreaterThan(0);
    for (const body of sent) expect(body).not.toContain(spy.account);
    ana.intercept = lying([[TEXTS, (body: ShownTexts) => ({ ...body, texts })]]);
    expect((await ana.vault.practiceTexts()).status).toBe('refused');
  });

  it('to no other keys of a member than those that go back to what was signed', async () => {
    const other = await invented(mia.address);
    const account = await accountOf(mia);
    const sent: string[] = [];
    ana.intercept = async (request, pass) => {
      if (request.method === 'PUT' && TEXTS.test(request.path)) sent.push(String(request.init.body));
      return lying([[MEMBERS, ({ administrators, ...shown }: ShownTexts & { members: string[] }) => ({
        ...shown, members: [...shown.members, other.account],
        administrators: administrators.map((each) => (each.directory.account === account ? { ...each, directory: { ...other.directory, account: other.account } } : each)),
      })]])(request, pass);
    };
    await addTemplate(ana, 'For whom');
    const kem = await fingerprint(fromBase64Url(other.directory.kemPublicKey));
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain(kem);
    expect(sent[0]).not.toContain(account);
    ana.intercept = null;
    await ana.vault.keepPracticeTexts({ patient: false });
    expect([await namesOf(mia)].flat()).toContain('For whom');
  });
});

describe('the server takes texts', () => {
  it('from nobody who does not administer the practice at that moment', async () => {
    const { texts } = await shownTo(bea);
    const body = { edition: (texts?.edition ?? 0) + 1, sealed: texts?.sealed, receivers: [{ account: await accountOf(bea), kem: await fingerprint(encodeUtf8('kem')) }], written: true };
    expect(refusal(await mia.browser.call(PUT, { body }))).toBe('403 not_allowed');
    expect(refusal(await mia.browser.call('GET /api/practice/texts/members'))).toBe('403 not_allowed');
    await server.database.updateTable('members').set({ role: 'member' }).where('account_id', '=', await accountOf(bea)).execute();
    expect(refusal(await bea.browser.call(PUT, { body }))).toBe('403 not_allowed');
    await server.database.updateTable('members').set({ role: 'administrator' }).where('account_id', '=', await accountOf(bea)).execute();
    expect((await shownTo(mia)).texts?.edition).toBe(texts?.edition);
  });
});
