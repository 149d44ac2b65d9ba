// What whoever runs the server has to say: its pages stand at the foot of every page outside the mailbox and in the account's menu,
// and /about says what is kept.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from '../../web/text/en/about.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, registerPractice } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const env = { IMPRINT_URL: 'https://practice.example/imprint', PRIVACY_URL: 'https://practice.example/privacy', SUPPORT_URL: 'mailto:help@practice.example' };
let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ env });
}, 180_000);
afterAll(() => stage.close());

describe('the operator’s pages', () => {
  test.each(['/login', '/register', '/recover', '/invite', '/confirm', '/about'])('are linked at the foot of %s', async (path) => {
    const person = await stage.somebody();
    await goTo(person, path);
    const foot = person.page.getByRole('navigation', { name: 'About this service' });
    await foot.getByRole('link', { name: 'Imprint', exact: true }).waitFor();
    const links = await foot.getByRole('link').evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
    expect(links).toEqual([
      ['What is processed and kept', '/about'],
      ['Imprint', env.IMPRINT_URL],
      ['Privacy', env.PRIVACY_URL],
      ['Support', env.SUPPORT_URL],
    ]);
    await person.context.close();
  });

  test('say on /about what is processed and kept, wide and on a phone, light and dark', async () => {
    for (const options of [{}, { phone: true }, { dark: true }] as const) {
      const person = await stage.somebody(options);
      await goTo(person, '/about');
      await person.page.getByRole('heading', { name: about.title, level: 1 }).waitFor();
      await person.page.getByRole('link', { name: 'Imprint' }).waitFor();
      for (const item of [...about.seen.items, ...about.kept.items]) expect(await person.page.getByText(item, { exact: true }).count()).toBe(1);
      await expectAccessible(person, `about ${JSON.stringify(options)}`);
      expect(await person.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await person.context.close();
    }
    const person = await stage.somebody();
    await goTo(person, '/login');
    await person.page.getByRole('link', { name: 'Imprint' }).waitFor();
    await expectAccessible(person, 'log-in with its foot');
    const phone = await stage.somebody({ phone: true });
    await goTo(phone, '/login');
    await phone.page.getByRole('link', { name: 'Imprint' }).waitFor();
    await expectAccessible(phone, 'log-in with its foot on a phone');
  });

  test('stand in the account’s menu, each with a tab of its own, so that nobody is logged out', async () => {
    const person = await stage.somebody();
    await registerPractice(person, { practiceName: 'Northside', name: 'Ana Ruiz', address: 'ana@northside.example', password: 'correct horse battery staple lamp' });
    await person.page.waitForURL(/\/mail/);
    await person.page.getByRole('button', { name: 'Account', exact: true }).click();
    const menu = person.page.getByRole('menu', { name: 'Account' });
    await menu.getByRole('menuitem', { name: 'Support' }).waitFor();
    const links = await menu.getByRole('menuitem').evaluateAll((all) => all.map((item) => [item.textContent, item.getAttribute('href'), item.getAttribute('target'), item.getAttribute('rel')]));
    const tab = ['_blank', 'noopener noreferrer'];
    expect(links).toEqual(
      expect.arrayContaining([
        ['What is processed and kept', '/about', ...tab],
        ['Imprint', env.IMPRINT_URL, ...tab],
        ['Privacy', env.PRIVACY_URL, ...tab],
        ['Support', env.SUPPORT_URL, ...tab],
      ]),
    );
    await expectAccessible(person, 'account menu');
    const [opened] = await Promise.all([person.context.waitForEvent('page'), menu.getByRole('menuitem', { name: 'What is processed and kept' }).click()]);
    await opened.getByRole('heading', { name: about.title, level: 1 }).waitFor();
    await person.page.getByRole('button', { name: 'Compose message' }).waitFor();
    stage.expectNoComplaints();
  });
});
