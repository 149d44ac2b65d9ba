// The texts of a practice as its members' browsers have them: written by administrators, read by everybody, and sealed anew by themselves.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { keepStatementsBack, saveCard, vaultCoworker } from '../support/vault-practice.ts';
import { accountOf, addTemplate, namesOf, signature, template, templateOf } from '../support/vault-texts.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;
let bea: VaultPerson;
let mia: VaultPerson;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  ana = await (await new VaultPerson(server).signUp()).confirm();
  bea = await vaultCoworker(ana, 'administrator');
  mia = await vaultCoworker(ana);
}, 60_000);
afterAll(() => server?.stop());

const keep = ({ vault }: VaultPerson, patient = true) => vault.keepPracticeTexts({ patient });
const receivers = async () => {
  const rows = await server.database.selectFrom('practice_texts_receivers').innerJoin('accounts', 'accounts.id', 'practice_texts_receivers.account_id').select('accounts.address').execute();
  return rows.map(({ address }) => address);
};

describe('texts of the practice', () => {
  test('are written by an administrator and read by everybody in it, by nobody else, on all their devices', async () => {
    expect(await mia.vault.practiceTexts()).toEqual({ status: 'none', write: 'no' });
    await ana.vault.savePracticeSignature({ before: null, after: signature('{name}, Northside'), force: false });
    await addTemplate(bea, 'Findings');
    for (const person of [ana, bea, mia, await mia.elsewhere().logIn()]) {
      expect(await person.vault.practiceTexts()).toMatchObject({ status: 'ready', writer: bea.person.name, signature: signature('{name}, Northside'), templates: [{ name: 'Findings', noticeSubject: 'A subject' }] });
    }
    const stranger = await (await new VaultPerson(server).signUp()).confirm();
    expect(await stranger.vault.practiceTexts()).toEqual({ status: 'none', write: 'yes' });
    // One's own stay one's own.
    expect(await mia.vault.texts()).toEqual({ signature: null, templates: [] });
  });

  test('are not there for a guest, who has no practice', async () => {
    const guest = new VaultPerson(server);
    const { codes } = await ana.vault.send(await ana.write([guest.address]));
    await guest.accept({ invitation: codes[0]?.invitation ?? '', code: codes[0]?.code ?? '' });
    expect(await guest.vault.practiceTexts()).toEqual({ status: 'none', write: 'no' });
    expect(await keep(guest)).toBe('done');
  });

  test('can be changed and deleted, one name is one template, and what is too long is refused before anything is written', async () => {
    await addTemplate(ana, 'Findings');
    expect(await refused(addTemplate(ana, 'findings'))).toBe('template_exists');
    const before = await templateOf(ana, 'Findings');
    await ana.vault.savePracticeTemplate({ before, after: { ...before, name: 'Results' }, force: false });
    expect(await namesOf(mia)).toEqual(['Results']);
    expect(await refused(ana.vault.savePracticeTemplate({ before: null, after: template('Long', 'x'.repeat(262_144)), force: false }))).toBe('too_large');
    await ana.vault.savePracticeTemplate({ before: await templateOf(ana, 'Results'), after: null, force: false });
    expect(await namesOf(mia)).toEqual([]);
  });

  test('are not written by a member, nor by who was made an administrator later: nobody would believe them', async () => {
    expect(await refused(addTemplate(mia, 'Mine'))).toBe('not_allowed');
    await server.database.updateTable('members').set({ role: 'administrator' }).where('account_id', '=', await accountOf(mia)).execute();
    await mia.vault.session();
    expect(await mia.vault.practiceTexts()).toEqual({ status: 'none', write: 'unsigned' });
    expect(await refused(addTemplate(mia, 'Mine'))).toBe('not_allowed');
  });

  test('are not written yet by who was invited as an administrator, before it is signed that they are', async () => {
    const nina = new VaultPerson(server);
    const [code] = await ana.vault.inviteCoworkers([{ address: nina.address, role: 'administrator' }]);
    await nina.accept({ invitation: code?.invitation ?? '', code: code?.code ?? '' });
    expect(await nina.vault.practiceTexts()).toEqual({ status: 'none', write: 'awaited' });
    expect(await refused(addTemplate(nina, 'Mine'))).toBe('not_allowed');
    await ana.vault.invitations();
    await nina.vault.session();
    expect(await nina.vault.practiceTexts()).toEqual({ status: 'none', write: 'yes' });
  });
});

