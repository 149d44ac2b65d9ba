// Chromium by its DevTools pipe alone. Playwright has every page report the bodies of its requests, and no upload is faster than that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright-core';
import { browserArguments, browserProgram } from '../tests/support/browser.ts';

type Message = { id: number; result: never; error?: { message: string }; method?: string; params: never; sessionId?: string };
type Send = CDPSession['send'];

export type DevTools = {
  /** To the browser itself. */
  send: Send;
  /** `session`: of a page. */
  sendTo(session: string): Send;
  on(event: string, session: string, listener: (params: never) => void): void;
  close(): Promise<void>;
};

export async function launchByPipe(): Promise<DevTools> {
  const profile = await mkdtemp(join(tmpdir(), 'sealpost-bench-browser-'));
  const child = spawn(browserProgram(), [...browserArguments, '--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [orders, reports] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, (params: never) => void>();
  let last = 0;
  let unread = '';
  const ended = once(child, 'exit');
  // What is asked of a browser that fell over is never answered.
  orders.on('error', () => undefined);
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium has ended'));
  });
  reports.setEncoding('utf8').on('data', (text: string) => {
    const messages = (unread + text).split('\0');
    unread = messages.pop() ?? '';
    for (const message of messages) hear(JSON.parse(message) as Message);
  });

  function hear({ id, method, params, sessionId, result, error }: Message): void {
    if (method !== undefined) return listeners.get(`${method} ${sessionId}`)?.(params);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error.message));
  }

  const sendTo = (session?: string) =>
    ((method, params) =>
      new Promise((resolve, reject) => {
        if (child.exitCode !== null || child.signalCode !== null) return reject(new Error('Chromium has ended'));
        waiting.set((last += 1), { resolve, reject });
        orders.write(`${JSON.stringify({ id: last, method, params, sessionId: session })}\0`);
      })) as Send;

  return {
    send: sendTo(),
    sendTo,
    on: (event, session, listener) => void listeners.set(`${event} ${session}`, listener),
    close: async () => {
      orders.write(`${JSON.stringify({ id: 0, method: 'Browser.close' })}\0`);
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
