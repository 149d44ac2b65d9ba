// Reads the folder of written mails again, for the development page.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address } from 'postal-mime';

export type WrittenMail = {
  id: string;
  writtenAt: Date;
  from: string;
  replyTo: string;
  to: string;
  subject: string;
  text: string;
  html: string;
};

const FILE = /^mail-([A-Za-z0-9_-]{22})\.eml$/;
const MOST = 200;

/** Newest first, two hundred at most. */
export async function listMails(folder: string): Promise<WrittenMail[]> {
  const ids = (await readdir(folder)).flatMap((name) => FILE.exec(name)?.[1] ?? []);
  const dated = await Promise.all(ids.map(async (id) => ({ id, writtenAt: await writtenAt(folder, id) })));
  const newest = dated.sort((a, b) => b.writtenAt.getTime() - a.writtenAt.getTime()).slice(0, MOST);
  return await Promise.all(newest.map((mail) => readMail(folder, mail)));
}

/** Null where there is none. */
export async function findMail(folder: string, id: string): Promise<WrittenMail | null> {
  try {
    return await readMail(folder, { id, writtenAt: await writtenAt(folder, id) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function readMail(folder: string, { id, writtenAt }: { id: string; writtenAt: Date }): Promise<WrittenMail> {
  const mail = await PostalMime.parse(await readFile(fileOf(folder, id)));
  return {
    id,
    writtenAt,
    from: mailbox(mail.from),
    replyTo: mailbox(mail.replyTo?.[0]),
    to: mailbox(mail.to?.[0]),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
  };
}

async function writtenAt(folder: string, id: string): Promise<Date> {
  return (await stat(fileOf(folder, id))).mtime;
}

function fileOf(folder: string, id: string): string {
  return join(folder, `mail-${id}.eml`);
}

function mailbox(address: Address | undefined): string {
  if (!address) return '';
  return address.name === '' ? (address.address ?? '') : `${address.name} <${address.address ?? ''}>`;
}
