// What the jobs work with: the application's parts, the mailer, and the database's address for listening.
import type { Mailer } from '../mail/mailer.ts';
import type { Parts } from '../parts.ts';

export type JobParts = Pick<Parts, 'settings' | 'secrets' | 'database' | 'blobs' | 'clock' | 'log'> & {
  mailer: Mailer;
  databaseUrl: string;
};