test('texts that have not changed are not sent again; others are, and what has become of their signer is asked each time', async () => {
  await addTemplate(ana, 'Findings');
  const sent: (number | null)[] = [];
  mia.intercept = async ({ path }, pass) => {
    const answer = await pass();
    if (path.endsWith('/practice/texts')) sent.push(((await answer.clone().json()) as { texts: { sealed: string | null } }).texts.sealed?.length ?? null);
    return answer;
  };
  for (let look = 0; look < 3; look += 1) expect(await namesOf(mia)).toEqual(['Findings']);
  await addTemplate(bea, 'Second');
  for (let look = 0; look < 2; look += 1) expect(await namesOf(mia)).toEqual(['Findings', 'Second']);
  expect(sent).toEqual([expect.any(Number), null, null, expect.any(Number), null]);
  await bea.vault.renewKit({ password: bea.person.password, reason: 'compromise' });
  expect(await mia.vault.practiceTexts()).toMatchObject({ status: 'ready', withdrawn: true });
  // A server that says we have what we have not shows nothing by it.
  const device = await mia.elsewhere().logIn();
  device.intercept = async ({ path }, pass) => {
    const answer = await pass();
    if (!path.endsWith('/practice/texts')) return answer;
    const body = (await answer.json()) as { texts: object };
    return Response.json({ ...body, texts: { ...body.texts, sealed: null } });
  };
  expect(await namesOf(device)).toBe('refused');
});

test('whoever joins while they stand under withdrawn keys is told that they are to be signed anew, and has them once they are', async () => {
  await addTemplate(bea, 'Findings');
  expect(await namesOf(ana)).toEqual(['Findings']);
  const before = await vaultCoworker(ana);
  expect(await before.vault.practiceTexts()).toEqual({ status: 'waiting', write: 'no' });
  await bea.vault.renewKit({ password: bea.person.password, reason: 'compromise' });
  const newcomer = await vaultCoworker(ana);
  // An administrator who merely has Sealpost open brings them to neither.
  for (const person of [ana, bea]) await keep(person, false);
  for (const person of [before, newcomer]) expect(await person.vault.practiceTexts()).toEqual({ status: 'withdrawn', writer: bea.person.name, write: 'no' });
  await addTemplate(ana, 'Order');
  for (const person of [before, newcomer]) expect(await namesOf(person)).toEqual(['Findings', 'Order']);
  // Whoever has withdrawn keys once and has signed with the new ones since is believed again.
  await addTemplate(bea, 'Third');
  expect(await (await vaultCoworker(ana)).vault.practiceTexts()).toEqual({ status: 'waiting', write: 'no' });
});

describe('two administrators at once', () => {
  test('who change different things both find theirs', async () => {
    await Promise.all([addTemplate(ana, 'One'), addTemplate(bea, 'Two')]);
    expect([await namesOf(mia)].flat().toSorted()).toEqual(['One', 'Two']);
    const one = await templateOf(ana, 'One');
    await Promise.all([
      ana.vault.savePracticeTemplate({ before: one, after: { ...one, secureSubject: 'Changed' }, force: false }),
      bea.vault.savePracticeSignature({ before: null, after: signature('Bea’s'), force: false }),
    ]);
    expect(await mia.vault.practiceTexts()).toMatchObject({ signature: signature('Bea’s'), templates: expect.arrayContaining([expect.objectContaining({ name: 'One', secureSubject: 'Changed' })]) as unknown });
  });

  test('who change the same: the second is told, and puts theirs in its place only by saying so', async () => {
    await addTemplate(ana, 'Findings');
    const [forAna, forBea] = [await templateOf(ana, 'Findings'), await templateOf(bea, 'Findings')];
    await ana.vault.savePracticeTemplate({ before: forAna, after: { ...forAna, secureSubject: 'Ana’s' }, force: false });
    const theirs = { before: forBea, after: { ...forBea, secureSubject: 'Bea’s' } };
    expect(await refused(bea.vault.savePracticeTemplate({ ...theirs, force: false }))).toBe('practice_texts_changed');
    expect((await templateOf(mia, 'Findings')).secureSubject).toBe('Ana’s');
    await bea.vault.savePracticeTemplate({ ...theirs, force: true });
    expect((await templateOf(mia, 'Findings')).secureSubject).toBe('Bea’s');
    await ana.vault.savePracticeSignature({ before: null, after: signature('Ana’s'), force: false });
    expect(await refused(bea.vault.savePracticeSignature({ before: null, after: signature('Bea’s'), force: false }))).toBe('practice_texts_changed');
  });
});

