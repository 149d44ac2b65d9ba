// What a query runs on: the pool, or a transaction that is open.
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type Executor = Kysely<Tables> | Transaction<Tables>;
/** For what must happen together with something else: it cannot be called outside of a transaction. */
export type Writer = Transaction<Tables>;
