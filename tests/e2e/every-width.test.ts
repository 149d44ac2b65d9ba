// The main screens where there is less room than on a large window and more than on a phone, and where there is plenty; with lists as they
// come and compact; light and dark; in English and, with its longer words, in German.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { founder } from '../support/client.ts';
import { send } from '../support/correspondence.ts';
import { overHttp } from '../support/over-http.ts';
import { compose as germanCompose } from '../../web/text/de/compose.ts';
import { inbox as germanInbox } from '../../web/text/de/inbox.ts';
import { settings as germanSettings } from '../../web/text/de/settings.ts';
import { shell as germanShell } from '../../web/text/de/shell.ts';
import { compose as englishCompose } from '../../web/text/en/compose.ts';
import { inbox as englishInbox } from '../../web/text/en/inbox.ts';
import { settings as englishSettings } from '../../web/text/en/settings.ts';
import { shell as englishShell } from '../../web/text/en/shell.ts';
import { expectAccessible } from './accessible.ts';
import { ana as dentist } from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, openCompose, type Person, send as sendWritten, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';
import { layoutFaults } from './well-laid-out.ts';

const WIDTHS = { medium: 900, wide: 1360 } as const;
const speech = {
  en: { inbox: englishInbox, shell: englishShell, compose: englishCompose, settings: englishSettings },
  de: { inbox: germanInbox, shell: germanShell, compose: germanCompose, settings: germanSettings },
} as const;
const screens = ['list', 'selection', 'message', 'compose', 'contacts', 'practice', 'settings', 'trust'] as const;
const cases = (['medium', 'wide'] as const).flatMap((width) =>
  (['comfortable', 'compact'] as const).flatMap((density) => (['en', 'de'] as const).map((language) => ({ width, density, language }))),
);

let stage: Stage;
let desk: Person;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.somebody();
  await foundPractice(desk, { sealpost: stage.sealpost, who: { ...dentist, practiceName: 'Gemeinschaftspraxis für Kieferorthopädie und Zahnheilkunde am Nordufer' } });
  const files = ['upper-jaw-scan-with-a-rather-long-file-name-2026-05-03.stl', 'photo.jpg', 'findings.pdf'].map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(2000, 7) }));
  const dialog = await openCompose(desk);
  await write(dialog, { to: [dentist.address], secureSubject: 'Kieferorthopädische Behandlungsplanung: Verlaufskontrolle und Schienentherapie', secureMessage: 'With three files.', files });
  await sendWritten(dialog);
  const server = await overHttp(stage.sealpost);
  for (const name of ['Ben Okoro', 'Dr. med. dent. Alexandra Schmidt-Rottluff', 'Mia Sander', 'Noah Weiss']) {
    const writer = await founder(server, { name, address: `${name.split(' ').at(-1)?.toLowerCase()}@southside-orthodontics.example` });
    await send(writer, { to: [dentist.address], subject: `Schienentherapie: Verlaufskontrolle, ${name}`, text: 'Anbei die Unterlagen, wie am Telefon besprochen.' });
  }
}, 240_000);
afterAll(() => stage?.close());

describe.each(cases)('$width, $density, $language', ({ width, density, language }) => {
  const words = speech[language];
  const main = () => desk.page.getByRole('main');
  const rows = () => desk.page.getByRole('list', { name: words.inbox.messages, exact: true }).getByRole('listitem');
  const dialog = () => desk.page.getByRole('dialog', { name: words.compose.title, exact: true });

  beforeAll(async () => {
    await desk.page.setViewportSize({ width: WIDTHS[width], height: 860 });
    await desk.context.addCookies([{ name: 'language', value: language, url: stage.sealpost.url }]);
    await goTo(desk, '/settings');
    await main().getByRole('radio', { name: words.settings.appearance.densities[density], exact: true }).check();
  });

  /** Goes there; what it returns stands when the screen does. */
  const reach: Readonly<Record<(typeof screens)[number], () => Promise<Locator>>> = {
    list: async () => {
      await goTo(desk, '/mail');
      return rows().nth(4);
    },
    selection: async () => {
      await goTo(desk, '/mail');
      await rows().first().getByRole('checkbox').check();
      return desk.page.getByRole('toolbar', { name: words.inbox.bar.name, exact: true });
    },
    message: async () => {
      await goTo(desk, '/mail');
      await rows().filter({ hasText: 'Kieferorthopädische' }).getByRole('link').click();
      return main().getByText('findings.pdf', { exact: true }).first();
    },
    compose: async () => {
      await goTo(desk, '/mail');
      await desk.page.getByRole('button', { name: words.shell.compose, exact: true }).click();
      const to = dialog().getByRole('combobox', { name: words.compose.to.label, exact: true });
      for (const address of ['sander@southside-orthodontics.example', 'somebody.new@a-practice-with-a-long-name.example']) {
        await to.fill(address);
        await to.press('Enter');
      }
      return dialog().getByText(words.compose.states['to-invite'], { exact: true });
    },
    contacts: async () => {
      await goTo(desk, '/contacts');
      return main().getByText('sander@southside-orthodontics.example').first();
    },
    practice: async () => {
      await goTo(desk, '/practice');
      return main().getByRole('textbox').first();
    },
    settings: async () => {
      await goTo(desk, '/settings');
      return main().getByRole('radio').first();
    },
    trust: async () => {
      await goTo(desk, '/trust');
      return main().getByText('Mia Sander').first();
    },
  };

  test.each(screens)('%s', async (screen) => {
    await (await reach[screen]()).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await desk.page.emulateMedia({ colorScheme });
      await expectAccessible(desk, `${screen} ${width} ${density} ${language} ${colorScheme}`);
      expect(await layoutFaults(desk), `${screen}, ${colorScheme}`).toEqual([]);
    }
  });
});

test('nothing was complained of', () => stage.expectNoComplaints());
