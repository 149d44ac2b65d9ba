// A backup's contents: a tar that stock tools unpack once `age` has opened it (docs/decisions/044-backups.md). In this order:
//   sealpost-backup.json       what this is: manifestFormat below
//   secrets.json               the server's secrets
//   tables/NAME/000000 …       rows as PostgreSQL's text COPY, cut into pieces of at most 4 MiB without regard to lines
//   blobs/ID                   one attachment's ciphertext
//   end.json                   how much there is of everything: endFormat below
//   sums/000000 …              after at most 10,000 entries their SHA-256, as sha256sum writes and checks them; the last entry is one
import { z } from 'zod';

export const FORMAT = 1;
export const TABLE_PIECE_BYTES = 4 * 1024 * 1024;
export const ENTRIES_OF_SUMS = 10_000;

const name = z.string().regex(/^[a-z_][a-z\d_]{0,62}$/);
const count = z.int().min(0);

export const manifestFormat = z.strictObject({
  format: z.literal(FORMAT),
  /** The version of Sealpost that wrote it. */
  sealpost: z.string(),
  createdAt: z.iso.datetime(),
  /** What had been applied, in order. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.strictObject({ name, columns: z.array(name).min(1) })),
});
export type Manifest = z.infer<typeof manifestFormat>;

export const endFormat = z.strictObject({
  rows: z.record(name, count),
  blobs: count,
  bytes: count,
  /** Attachments that the store had lost before. */
  missing: z.array(z.string()),
});
export type End = z.infer<typeof endFormat>;

export const ENTRY_NAME = /^(?:sealpost-backup\.json|secrets\.json|tables\/[a-z_][a-z\d_]*\/\d{6}|blobs\/[A-Za-z0-9_-]{22}|end\.json|sums\/\d{6})$/;

export function numbered(folder: string, index: number): string {
  return `${folder}/${String(index).padStart(6, '0')}`;
}
