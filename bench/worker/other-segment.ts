// A sealing worker that does something else with each segment, or nothing, and is Sealpost's own in all other respects.
import { expose, wrap } from 'comlink';
import { putSegment } from '../../web/session/segment-put.ts';
import type { Sealer, SealerKeys } from '../../web/session/transfer-api.ts';

/** As long as the server expects a sealed segment to be: 24 bytes of salt, 32 of commitment, 16 for each record of 256 KiB. */
const sealedLength = (length: number): number => 56 + length + 16 * (Math.floor(length / 262_144) + 1);

export function exposeSegmentWorker(treat: (plaintext: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>): void {
  let keys: SealerKeys;
  let report: Parameters<Sealer['connect']>[1];
  const surface: Sealer = {
    connect(port, onProgress) {
      keys = wrap<SealerKeys>(port) as unknown as SealerKeys;
      report = onProgress;
    },
    async send({ attachment, index, file, start, end }) {
      const treated = await treat(new Uint8Array(await file.slice(start, end).arrayBuffer()));
      const length = sealedLength(end - start);
      // The server counts: cut or padded, whatever the format makes of it.
      const body = new Uint8Array(length);
      body.set(treated.subarray(0, length));
      const tell = (share: number) => report({ attachment, index, sent: Math.round(share * (end - start)), retrying: false });
      await putSegment({ attachment, index, sealed: body, direct: false, signal: new AbortController().signal }, tell);
      await keys.noteSent({ attachment, index, hash: 'A'.repeat(43), salt: 'A'.repeat(32), typeClass: index === 0 ? 'standard' : null });
    },
    compare: async () => true,
    abort: () => undefined,
  };
  expose(surface);
}
