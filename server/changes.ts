// Tells open event streams what changes for their account, whichever server process wrote it: PostgreSQL carries the notices
// (migrations/0016-changes.ts). A notice says whose and what kind; what it is, the client asks for as always.
import { listen } from './database/listen.ts';
import type { Log } from './log.ts';

export const CHANGES = ['mail', 'receipt', 'invitation', 'practice', 'state', 'session'] as const;
/** `anything`: notices may have been missed. */
export type Change = (typeof CHANGES)[number] | 'anything';

export type Subscriber = {
  tell: (change: Change) => void;
  /** No more will come. */
  end: () => void;
};

export type Changes = {
  /** Returns how to stop. */
  subscribe: (account: string, subscriber: Subscriber) => () => void;
  close: () => Promise<void>;
};

const CHANNEL = 'sealpost_changes';
/** One browser needs one stream; more than this is a fault or an attack, and the oldest gives way. */
const STREAMS_OF_ONE_ACCOUNT = 50;

/** Opens its connection to the database with the first subscriber. */
export function openChanges({ url, log }: { url: string; log: Log }): Changes {
  const accounts = new Map<string, Set<Subscriber>>();
  let listener: ReturnType<typeof listen> | null = null;
  let closed = false;

  function heard(notice: string | null): void {
    if (notice === null) {
      for (const subscribers of accounts.values()) for (const { tell } of subscribers) tell('anything');
      return;
    }
    const [account = '', change] = notice.split(' ');
    const known = CHANGES.find((each) => each === change);
    if (known !== undefined) for (const { tell } of accounts.get(account) ?? []) tell(known);
  }

  function subscribe(account: string, subscriber: Subscriber): () => void {
    if (closed) {
      subscriber.end();
      return () => undefined;
    }
    listener ??= listen({ url, channel: CHANNEL, heard, log });
    const subscribers = accounts.get(account) ?? new Set();
    accounts.set(account, subscribers.add(subscriber));
    const [oldest] = subscribers;
    if (oldest !== undefined && subscribers.size > STREAMS_OF_ONE_ACCOUNT) {
      subscribers.delete(oldest);
      oldest.end();
    }
    return () => {
      subscribers.delete(subscriber);
      if (subscribers.size === 0 && accounts.get(account) === subscribers) accounts.delete(account);
    };
  }

  return {
    subscribe,
    close: async () => {
      closed = true;
      for (const subscribers of accounts.values()) for (const { end } of subscribers) end();
      await listener?.close();
    },
  };
}
