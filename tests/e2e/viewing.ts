// Attachments that somebody sends to themselves, and looks at in the page.
import type { Locator } from 'playwright-core';
import { ana } from './cast.ts';
import { foundPractice } from './entry.ts';
import { goTo, openCompose, openMessage, type Person, send, write } from './person.ts';
import { openStage, type Stage } from './stage.ts';

export type SentFile = { name: string; mimeType: string; buffer: Buffer };

export const sentFile = (name: string, buffer: Uint8Array, mimeType = 'application/octet-stream'): SentFile => ({ name, mimeType, buffer: Buffer.from(buffer) });

export const viewerOf = ({ page }: Person): Locator => page.getByRole('dialog');

export const cardOf = ({ page }: Person, name: string): Locator => page.getByRole('list', { name: 'Attachments', exact: true }).getByRole('listitem').filter({ hasText: name });

/** A Sealpost of their own, with Ana at her practice. */
export async function openReader(): Promise<{ stage: Stage; reader: Person }> {
  const stage = await openStage();
  const reader = await stage.somebody();
  await foundPractice(reader, { sealpost: stage.sealpost, who: ana });
  return { stage, reader };
}

/** Ana sends files to herself, and opens the message. */
export async function sendFilesTo(person: Person, { subject, files }: { subject: string; files: SentFile[] }): Promise<void> {
  await goTo(person, '/mail');
  const dialog = await openCompose(person);
  await write(dialog, { to: [ana.address], subject: 'Files', secureSubject: subject, secureMessage: 'See attached.', files });
  await dialog.getByText('Uploaded').nth(files.length - 1).waitFor({ timeout: 60_000 });
  // Thumbnails are made beside the upload; whoever does not wait for them sends without.
  await person.page.waitForTimeout(6_000);
  await send(dialog);
  await goTo(person, '/mail');
  await openMessage(person, subject);
}

export async function viewFile(person: Person, name: string): Promise<void> {
  await cardOf(person, name).getByRole('button', { name: /^View/ }).click();
  await viewerOf(person).getByRole('heading', { name, exact: true }).waitFor();
}

/** Until the file is there. */
export async function untilShown(person: Person, name: string): Promise<void> {
  await viewerOf(person).getByText(`${name} is open.`).waitFor({ state: 'attached', timeout: 60_000 });
}

export async function closeViewer(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape');
  await viewerOf(person).waitFor({ state: 'hidden' });
}
