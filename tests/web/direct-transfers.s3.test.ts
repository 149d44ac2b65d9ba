// 500 MB between a real browser and a real object store, past the server; and through the server where the store cannot be
// reached from the browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfFile, writeSeededFile } from '../e2e/large-files.ts';
import { goTo, newPerson, openCompose, openMessage, registerPractice, send, write } from '../e2e/person.ts';
import { launchBrowser } from '../support/browser.ts';
import { testS3 } from '../support/s3.ts';
import { startSealpost } from '../support/sealpost.ts';

const dentist = { practiceName: 'Northside Dental', name: 'Dr. Ana Ruiz', address: 'ana@northside.example', password: 'orbit-velvet-canyon-lantern-42' };

/** Less for a quick look: TRANSFER_BYTES. */
const SIZE = Number(process.env['TRANSFER_BYTES'] ?? 500_000_000);
const SEGMENTS = Math.ceil(SIZE / (5 * 1024 * 1024));

let browser: Browser;
let folder: string;
let path: string;
let sha256: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-direct-'));
  // Of endings that say nothing the first bytes are looked at before a download, which is one more request.
  path = join(folder, 'scan.tiff');
  [browser, sha256] = await Promise.all([launchBrowser(), writeSeededFile(path, { size: SIZE, seed: 'direct' })]);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a file to oneself and gets it back; answers which routes the server was asked for meanwhile. */
async function thereAndBack(publicEndpoint: string): Promise<{ same: boolean; routes: string[] }> {
  const { endpoint, bucket, accessKey, secretKey, region } = testS3();
  const env = { S3_ENDPOINT: endpoint, S3_PUBLIC_ENDPOINT: publicEndpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey, S3_REGION: region };
  const sealpost = await startSealpost({ env });
  try {
    const ana = await newPerson(browser, { base: sealpost.url });
    await registerPractice(ana, dentist);
    await goTo(ana, (await sealpost.mailTo(dentist.address)).link('/confirm'));
    await ana.page.getByRole('button', { name: 'Confirm address', exact: true }).click();
    await ana.page.getByText(/confirmed/i).first().waitFor();
    await goTo(ana, '/mail');
    const dialog = await openCompose(ana);
    await write(dialog, { to: [dentist.address], secureSubject: 'Past the server', secureMessage: 'x' });
    const chooser = ana.page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Attach files', exact: true }).click();
    await (await chooser).setFiles(path);
    await dialog.getByText('Encrypted and uploaded').waitFor({ timeout: 300_000 });
    await send(dialog);
    await goTo(ana, '/mail');
    await openMessage(ana, 'Past the server');
    const item = ana.page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').filter({ hasText: 'scan.tiff' });
    const [saved] = await Promise.all([ana.page.waitForEvent('download', { timeout: 60_000 }), item.getByRole('button', { name: /^Download/ }).click()]);
    expect(await saved.failure()).toBeNull();
    const same = (await hashOfFile(await saved.path())) === sha256;
    await ana.context.close();
    const routes = [...sealpost.output().matchAll(/"method":"(\w+)","route":"([^"]+)"/g)].map(([, method, route]) => `${method} ${route}`);
    return { same, routes };
  } finally {
    await sealpost.stop();
  }
}

const count = (routes: string[], route: string) => routes.filter((each) => each === route).length;
const SEGMENT = 'PUT /api/attachments/:id/segments/:index';
const CONTENT = 'GET /api/attachments/:id/content';

describe('attachments with an object store that browsers reach', () => {
  test('go there and come back without passing through the server', { timeout: 600_000 }, async () => {
    const { same, routes } = await thereAndBack(testS3().endpoint);
    expect(same).toBe(true);
    expect([count(routes, SEGMENT), count(routes, CONTENT)]).toEqual([0, 0]);
    expect(count(routes, 'GET /api/attachments/:id/segments/:index/direct')).toBe(SEGMENTS);
    expect(count(routes, 'GET /api/attachments/:id/content/direct')).toBe(1);
  });

  test('pass through the server where the store cannot be reached after all', { timeout: 600_000 }, async () => {
    const { same, routes } = await thereAndBack('http://127.0.0.1:9');
    expect(same).toBe(true);
    expect([count(routes, SEGMENT), count(routes, CONTENT)]).toEqual([SEGMENTS, 1]);
  });
});
