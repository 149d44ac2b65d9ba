// A sealing worker: two of them share the work of an upload. Keys come over a port of the vault worker, never from the page.
import { expose, wrap } from 'comlink';
import { waitForConnection } from './connection.ts';
import { putSegment } from './segment-put.ts';
import { createSegmentSealer, type SegmentSealer } from './segment-sealer.ts';
import type { Sealer, SealerKeys } from './transfer-api.ts';
import { VaultError, encodeError } from './vault-error.ts';

let sealer: SegmentSealer | null = null;

const surface: Sealer = {
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
};

expose(surface);
