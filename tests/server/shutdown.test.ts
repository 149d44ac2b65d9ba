// The order and the times of the end, and that HTTP requests under way are answered before it.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { listen } from '../../server/listener.ts';
import { openLog } from '../../server/log.ts';
import { createShutdown, Ended, withinTime } from '../../server/shutdown.ts';
import { findFreePort } from '../support/free-port.ts';

describe('the end', () => {
  const log = openLog({ write: () => undefined });

  test('goes in reverse order of the beginning, once, and goes on when a part fails', async () => {
    const { add, end, isEnding } = createShutdown(log);
    const ended: string[] = [];
    for (const name of ['database', 'jobs', 'requests']) {
      await add(name, async () => {
        await sleep(5);
        ended.push(name);
        if (name === 'jobs') throw new Error('jobs do not end');
      });
    }
    expect(isEnding()).toBe(false);
    await Promise.all([end(), end(), end()]);
    await end();
    expect(ended).toEqual(['requests', 'jobs', 'database']);
    expect(isEnding()).toBe(true);
  });

  test('that comes during the beginning ends at once what has just begun, and stops the beginning', async () => {
    const { add, end } = createShutdown(log);
    await end();
    let closed = false;
    const late = add('late', async () => {
      closed = true;
    });
    await expect(late).rejects.toThrow(Ended);
    expect(closed).toBe(true);
  });

  test('does not wait longer than its time', async () => {
    const before = Date.now();
    await withinTime(new Promise(() => undefined), 50);
    expect(Date.now() - before).toBeLessThan(1000);
  });
});

describe('the port', () => {
  test('answers requests under way before it closes, refuses new ones and cuts streams that do not end', async () => {
    const port = await findFreePort();
    const app = new Hono()
      .get('/slow', async (c) => {
        await sleep(400);
        return c.text('answered');
      })
      .get('/endless', () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('event\n')) })));
    const { close } = await listen({ settings: { host: '127.0.0.1', port }, fetch: app.fetch });
    const idle = connect(port, '127.0.0.1');
    const stream = await fetch(`http://127.0.0.1:${port}/endless`);
    const streamEnd = stream.text().then(() => 'ended', () => 'cut');
    const slow = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.text());
    await sleep(100);
    const before = Date.now();
    const closed = close();
    await sleep(50);
    await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
    expect(await slow).toBe('answered');
    await closed;
    expect(Date.now() - before).toBeLessThan(6000);
    expect(await streamEnd).toBe('cut');
    idle.destroy();
  });

  test('that is in use already is refused with one line that names PORT', async () => {
    const port = await findFreePort();
    const fetchNothing = () => new Response();
    const { close } = await listen({ settings: { host: '127.0.0.1', port }, fetch: fetchNothing });
    await expect(listen({ settings: { host: '127.0.0.1', port }, fetch: fetchNothing })).rejects.toThrow(/^PORT: \d+ is in use/);
    await close();
  });
});