describe('sealed anew by an administrator’s browser', () => {
  test('they come to a newcomer; whoever signed for them does it first', async () => {
    await addTemplate(ana, 'Findings');
    const newcomer = await vaultCoworker(bea);
    expect(await newcomer.vault.practiceTexts()).toEqual({ status: 'waiting', write: 'no' });
    expect(await refused(addTemplate(newcomer, 'Mine'))).toBe('not_allowed');
    expect(await keep(ana)).toBe('later');
    expect(await namesOf(newcomer)).toBe('waiting');
    expect(await keep(bea)).toBe('done');
    for (const person of [newcomer, mia, ana]) expect(await namesOf(person)).toEqual(['Findings']);
    const written = await server.database.selectFrom('activity').select(['event', 'actor_id']).where('event', 'in', ['practice-texts-sealed', 'practice-texts-written']).where('practice_id', '=', (await ana.vault.session())?.practice?.id ?? '').orderBy('at').execute();
    expect(written).toEqual([{ event: 'practice-texts-written', actor_id: await accountOf(ana) }, { event: 'practice-texts-sealed', actor_id: await accountOf(bea) }]);
    // And nothing more is to be done by anybody.
    for (const person of [ana, bea, mia]) expect(await keep(person, false)).toBe('done');
    const texts = await server.database.selectFrom('practice_texts').select('edition').where('practice_id', '=', (await ana.vault.session())?.practice?.id ?? '').executeTakeFirst();
    expect(texts?.edition).toBe(2);
  });

  test('they leave out who was removed, and go to the new keys of who has some; until then the old ones open them', async () => {
    await addTemplate(ana, 'Findings');
    await mia.vault.renewKit({ password: mia.person.password });
    expect(await namesOf(mia)).toEqual(['Findings']);
    await keep(ana);
    expect(await namesOf(mia)).toEqual(['Findings']);
    const bob = await vaultCoworker(ana);
    await keep(ana);
    expect(await receivers()).toEqual(expect.arrayContaining([mia.address, bob.address]));
    await ana.browser.call(`DELETE /api/practice/members/${await accountOf(mia)}`);
    await keep(ana);
    expect(await receivers()).not.toContain(mia.address);
    expect(await namesOf(bob)).toEqual(['Findings']);
  });

  test('they come again to who was removed and has been taken back, whether or not they were sealed anew meanwhile', async () => {
    await addTemplate(ana, 'Findings');
    const account = await accountOf(mia);
    for (const between of [true, false]) {
      await ana.browser.call(`DELETE /api/practice/members/${account}`);
      if (between) await keep(ana);
      await ana.browser.call(`POST /api/practice/members/${account}/return`);
      await mia.logIn();
      expect(await namesOf(mia)).toBe('waiting');
      await keep(ana);
      expect(await namesOf(mia)).toEqual(['Findings']);
      expect(await keep(bea, false)).toBe('done');
    }
    const texts = await server.database.selectFrom('practice_texts').select('edition').where('practice_id', '=', (await ana.vault.session())?.practice?.id ?? '').executeTakeFirst();
    expect(texts?.edition).toBe(4);
  });

  test('they stay what they were for who cannot prove whoever sealed them, also when their writer has left', async () => {
    await addTemplate(bea, 'Findings');
    // Bea’s own, who have never compared keys with Ana.
    const bob = await vaultCoworker(bea);
    await keepStatementsBack(server);
    await keep(bea);
    expect(await namesOf(bob)).toEqual(['Findings']);
    await vaultCoworker(ana);
    expect(await keep(ana)).toBe('done');
    expect(await bob.vault.practiceTexts()).toMatchObject({ status: 'ready', writer: ana.person.name, checked: false, templates: [{ name: 'Findings' }] });
    expect(await mia.vault.practiceTexts()).toMatchObject({ status: 'ready', writer: ana.person.name, checked: true });
    await ana.browser.call(`DELETE /api/practice/members/${await accountOf(bea)}`);
    await keep(ana);
    for (const person of [bob, mia]) expect(await namesOf(person)).toEqual(['Findings']);
  });

  test('administrators who cannot prove whoever sealed them do not take them from those, nor from anybody', async () => {
    await addTemplate(bea, 'Findings');
    const nina = await vaultCoworker(bea, 'administrator');
    await keepStatementsBack(server);
    await keep(bea);
    expect(await namesOf(nina)).toEqual(['Findings']);
    await vaultCoworker(ana);
    await keep(ana);
    expect(await namesOf(nina)).toEqual(['Findings']);
    await vaultCoworker(nina);
    expect(await keep(nina)).toBe('done');
    await expect(addTemplate(nina, 'Others')).rejects.toMatchObject({ code: 'practice_texts_closed' });
    for (const person of [ana, bea, mia, nina]) expect(await namesOf(person)).toEqual(['Findings']);
  });

  test('what the owner writes those hear whom a manager brought in, by what the manager has stated of the owner’s keys', async () => {
    const bob = await vaultCoworker(bea);
    await addTemplate(ana, 'Findings');
    expect(await namesOf(bob)).toEqual(['Findings']);
  });

  test('without that, once they have compared keys with the owner', async () => {
    const bob = await vaultCoworker(bea);
    await keepStatementsBack(server);
    await addTemplate(ana, 'Findings');
    expect(await bob.vault.practiceTexts()).toEqual({ status: 'unproved', write: 'no', administrator: { name: ana.person.name, address: ana.address } });
    await bob.vault.fingerprint(ana.address);
    await bob.vault.confirmKeys({ address: ana.address, as: 'compared' });
    expect(await namesOf(bob)).toEqual(['Findings']);
  });
});

