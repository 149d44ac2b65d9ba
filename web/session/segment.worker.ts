// A worker for segments. Two seal those of uploads, two open those of downloads. The page starts them; keys come over a port of the
// vault worker, never from the page.
import { expose, transfer, wrap } from 'comlink';
import { openSegment, release, wipe } from '#crypto';
import { collectSoon } from './collect-soon.ts';
import { waitForConnection } from './connection.ts';
import { putSegment } from './segment-put.ts';
import { createSegmentSealer, type SegmentSealer } from './segment-sealer.ts';
import type { Opener, OpenerHost, Sealer, SealerKeys } from './transfer-api.ts';
import { VaultError, encodeError } from './vault-error.ts';

let sealer: SegmentSealer | null = null;

const opener: Opener = {
  whenReady: () => undefined,
  async open(key, place, sealed) {
    try {
      const pieces = await openSegment(key, place, sealed);
      return transfer(pieces, pieces.map(({ buffer }) => buffer));
    } catch (error) {
      throw encodeError(error);
    } finally {
      wipe(key);
      release(sealed);
      collectSoon();
    }
  },
};

const surface: Sealer & OpenerHost = {
  connect(port, onProgress) {
    const remote = wrap<SealerKeys>(port);
    const keys: SealerKeys = {
      keyOf: (attachment) => remote.keyOf(attachment),
      noteSent: (segment) => remote.noteSent(segment),
      known: (attachment) => remote.known(attachment),
    };
    sealer = createSegmentSealer({ keys, put: putSegment, onProgress, wait: waitForConnection });
  },
  async send(job) {
    if (!sealer) throw encodeError(new VaultError('unexpected'));
    // A plain object: a class would lose its fields on the way to the page.
    await sealer.send(job).catch((error: unknown) => Promise.reject(encodeError(error)));
  },
  async compare(known) {
    if (!sealer) throw encodeError(new VaultError('unexpected'));
    return await sealer.compare(known).catch((error: unknown) => Promise.reject(encodeError(error)));
  },
  abort: (attachment) => sealer?.abort(attachment),
  serveOpener: (port) => expose(opener, port),
};

expose(surface);
