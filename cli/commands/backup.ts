// sealpost backup, restore, backup-key: everything that an installation is, in one sealed file and back.
import { Command } from 'commander';

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

const PASSPHRASE = 'a file whose first line is the passphrase (else BACKUP_PASSPHRASE, else the terminal)';

export const backupCommand = new Command('backup')
  .description('back up database, attachments and secrets of this moment into one file, sealed with age; the server may go on running')
  .argument('<file>', 'where to; - for standard output')
  .option('-r, --recipient <age1…>', 'the public key to seal for, more than once for several (else BACKUP_RECIPIENT)', collect)
  .option('-p, --passphrase-file <file>', PASSPHRASE)
  .action(async (file: string, options: { recipient?: string[]; passphraseFile?: string }) => {
    const { makeBackup } = await import('../operator/backup/backup.ts');
    await makeBackup(file, options);
  });

export const restoreCommand = new Command('restore')
  .description('check a backup from beginning to end, then put its database, attachments and secrets in place; stop the server first')
  .argument('<file>', 'the backup')
  .option('-i, --identity <file>', 'a file with the secret key, more than once for several', collect)
  .option('-p, --passphrase-file <file>', PASSPHRASE)
  .option('--check', 'check the backup, change nothing')
  .option('--replace', 'replace what is in the installation now; without this only an empty one is filled')
  .action(async (file: string, options: { identity?: string[]; passphraseFile?: string; check?: true; replace?: true }) => {
    const { restoreBackup } = await import('../operator/backup/restore.ts');
    await restoreBackup(file, options);
  });

export const backupKeyCommand = new Command('backup-key')
  .description('make a key pair for backups: the secret half goes into a new file, the public half is printed')
  .argument('<file>', 'the new file; keep it away from the server')
  .action(async (file: string) => {
    const { makeBackupKey } = await import('../operator/backup/keys.ts');
    await makeBackupKey(file);
  });
