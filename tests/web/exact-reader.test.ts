// The bytes of a body in exact lengths, where a browser reads into the memory that is wanted and where it gives chunks of its own.
import { describe, expect, test } from 'vitest';
import { readExactly } from '../../web/session/vault/exact-reader.ts';
import { codeOf, type VaultError } from '../../web/session/vault-error.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Chunks = (number[] | 'break')[];

const ways: Record<string, (chunks: Chunks) => ReadableStream<Bytes>> = {
  'into the memory that is wanted': (chunks) => {
    const left = [...chunks];
    return new ReadableStream({ type: 'bytes', pull: (controller) => give(controller, left.shift()) });
  },
  'by chunks': (chunks) => {
    const left = [...chunks];
    return new ReadableStream({ pull: (controller) => give(controller, left.shift()) });
  },
};

function give(controller: ReadableByteStreamController | ReadableStreamDefaultController<Bytes>, chunk: Chunks[number] | undefined): void {
  if (chunk === 'break') return controller.error(new TypeError('network error'));
  if (chunk !== undefined) return controller.enqueue(Uint8Array.from(chunk));
  controller.close();
  if ('byobRequest' in controller) controller.byobRequest?.respond(0);
}

describe.each(Object.entries(ways))('a body that is read %s', (_way, bodyOf) => {
  test('comes in the lengths that are asked for, wherever its chunks end, each in memory of its own', async () => {
    let times = 0;
    const reader = readExactly(bodyOf([[1], [2, 3, 4, 5], [6, 7], [8, 9, 10]]), () => (times += 1));
    const taken = [await reader.take(3), await reader.take(1), await reader.take(6)];
    expect(taken.map((bytes) => [...bytes])).toEqual([[1, 2, 3], [4], [5, 6, 7, 8, 9, 10]]);
    expect(taken.map(({ byteLength, buffer }) => buffer.byteLength - byteLength)).toEqual([0, 0, 0]);
    expect(times).toBeGreaterThanOrEqual(4);
    expect(await reader.atEnd()).toBe(true);
  });

  test.each([{ chunks: [[1, 2, 3, 4]] }, { chunks: [[1, 2, 3], [4]] }])('with more than was asked for is not at its end: $chunks', async ({ chunks }) => {
    const reader = readExactly(bodyOf(chunks), () => undefined);
    await reader.take(3);
    expect(await reader.atEnd()).toBe(false);
    await reader.cancel();
  });

  test.each([['ends', [[1, 2]]], ['breaks off', [[1, 2], 'break']]] as [string, Chunks][])('that %s before is a lost connection', async (_, chunks) => {
    const reader = readExactly(bodyOf(chunks), () => undefined);
    const error: unknown = await reader.take(3).catch((reason: unknown) => reason);
    expect(codeOf(error)).toBe('offline');
    expect((error as VaultError).details).toEqual({ cutShort: true });
  });

  test('that breaks off at its end is a lost connection, too', async () => {
    const reader = readExactly(bodyOf([[1, 2], 'break']), () => undefined);
    expect([...(await reader.take(2))]).toEqual([1, 2]);
    expect(codeOf(await reader.atEnd().catch((reason: unknown) => reason))).toBe('offline');
  });
});
