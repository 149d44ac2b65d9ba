// Hears what other connections tell by NOTIFY, on a connection of its own, and goes on doing so when that one is lost.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

const PAUSE_MS = 5000;

export type Listening = { url: string; channel: string; heard: () => void; log: Log };

/** Calls `heard` at every notice, and once after each (re)connection, since notices may have been missed before it. */
export function listen({ url, channel, heard, log }: Listening): { close: () => Promise<void> } {
  const closing = new AbortController();
  let current: pg.Client | null = null;

  async function hearUntilLost(): Promise<void> {
    const client = new pg.Client({ connectionString: url, application_name: 'sealpost-listener', keepAlive: true });
    const lost = new Promise<unknown>((resolve) => client.once('error', resolve).once('end', () => resolve(null)));
    current = client;
    try {
      await client.connect();
      client.on('notification', heard);
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      heard();
      await lost;
    } finally {
      current = null;
      await client.end().catch(() => undefined);
    }
  }

  async function hear(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await hearUntilLost();
      } catch (error) {
        log.warn({ err: error }, 'cannot listen for notices of the database');
      }
      await wait(PAUSE_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const hearing = hear();
  return {
    close: async () => {
      closing.abort();
      await current?.end().catch(() => undefined);
      await hearing;
    },
  };
}
