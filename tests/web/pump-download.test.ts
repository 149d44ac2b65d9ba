// The vault's end of a download, over a real message channel: nothing unasked, no failure that looks like an end.
import { SEGMENT_BYTES } from '#crypto';
import { describe, expect, test } from 'vitest';
import { pumpDownload } from '../../web/session/pump-download.ts';
import type { ChunkMessage } from '../../web/session/transfer-api.ts';
import { VaultError } from '../../web/session/vault-error.ts';

async function* segments(count: number, failAt = -1): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let index = 0; index < count; index += 1) {
    if (index === failAt) throw new VaultError('cannot_open');
    yield new Uint8Array(SEGMENT_BYTES).fill(index);
  }
}

function connect(read: (signal: AbortSignal) => AsyncGenerator<Uint8Array<ArrayBuffer>>, goOnUntil = Infinity) {
  const { port1: reader, port2: port } = new MessageChannel();
  const heard: string[] = [];
  const progress: number[] = [];
  reader.onmessage = ({ data }: MessageEvent<ChunkMessage>) => void heard.push(typeof data === 'string' ? data : data.chunks.map(([first]) => first).join('+'));
  const pumped = pumpDownload({ port, read, onProgress: (received) => progress.push(received) < goOnUntil });
  pumped.catch(() => undefined);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 30));
  return { reader, heard, progress, pumped, settled, close: () => reader.close() };
}

describe('a download', () => {
  test('gives a segment’s worth for each pull, then says that it is over', async () => {
    const { reader, heard, progress, pumped, settled, close } = connect(() => segments(2));
    await settled();
    expect(heard).toEqual([]);
    reader.postMessage('pull');
    await settled();
    expect(heard).toEqual(['0']);
    reader.postMessage('pull');
    reader.postMessage('pull');
    await pumped;
    await settled();
    expect(heard).toEqual(['0', '1', 'end']);
    expect(progress).toEqual([SEGMENT_BYTES, 2 * SEGMENT_BYTES]);
    close();
  });

  test('sends small chunks together, in their order, and the rest at the end', async () => {
    const { reader, heard, progress, pumped, settled, close } = connect(async function* pieces() {
      for (const [index, length] of [SEGMENT_BYTES - 1, 0, 1, 2, 3].entries()) yield new Uint8Array(length).fill(index);
    });
    for (let pull = 0; pull < 3; pull += 1) reader.postMessage('pull');
    await pumped;
    await settled();
    expect(heard).toEqual(['0+2', '3+4', 'end']);
    expect(progress).toEqual([SEGMENT_BYTES, SEGMENT_BYTES + 5]);
    close();
  });

  test('that fails is told as failed, never as over', async () => {
    const { reader, heard, pumped, settled, close } = connect(() => segments(3, 1));
    reader.postMessage('pull');
    reader.postMessage('pull');
    await expect(pumped).rejects.toMatchObject({ code: 'cannot_open' });
    await settled();
    expect(heard).toEqual(['0', 'failed']);
    close();
  });

  test('that the reader cancels stops reading', async () => {
    let signal: AbortSignal | null = null;
    const { reader, pumped, settled, close } = connect((given) => {
      signal = given;
      return segments(9);
    });
    reader.postMessage('pull');
    await settled();
    reader.postMessage('cancel');
    await expect(pumped).rejects.toMatchObject({ code: 'cancelled' });
    expect((signal as AbortSignal | null)?.aborted).toBe(true);
    close();
  });

  test('that the page cancels ends as failed for the reader', async () => {
    const { reader, heard, pumped, settled, close } = connect(() => segments(9), 2);
    for (let pull = 0; pull < 3; pull += 1) reader.postMessage('pull');
    await expect(pumped).rejects.toMatchObject({ code: 'cancelled' });
    await settled();
    expect(heard).toEqual(['0', '1', 'failed']);
    close();
  });

  test('of an empty file is over at the first pull', async () => {
    const { reader, heard, pumped, settled, close } = connect(async function* empty() {
      yield new Uint8Array(0);
    });
    reader.postMessage('pull');
    await pumped;
    await settled();
    expect(heard).toEqual(['end']);
    close();
  });
});
