// Two server processes on one database, as behind a load balancer: the event streams are open at the one, everything else goes to the other. What is
// sent through the one is heard at the other; and when that one is killed, its browsers go on with the other and miss nothing.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/free-port.ts';
import { type Front, startFront } from '../support/front.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type RunningSealpost, startSealpost } from '../support/sealpost.ts';
import { ana, ben } from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, newPerson, openCompose, type Person, send, write } from './person.ts';
import { firstMessage } from './sights.ts';

const EVENTS = '/api/events';
/** Sooner than any page asks by itself (30 seconds). */
const AT_ONCE = { timeout: 10_000 };
/** A browser takes up a lost stream by itself after some seconds, and a page one that was refused after 15. */
const TAKEN_UP = { timeout: 25_000 };

let database: TestDatabase;
let front: Front;
let answering: RunningSealpost;
let telling: RunningSealpost;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let first: Person;
let second: Person;

const ports = { answering: 0, telling: 0 };

beforeAll(async () => {
  const frontPort = await findFreePort();
  [ports.answering, ports.telling] = [await findFreePort(), await findFreePort()];
  [database, front, browser] = await Promise.all([createTestDatabase(), startFront(frontPort), launchBrowser()]);
  const shared = { DATABASE_URL: database.url, DATA_DIR: join(inject('folder'), `two-${randomBytes(6).toString('hex')}`), PUBLIC_URL: `http://localhost:${frontPort}` };
  // One after the other: the first makes the secrets that both have.
  answering = await startSealpost({ env: { ...shared, PORT: String(ports.answering) } });
  telling = await startSealpost({ env: { ...shared, PORT: String(ports.telling) } });
  front.to((path) => path === EVENTS ? ports.telling : ports.answering);
  const person = () => newPerson(browser, { base: answering.url });
  [first, second] = [await person(), await person()];
  await foundPractice(first, { sealpost: answering, who: ana });
  await foundPractice(second, { sealpost: answering, who: ben });
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([front?.stop(), answering?.stop(), telling?.stop()]);
  await database?.drop();
});

async function sendToBen(subject: string): Promise<void> {
  const dialog = await openCompose(first);
  await write(dialog, { to: [ben.address], secureSubject: subject, secureMessage: 'As it happens.' });
  await send(dialog);
}

const arrived = (subject: string, within: { timeout: number }) => firstMessage(second).getByText(subject, { exact: true }).waitFor(within);
const streams = () => front.answered(EVENTS);

test('a message that is sent through one process appears in a browser whose stream is open at the other', async () => {
  const before = streams().length;
  await goTo(second, '/mail');
  await expect.poll(() => streams().length, AT_ONCE).toBeGreaterThan(before);
  await sendToBen('Through the other process');
  await arrived('Through the other process', AT_ONCE);
  expect(new Set(streams())).toEqual(new Set([ports.telling]));
  expect(front.answered('/api/messages')).not.toContain(ports.telling);
});

test('when the process of the stream is killed, the browser goes on at the other, and what was sent between is there', async () => {
  front.to((path) => (path === EVENTS ? null : ports.answering));
  process.kill(telling.pid(), 'SIGKILL');
  await sendToBen('While nobody tells');
  const before = streams().length;
  front.to(() => ports.answering);
  await expect.poll(() => streams().slice(before), TAKEN_UP).toContain(ports.answering);
  await arrived('While nobody tells', AT_ONCE);
  await sendToBen('Through the one that is left');
  await arrived('Through the one that is left', AT_ONCE);
});

test('no page complained', () => {
  // A stream that breaks is no fault of a page.
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});
