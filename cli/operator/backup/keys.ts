// With what a backup is sealed and opened: from the command's options, the environment, or the terminal.
import { open, readFile } from 'node:fs/promises';
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { readSettings } from '../../../server/config.ts';
import { OperatorError, print } from '../office.ts';
import type { OpenWith, SealFor } from './age-file.ts';
import { askPassphrase, canAsk } from './terminal.ts';

const SHORTEST_PASSPHRASE = 12;
const IDENTITY = /^AGE-SECRET-KEY-(PQ-)?1[A-Z\d]+$/;

export type SealOptions = { recipient?: string[]; passphraseFile?: string };
export type OpenOptions = { identity?: string[]; passphraseFile?: string };

/** Options go before settings, keys before passphrases. */
export async function sealFor({ recipient = [], passphraseFile }: SealOptions): Promise<SealFor> {
  if (recipient.length > 0 && passphraseFile !== undefined) throw new OperatorError('Give either recipients or a passphrase: age files are for one or the other.');
  if (passphraseFile !== undefined) return { passphrase: strong(await readPassphrase(passphraseFile)) };
  const recipients = recipient.length > 0 ? recipient : readSettings(process.env).backupRecipients;
  if (recipients.length > 0) return { recipients: recipients.map(checkRecipient) };
  const set = process.env['BACKUP_PASSPHRASE'];
  if (set !== undefined && set !== '') return { passphrase: strong(set) };
  if (!canAsk()) throw new OperatorError('Say for whom the backup is: set BACKUP_RECIPIENT, or give --recipient or --passphrase-file (sealpost backup-key makes a key).');
  const passphrase = strong(await askPassphrase('Passphrase for the backup: '));
  if ((await askPassphrase('The same again: ')) !== passphrase) throw new OperatorError('The two are not the same.');
  return { passphrase };
}

export async function openWith({ identity = [], passphraseFile }: OpenOptions): Promise<OpenWith> {
  if (identity.length > 0) return { identities: (await Promise.all(identity.map(readIdentities))).flat() };
  if (passphraseFile !== undefined) return { passphrase: await readPassphrase(passphraseFile) };
  const set = process.env['BACKUP_PASSPHRASE'];
  if (set !== undefined && set !== '') return { passphrase: set };
  if (!canAsk()) throw new OperatorError('Say what opens the backup: --identity with the key file, or --passphrase-file.');
  return { passphrase: await askPassphrase('Passphrase of the backup: ') };
}

/** A key pair for backups: the secret half into a new file, the public half to the terminal. Post-quantum, as messages are. */
export async function makeBackupKey(path: string): Promise<void> {
  const identity = await generateHybridIdentity();
  const recipient = await identityToRecipient(identity);
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(error.code === 'EEXIST' ? `${path} is there already: it may be the only key to older backups.` : `${path} cannot be written (${error.code ?? 'unknown reason'}).`);
  });
  await file.writeFile(`# Opens the backups of this Sealpost. Keep it away from the server, and a copy of it on paper.\n# public key: ${recipient}\n${identity}\n`);
  await file.sync();
  await file.close();
  print(recipient);
}

function checkRecipient(recipient: string): string {
  try {
    new Encrypter().addRecipient(recipient);
    return recipient;
  } catch {
    throw new OperatorError('The recipient is not an age public key (age1…).');
  }
}

async function readIdentities(path: string): Promise<string[]> {
  const lines = (await readText(path)).split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0 || !keys.every((key) => IDENTITY.test(key))) throw new OperatorError(`${path} holds no age identity (AGE-SECRET-KEY-…).`);
  return keys;
}

/** The first line. */
async function readPassphrase(path: string): Promise<string> {
  return (await readText(path)).split(/\r?\n/)[0] ?? '';
}

async function readText(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${path} cannot be read (${error.code ?? 'unknown reason'}).`);
  });
}

function strong(passphrase: string): string {
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new OperatorError(`A passphrase for backups needs at least ${SHORTEST_PASSPHRASE} characters: better five random words.`);
  return passphrase;
}