test('who cannot open them begins anew, and says so', async () => {
  await addTemplate(ana, 'Findings');
  const newcomer = await vaultCoworker(ana, 'administrator');
  expect(await newcomer.vault.practiceTexts()).toEqual({ status: 'waiting', write: 'yes' });
  expect(await refused(addTemplate(newcomer, 'Mine'))).toBe('practice_texts_closed');
  await newcomer.vault.beginPracticeTexts();
  for (const person of [newcomer, mia, ana]) expect(await namesOf(person)).toEqual([]);
});

test('those whom the founder brought in go on proving each other when the founder has deleted the account; nobody is sent to compare keys with who is gone', async () => {
  const [cara, bob] = [await vaultCoworker(ana, 'administrator'), await vaultCoworker(bea)];
  await keepStatementsBack(server);
  await addTemplate(cara, 'Findings');
  expect((await bob.vault.practiceTexts()).status).toBe('unproved');
  await ana.browser.call(`PATCH /api/practice/members/${await accountOf(bea)}`, { body: { role: 'owner' } });
  await ana.vault.deleteAccount({ password: ana.person.password, endsPractice: false });
  await bea.vault.session();
  await addTemplate(bea, 'By the new owner');
  await saveCard(bea);
  for (const person of [mia, cara, await mia.elsewhere().logIn()]) {
    expect(await person.vault.practiceTexts()).toMatchObject({ status: 'ready', checked: true, templates: [{ name: 'Findings' }, { name: 'By the new owner' }] });
    expect(await person.vault.practiceProfile()).toMatchObject({ status: 'vouched' });
  }
  expect(await namesOf(bob)).toEqual(['Findings', 'By the new owner']);
  await addTemplate(cara, 'By another');
  expect(await namesOf(mia)).toContain('By another');
  expect(await bob.vault.practiceTexts()).toEqual({ status: 'refused', write: 'no' });
});
