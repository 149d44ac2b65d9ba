// What whoever runs the server has to say: its pages stand at the foot of every page outside the mailbox and in the account's menu,
// and /about says what is kept.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Processing } from '../../web/session/processing.ts';
import { about } from '../../web/text/en/about.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, type Person, registerPractice } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const limits = { MAX_ATTACHMENT_BYTES: '40000000', INVITATION_DAYS: '30', IDLE_MINUTES: '5' };
const env = { ...limits, IMPRINT_URL: 'https://practice.example/imprint', PRIVACY_URL: 'https://practice.example/privacy', SUPPORT_URL: 'mailto:help@practice.example' };
let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ env });
}, 180_000);
afterAll(() => stage.close());

/** For looking at, where a folder is given. */
async function see({ page }: Person, what: string): Promise<void> {
  const folder = process.env['SEALPOST_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${what}.png`, fullPage: true });
}

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
      await person.page.getByRole('heading', { name: about.operator.title }).waitFor();
      const said = (await (await person.context.request.get(`${person.base}/api/settings/processing`)).json()) as Processing;
      for (const item of [about.seen, about.kept, about.limits, about.places].flatMap(({ items }) => items(said))) expect(await person.page.getByText(item, { exact: true }).count(), item).toBe(1);
      for (const text of ['An attachment: 40 MB at most.', 'An invitation: open for 30 days.', 'logged off after 5 minutes', 'That is 7 minutes after it was last used']) await person.page.getByText(text).waitFor();
      for (const page of [env.IMPRINT_URL, env.PRIVACY_URL, 'help@practice.example']) await person.page.getByRole('main').getByRole('link', { name: page, exact: true }).waitFor();
      await see(person, `about-${Object.keys(options)[0] ?? 'wide'}`);
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

  test('say it in German and of another server by that server’s settings, and are printed without what belongs to the screen', async () => {
    const other = await openStage();
    const person = await other.somebody({ locale: 'de-DE' });
    await goTo(person, '/about');
    for (const text of ['Ein Anhang: höchstens 524 MB.', 'Eine Einladung: 14 Tage offen.', 'Das sind 17 Minuten nach der letzten Benutzung', 'Der Betreiber hat hier keine eigenen Seiten genannt.']) await person.page.getByText(text).waitFor();
    await expectAccessible(person, 'about in German');
    await see(person, 'about-german');
    await person.page.emulateMedia({ media: 'print' });
    for (const name of ['Drucken', 'English']) expect(await person.page.getByText(name, { exact: true }).isVisible()).toBe(false);
    expect(await person.page.getByText(new URL(person.base).host).isVisible()).toBe(true);
    await see(person, 'about-print');
    other.expectNoComplaints();
    await other.close();
  });

  test('say so where the server does not answer, and ask again', async () => {
    const person = await stage.somebody();
    await person.page.route('**/api/settings/processing', (route) => route.abort());
    await goTo(person, '/about');
    await person.page.getByRole('button', { name: about.retry }).waitFor();
    expect(await person.page.getByText(about.sealed.text).isVisible()).toBe(true);
    await see(person, 'about-failed');
    await person.page.unroute('**/api/settings/processing');
    await person.page.getByRole('button', { name: about.retry }).click();
    await person.page.getByText('An attachment: 40 MB at most.').waitFor();
    await person.context.close();
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
