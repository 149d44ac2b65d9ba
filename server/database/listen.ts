// Hears what other connections tell by NOTIFY, on a connection of its own, and goes on doing so when that one is lost.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

const PAUSE_MS = 5000;
const CONNECT_MS = 3000;

export type Listening = {
  url: string;
  channel: string;
  /** With what the notice says; null after a (re)connection. */
  heard: (notice: string | null) => void;
  log: Log;
};

/** Calls `heard` at every notice, and once after each (re)connection, since notices may have been missed before it. */
export function listen(listening: Listening): { close: () => Promise<void> } {
  const closing = new AbortController();
  const hearing = hear(listening, closing.signal);
  return {
    close: async () => {
      closing.abort();
      await hearing;
    },
  };
}

async function hear(listening: Listening, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await hearUntilLost(listening, signal);
    } catch (error) {
      listening.log.warn({ err: error }, 'cannot listen for notices of the database');
    }
    await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** A connection that is still being made is not ended half-way: pg would never say so. It gets its chance and ends then. */
async function hearUntilLost({ url, channel, heard }: Listening, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'sealpost-listener', keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
  let end = () => {};
  const over = new Promise<void>((resolve) => (end = resolve));
  client.once('error', end).once('end', end);
  signal.addEventListener('abort', end);
  try {
    await client.connect();
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    heard(null);
    await over;
  } finally {
    signal.removeEventListener('abort', end);
    await client.end().catch(() => undefined);
  }
}
