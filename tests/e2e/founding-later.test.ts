// A guest founds a practice where not everybody may: by the operator's link, which is asked for beforehand and works once; and where nobody may,
// which the page says in place of the form. In both languages, wide and on a phone, light and dark.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practice as german } from '../../web/text/de/practice.ts';
import { practice as words } from '../../web/text/en/practice.ts';
import { launchBrowser } from '../support/browser.ts';
import { sealpostCommand } from '../support/cli.ts';
import { founder, type TestClient } from '../support/client.ts';
import { guestOf } from '../support/correspondence.ts';
import { findFreePort } from '../support/free-port.ts';
import { overHttp } from '../support/over-http.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { expectAccessible } from './accessible.ts';
import { goTo, logIn, newPerson, type Person } from './person.ts';
import { heading, refusal } from './sights.ts';

const texts = { en: words, de: german };

let browser: Awaited<ReturnType<typeof launchBrowser>>;
let sealpost: RunningSealpost;
let settings: Record<string, string>;
let lee: TestClient;
let kim: TestClient;
const people: Person[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  settings = { PORT: String(await findFreePort()) };
  sealpost = await startSealpost({ env: settings });
  settings['DATA_DIR'] = sealpost.dataDir;
  const owner = await founder(await overHttp(sealpost), { name: 'Dr. Ana Ruiz' });
  [lee, kim] = [(await guestOf(owner, { name: 'Lee Park' })).guest, (await guestOf(owner, { name: 'Kim Weber' })).guest];
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await sealpost?.stop();
});

/** On the same data from now on, as an operator who has changed the setting. */
async function whoMayFound(SIGN_UP: 'token' | 'closed'): Promise<void> {
  await sealpost.stop();
  sealpost = await startSealpost({ env: { ...settings, SIGN_UP } });
}

type Looking = { language: keyof typeof texts; phone?: true };
const LOOKS: readonly Looking[] = [{ language: 'en' }, { language: 'de', phone: true }];

/** At the practice page. */
async function arrive({ person: { address, password } }: TestClient, { language, phone }: Looking): Promise<Person> {
  const person = await newPerson(browser, { base: sealpost.url, locale: language === 'de' ? 'de-DE' : 'en-GB', ...(phone && { phone }) });
  people.push(person);
  await goTo(person, '/login?next=%2Fpractice');
  if (language === 'en') await logIn(person, { address, password });
  else {
    await box(person, 'E-Mail-Adresse').fill(address);
    await person.page.getByLabel('Passwort', { exact: true }).fill(password);
    await button(person, 'Anmelden').click();
  }
  await heading(person, texts[language].founding.title).waitFor({ timeout: 30_000 });
  return person;
}

/** By day and in the dark. */
async function look(person: Person, what: string): Promise<void> {
  const { page } = person;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('region', { name: /^(Your own practice|Ihre eigene Praxis)$/ }).evaluate((section) => section.scrollIntoView());
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectAccessible(person, `founding: ${what}, ${colorScheme}`);
  }
}

const box = ({ page }: Person, name: string) => page.getByRole('textbox', { name, exact: true });
const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

describe('where a practice is founded by the operator’s link', () => {
  let link = '';

  test('the form asks for it, says what is missing, and loses nothing by a link that does not work', async () => {
    await whoMayFound('token');
    const { code, stdout } = await sealpostCommand(['sign-up-token'], { DATA_DIR: sealpost.dataDir, PUBLIC_URL: sealpost.url, PORT: settings['PORT'] ?? '' });
    expect(code).toBe(0);
    link = stdout.trim();
    for (const looking of LOOKS) {
      const { founding, name, nameRequired } = texts[looking.language];
      const person = await arrive(lee, looking);
      await look(person, `by a link ${looking.language}`);
      await button(person, founding.submit).click();
      for (const missing of [nameRequired, founding.linkRequired]) await person.page.getByText(missing, { exact: true }).waitFor();
      await look(person, `nothing typed ${looking.language}`);
      await box(person, name).fill('Fine Lab');
      await box(person, founding.link).fill(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`);
      await button(person, founding.submit).click();
      await refusal(person, founding.failures.sign_up_token_invalid.title).waitFor({ timeout: 30_000 });
      await person.page.getByText(founding.failures.sign_up_token_invalid.text, { exact: true }).waitFor();
      expect(await box(person, name).inputValue()).toBe('Fine Lab');
      await look(person, `a link that does not work ${looking.language}`);
      await person.context.close();
    }
  });

  test('it works once, pasted whole, and the page is the practice’s then', async () => {
    const person = await arrive(lee, { language: 'de' });
    await box(person, german.name).fill('Fine Lab');
    await box(person, german.founding.link).fill(` ${link} `);
    await button(person, german.founding.submit).click();
    await person.page.getByRole('region', { name: german.about, exact: true }).waitFor({ timeout: 30_000 });
    await person.page.getByText(german.founding.founded('Fine Lab')).first().waitFor();
    await expectAccessible(person, 'founding: German: the practice just founded');
    await person.context.close();
    const second = await arrive(kim, { language: 'en', phone: true });
    await box(second, words.name).fill('Second Lab');
    await box(second, words.founding.link).fill(link);
    await button(second, words.founding.submit).click();
    await refusal(second, words.founding.failures.sign_up_token_invalid.title).waitFor({ timeout: 30_000 });
    await second.context.close();
  });
});

test('where nobody may, the page says so and whom to ask, and offers no form', async () => {
  const before = await arrive(kim, { language: 'en' });
  await box(before, words.name).fill('Second Lab');
  await box(before, words.founding.link).fill('anything');
  await whoMayFound('closed');
  // Whoever has the form open from before is told on pressing.
  await button(before, words.founding.submit).click();
  await refusal(before, words.founding.failures.sign_up_closed.title).waitFor({ timeout: 30_000 });
  await before.context.close();
  for (const looking of LOOKS) {
    const { founding, guest } = texts[looking.language];
    const person = await arrive(kim, looking);
    await person.page.getByText(founding.closed, { exact: true }).waitFor();
    await person.page.getByText(guest.limits(false), { exact: true }).waitFor();
    expect(await button(person, founding.submit).count()).toBe(0);
    await look(person, `closed ${looking.language}`);
    await person.context.close();
  }
});

test('no page complained', () => expect(people.flatMap(({ complaints }) => complaints)).toEqual([]));
