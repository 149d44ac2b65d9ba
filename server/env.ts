// What every request carries: the parts, the time it began and who it comes from. Guards add more (middleware/session.ts).
import type { HttpBindings } from '@hono/node-server';
import type { Parts } from './parts.ts';

export type Env = {
  /** Empty where a test calls the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    parts: Parts;
    /** One time for the whole request, so that what it writes agrees. */
    now: Date;
    /** The client's address, not a proxy's; `unknown` without a socket. */
    clientAddress: string;
    /** Two letters, where a trusted proxy says so. */
    country: string | null;
  };
};
