// Writes mail into a folder as .eml files: the embedded default, and what the development page shows.
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareFolder } from '../prepare-folder.ts';
import { MailError, type Accepted, type Mail, type Mailer } from './mailer.ts';
import { composeMime } from './mime.ts';

/** A file is complete when it appears: it is written under another name and moved. Sent again, it takes its own place. */
export async function openFolder(folder: string): Promise<Mailer> {
  await prepareFolder(folder, { setting: 'DATA_DIR', mode: 0o700 });
  return {
    async send(mail: Mail): Promise<Accepted> {
      const file = join(folder, `mail-${mail.id}.eml`);
      const unfinished = `${file}.unfinished`;
      try {
        await writeDurably(unfinished, await composeMime(mail));
        await rename(unfinished, file);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw new MailError({ permanent: false, cause: error });
      }
      return { providerId: null };
    },
    async close() {},
  };
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
