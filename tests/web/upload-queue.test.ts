// The queue of uploads: order, places, progress, pause, failure, and going on after a log-off.
import { describe, expect, test, vi } from 'vitest';
import type { SealingPool } from '../../web/session/sealing-pool.ts';
import type { SegmentJob } from '../../web/session/transfer-api.ts';
import { createUploadQueue } from '../../web/session/upload-queue.ts';
import { VaultError } from '../../web/session/vault-error.ts';

const SEGMENT = 10;

/** A queue whose segments arrive when the test says so. */
function createBench() {
  const sending: { job: SegmentJob; arrive: () => void; fail: (code: string) => void }[] = [];
  const known = new Map<string, { size: number; received: Set<number> }>();
  const log: string[] = [];
  const content: { compare: SealingPool['compare'] } = { compare: async () => true };
  let nextId = 0;
  const pool: SealingPool = {
    get free() {
      return 4 - sending.length;
    },
    send: (job) =>
      new Promise((resolve, reject) => {
        const over = () => void sending.splice(sending.findIndex((each) => each.job === job), 1);
        const arrive = () => {
          over();
          known.get(job.attachment)?.received.add(job.index);
          resolve();
        };
        sending.push({ job, arrive, fail: (code) => (over(), reject(new VaultError(code))) });
      }),
    abort: (id) => {
      log.push(`abort ${id}`);
      for (const each of sending.filter(({ job }) => job.attachment === id)) each.fail('cancelled');
    },
    compare: (file) => content.compare(file),
    end: () => undefined,
  };
  const queue = createUploadQueue({
    pool,
    reserve: async ({ id = `a${(nextId += 1)}`, size }) => {
      known.set(id, { size, received: new Set() });
      return id;
    },
    begin: async (id) => {
      const file = known.get(id);
      if (!file) throw new VaultError('attachment_unknown');
      return { segmentSize: SEGMENT, count: Math.max(1, Math.ceil(file.size / SEGMENT)), received: [...file.received] };
    },
    finish: async (id) => void log.push(`finish ${id}`),
    drop: async ({ id }) => void log.push(`drop ${id}`),
    onChange: () => undefined,
    onProgress: () => undefined,
    now: () => 0,
  });
  const add = (size: number) => queue.add('draft', { file: new File([new Uint8Array(size)], 'x.bin'), path: null });
  const upload = (id: string) => queue.uploads().find((each) => each.id === id);
  const places = () => sending.map(({ job }) => `${job.attachment}:${job.index}`);
  return { queue, sending, known, log, content, add, upload, places };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function arriveAll({ sending }: ReturnType<typeof createBench>): Promise<void> {
  while (sending.length > 0) {
    sending[0]?.arrive();
    await turn();
  }
}

describe('uploads', () => {
  test('fill four places in the order of the files, finish each once, and have its key forgotten', async () => {
    const bench = createBench();
    const [one, two] = [await bench.add(25), await bench.add(25)];
    await turn();
    expect(bench.places()).toEqual(['a1:0', 'a1:1', 'a1:2', 'a2:0']);
    expect(bench.sending.map(({ job }) => job.end - job.start)).toEqual([10, 10, 5, 10]);
    await arriveAll(bench);
    expect(bench.log).toEqual(['finish a1', 'abort a1', 'finish a2', 'abort a2']);
    expect(bench.upload(one.id)).toMatchObject({ state: 'done', sent: 25 });
    expect(bench.upload(two.id)).toMatchObject({ state: 'done', sent: 25 });
  });

  test('of an empty file send one empty segment', async () => {
    const bench = createBench();
    const { id } = await bench.add(0);
    await turn();
    expect(bench.sending.map(({ job }) => [job.start, job.end])).toEqual([[0, 0]]);
    await arriveAll(bench);
    expect(bench.upload(id)).toMatchObject({ state: 'done' });
  });

  test('show what is under way, and that it is being tried again', async () => {
    const bench = createBench();
    const { id } = await bench.add(40);
    await turn();
    bench.sending[0]?.arrive();
    await turn();
    bench.queue.note({ attachment: id, index: 1, sent: 7, retrying: false });
    expect(bench.upload(id)).toMatchObject({ state: 'sending', sent: 17 });
    bench.queue.note({ attachment: id, index: 1, sent: 0, retrying: true });
    expect(bench.upload(id)).toMatchObject({ state: 'retrying', sent: 10 });
    bench.queue.note({ attachment: id, index: 1, sent: 3, retrying: false });
    expect(bench.upload(id)).toMatchObject({ state: 'sending', sent: 13 });
  });

  test('pause at once and go on with what has not arrived', async () => {
    const bench = createBench();
    const { id } = await bench.add(60);
    await turn();
    bench.sending[0]?.arrive();
    await turn();
    bench.queue.pause(id);
    await turn();
    expect(bench.upload(id)).toMatchObject({ state: 'paused' });
    expect(bench.places()).toEqual([]);
    bench.queue.resume(id);
    await turn();
    expect(bench.places()).toEqual(['a1:1', 'a1:2', 'a1:3', 'a1:4']);
    await arriveAll(bench);
    expect(bench.upload(id)).toMatchObject({ state: 'done' });
    expect(bench.log.filter((line) => line.startsWith('finish'))).toEqual(['finish a1']);
  });

  test('that are paused in the moment of arrival finish only when they go on', async () => {
    const bench = createBench();
    const { id } = await bench.add(10);
    await turn();
    bench.sending[0]?.arrive();
    bench.queue.pause(id);
    await turn();
    expect([bench.upload(id)?.state, bench.log.includes('finish a1')]).toEqual(['paused', false]);
    bench.queue.resume(id);
    await turn();
    expect(bench.upload(id)).toMatchObject({ state: 'done', sent: 10 });
  });

  test('that fail say why, leave the others alone, and can be tried again', async () => {
    const bench = createBench();
    const [bad, good] = [await bench.add(10), await bench.add(10)];
    await turn();
    bench.sending[0]?.fail('file_changed');
    await turn();
    expect(bench.upload(bad.id)).toMatchObject({ state: 'failed', failure: 'file_changed' });
    await arriveAll(bench);
    expect(bench.upload(good.id)).toMatchObject({ state: 'done' });
    bench.queue.retry(bad.id);
    await turn();
    await arriveAll(bench);
    expect(bench.upload(bad.id)).toMatchObject({ state: 'done', failure: null });
  });

  test('whose sealing workers did not start go on by themselves, after a pause', async () => {
    vi.useFakeTimers();
    try {
      const bench = createBench();
      const { id } = await bench.add(25);
      await vi.advanceTimersByTimeAsync(0);
      while (bench.sending.length > 0) bench.sending[0]?.fail('unavailable');
      await vi.advanceTimersByTimeAsync(100);
      expect(bench.upload(id)).toMatchObject({ state: 'retrying', failure: null });
      expect(bench.places()).toEqual([]);
      await vi.advanceTimersByTimeAsync(3_000);
      expect(bench.places()).toEqual([`${id}:0`, `${id}:1`, `${id}:2`]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that a log-off ended begin anew under the same id', async () => {
    const bench = createBench();
    const { id } = await bench.add(20);
    await turn();
    bench.queue.fail('not_signed_in');
    bench.sending.length = 0;
    bench.known.clear();
    expect(bench.upload(id)).toMatchObject({ state: 'failed', failure: 'not_signed_in' });
    bench.queue.retry(id);
    await turn();
    await arriveAll(bench);
    expect(bench.upload(id)).toMatchObject({ id, state: 'done' });
  });

  test('go on by themselves when the same person is back: not those that were paused, nor what failed for a reason of its own', async () => {
    const bench = createBench();
    const [going, paused, changed] = [await bench.add(10), await bench.add(10), await bench.add(10)];
    await turn();
    bench.queue.pause(paused.id);
    bench.sending.find(({ job }) => job.attachment === changed.id)?.fail('file_changed');
    await turn();
    bench.queue.fail('not_signed_in');
    bench.sending.length = 0;
    const states = () => [going, paused, changed].map(({ id }) => [bench.upload(id)?.state, bench.upload(id)?.failure]);
    expect(states()).toEqual([['failed', 'not_signed_in'], ['paused', null], ['failed', 'file_changed']]);
    bench.queue.goOn('not_signed_in');
    await turn();
    await arriveAll(bench);
    expect(states()).toEqual([['done', null], ['paused', null], ['failed', 'file_changed']]);
  });

  test('that are removed are dropped, and nothing that still arrives brings them back', async () => {
    const bench = createBench();
    const { id } = await bench.add(20);
    await turn();
    await bench.queue.remove('draft', id);
    await turn();
    expect(bench.upload(id)).toBeUndefined();
    expect(bench.log).toEqual(['abort a1', 'drop a1']);
  });
});

describe('an upload from before a reload', () => {
  const listed = { id: 'old', name: 'x.bin', path: null, mediaType: 'application/octet-stream', size: 25, unfinished: { sent: 10, lastModified: 7 } };
  const chosen = () => new File([new Uint8Array(25)], 'x.bin', { lastModified: 7 });
  const interrupted = () => {
    const bench = createBench();
    bench.known.set('old', { size: 25, received: new Set([0]) });
    return bench;
  };

  test('goes on where it stopped where the file holds what was sent, and begins anew where it does not, however alike name, size and date are', async () => {
    const same = interrupted();
    expect(await same.queue.takeUp('draft', { attachment: listed, file: chosen() })).toEqual({ attachment: listed, same: true });
    await turn();
    expect(same.places()).toEqual(['old:1', 'old:2']);
    const other = interrupted();
    other.content.compare = async () => false;
    expect(await other.queue.takeUp('draft', { attachment: listed, file: chosen() })).toMatchObject({ same: false });
    await turn();
    expect(other.places()).toEqual(['old:0', 'old:1', 'old:2']);
  });

  test('loses nothing when the server cannot be reached while its file is compared', async () => {
    vi.useFakeTimers();
    const bench = interrupted();
    let asked = 0;
    bench.content.compare = async () => {
      asked += 1;
      if (asked < 3) throw new VaultError('offline');
      return true;
    };
    const taking = bench.queue.takeUp('draft', { attachment: listed, file: chosen() });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await taking).toMatchObject({ same: true });
    expect(bench.places()).toEqual(['old:1', 'old:2']);
    vi.useRealTimers();
  });

  test('does not come back when it is removed while its file is compared', async () => {
    const bench = interrupted();
    let answer: (same: boolean) => void = () => undefined;
    bench.content.compare = () => new Promise((resolve) => (answer = resolve));
    const taking = bench.queue.takeUp('draft', { attachment: listed, file: chosen() });
    await bench.queue.remove('draft', 'old');
    answer(false);
    await taking;
    await turn();
    expect(bench.queue.uploads()).toEqual([]);
    expect(bench.places()).toEqual([]);
  });
});
