// What stands between a person and the inbox: the password's hashing, and the script that has to be loaded.
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../tests/support/browser.ts';
import { runInWorker } from './chromium-worker.ts';
import { median, type Figure } from './figure.ts';
import { startServer } from './sealpost.ts';

const password = 'orbit-velvet-canyon-lantern-42';

/** Time ÷ time: less is better. */
export async function unlock(): Promise<Figure[]> {
  const server = await startServer();
  try {
    const entry = fileURLToPath(new URL('./worker/log-in.worker.ts', import.meta.url));
    const { logIn, argon, runs } = await runInWorker<{ logIn: number[]; argon: number[]; runs: number }>(entry, { at: server.url });
    const value = median(logIn) / median(argon);
    return [{ name: 'unlock-over-argon2id', value, unit: 'times', ratio: value, against: 'the same Argon2id alone', runs }];
  } finally {
    await server.stop();
  }
}

/** Kilobytes of script as sent, until log-in can be typed and until the inbox can be used, each in a browser that has nothing yet. */
export async function scripts(): Promise<Figure[]> {
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const figure = (name: string, bytes: number): Figure => ({ name, value: bytes / 1000, unit: 'KB', ratio: null, against: null, runs: 1 });
    const fresh = async (visit: (page: Awaited<ReturnType<typeof browser.newPage>>) => Promise<unknown>, cookies?: Cookies): Promise<number> => {
      const context = await browser.newContext();
      if (cookies) await context.addCookies(cookies);
      let bytes = 0;
      context.on('response', (response) => {
        if (/\.js$/.test(new URL(response.url()).pathname)) bytes += Number(response.headers()['content-length'] ?? NaN);
      });
      await visit(await context.newPage());
      const total = bytes;
      await context.close();
      return total;
    };
    type Cookies = Parameters<Awaited<ReturnType<typeof browser.newContext>>['addCookies']>[0];
    const login = await fresh(async (page) => {
      await page.goto(`${server.url}/login`);
      await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill('a@b.example');
    });
    const address = 'bench@northside.example';
    const maker = await browser.newPage();
    await maker.goto(`${server.url}/register`);
    for (const [name, text] of [['Practice name', 'Bench'], ['Your name', 'Bench'], ['E-mail address', address]] as const) {
      await maker.getByRole('textbox', { name, exact: true }).fill(text);
    }
    for (const name of ['Password', 'Repeat password']) await maker.getByLabel(name, { exact: true }).fill(password);
    await maker.getByRole('button', { name: 'Create account', exact: true }).click();
    await maker.getByRole('button', { name: 'I have stored it', exact: true }).click();
    const cookies = await maker.context().cookies();
    const app = await fresh(async (page) => {
      await page.goto(`${server.url}/login`);
      await page.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(address);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Log in', exact: true }).click();
      await page.getByRole('button', { name: 'Compose message', exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
    }, cookies.filter(({ name }) => name.includes('sign_up')));
    return [figure('login-page-script', login), figure('app-script', app)];
  } finally {
    await browser.close();
    await server.stop();
  }
}
