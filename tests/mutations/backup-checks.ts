// The checks of backing up and restoring: that what is restored is whole, of this installation, and takes nothing from anybody.
import { type Mutation, NOTHING, of } from './check.ts';

export const backupChecks: readonly Mutation[] = [
  ...of('cli/operator/backup/check.ts', [
    ['a backup has as many attachments as it says', 'if (end.blobs !== counted.blobs || end.bytes !== counted.bytes) throw new ArchiveDamagedError();', NOTHING, 'operator/damaged-backup', 'without an attachment'],
    ['its secrets are those of its database', 'if (!Buffer.concat(installation).includes(', 'if (installation.length === 0 && !Buffer.concat(installation).includes(', 'operator/damaged-backup', "another installation's secrets"],
  ]),
  ...of('cli/operator/backup/restore.ts', [
    ['it has as many rows as it says', 'await tables.assertCounts(contents.end);', NOTHING, 'operator/damaged-backup', 'without a table'],
    ['no later version is restored', 'await assertKnown(contents.manifest.migrations);', NOTHING, 'operator/damaged-backup', 'of a later version'],
    ['nor over people and messages, unless that is meant', 'if (!replace && !(await isEmpty(client))) throw', 'if (!replace && (await isEmpty(client)) && secrets === before) throw', 'operator/backup', 'nobody signed in'],
  ]),
  ...of('cli/operator/backup/schema.ts', [
    ['nothing is restored under a running server', 'if (rows[0]?.servers !== 0) throw', 'if (rows[0]?.servers === undefined) throw', 'operator/backup', 'a server is running'],
  ]),
  ...of('cli/operator/backup/age-stream.ts', [
    ['the last piece is the last', 'nonce[11] = last ? 1 : 0;', 'nonce[11] = last ? 0 : 0;', 'operator/age-file', 'cut anywhere'],
  ]),
  ...of('server/kept-blobs.ts', [
    ['while a backup runs no attachment is removed', 'if (await mayRemoveBlobs(database)) await remove(id);', 'await remove(id);', 'operator/backup', 'no blob is deleted'],
  ]),
  ...of('cli/operator/backup/dump.ts', [
    ['one backup at a time', "if (!(await holdBlobs(client))) throw new OperatorError('Another backup is running on this database.');", 'await holdBlobs(client);', 'operator/backup', 'another one is refused'],
  ]),
];
