// Reads the mails that a server without mail settings writes to its folder.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';

export type WrittenMail = {
  subject: string;
  text: string;
  html: string;
  raw: string;
  /** The first address in the text whose path starts so. */
  link: (path: string) => string;
};

const WAIT_MS = 20_000;
const PAUSE_MS = 100;

/** The newest mail to this address (that contains the given text); waits until there is one. */
export async function waitForMail(folder: string, { to, containing = '' }: { to: string; containing?: string }): Promise<WrittenMail> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const mail = (await readMails(folder)).find(({ recipients, text }) => recipients.includes(to.toLowerCase()) && text.includes(containing));
    if (mail !== undefined) return mail;
    if (Date.now() > deadline) throw new Error(`No such mail arrived within ${WAIT_MS / 1000} s`);
    await sleep(PAUSE_MS);
  }
}

/** Newest first. */
async function readMails(folder: string): Promise<(WrittenMail & { recipients: string[] })[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const dated = await Promise.all(names.map(async (name) => ({ path: join(folder, name), time: (await stat(join(folder, name))).mtimeMs })));
  return Promise.all(dated.sort((a, b) => b.time - a.time).map(({ path }) => readMail(path)));
}

async function readMail(path: string): Promise<WrittenMail & { recipients: string[] }> {
  const raw = await readFile(path, 'utf8');
  const { subject, text, html, to } = await simpleParser(raw);
  const words = text ?? '';
  const addressees = to === undefined ? [] : [to].flat().flatMap(({ value }) => value);
  const link = (start: string): string => {
    const found = (words.match(/https?:\/\/[^\s<>"]+/g) ?? []).find((address) => new URL(address).pathname.startsWith(start));
    if (found === undefined) throw new Error(`The mail has no link to ${start}`);
    return found;
  };
  return { subject: subject ?? '', text: words, html: typeof html === 'string' ? html : '', raw, link, recipients: addressees.map(({ address = '' }) => address.toLowerCase()) };
}
