// Uploads and downloads in a page at Sealpost's own address, by the parts that Sealpost's page uses: vault worker, queue, sealing
// workers. Only the sealing workers differ from side to side (bench/worker/*-segment.worker.ts).
import { release } from '#crypto';
import { createSealingPool } from '../../web/session/sealing-pool.ts';
import { createUploadQueue } from '../../web/session/upload-queue.ts';
import { createVaultClient } from '../../web/session/vault-client.ts';
import type { ReaderMessage } from '../../web/session/transfer-api.ts';
import type { Draft } from '../../web/session/vault-api/drafts.ts';

const vault = createVaultClient();
const address = `bench-${crypto.randomUUID()}@northside.example`;
let changed = (): void => undefined;
let draft: Draft;

const pool = createSealingPool({
  serve: (port) => vault.call('serveSealer', port),
  onProgress: (progress) => queue.note(progress),
});
const queue = createUploadQueue({
  pool,
  reserve: (attachment) => vault.call('reserveAttachment', attachment),
  begin: (id) => vault.call('beginAttachment', id),
  finish: (id) => vault.call('finishAttachment', id),
  drop: (source) => vault.call('dropAttachment', source),
  onChange: () => changed(),
  onProgress: () => undefined,
  now: Date.now,
});

/** Milliseconds from the choice of the file until it is complete on the server. */
async function upload(): Promise<{ id: string; ms: number }> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('no file');
  const start = performance.now();
  const { id } = await queue.add(draft.id, { file, path: null });
  await new Promise<void>((resolve, reject) => {
    changed = () => {
      const now = queue.uploads().find((each) => each.id === id);
      if (now?.state === 'done') resolve();
      if (now?.state === 'failed') reject(new Error(`upload: ${now.failure}`));
    };
    changed();
  });
  return { id, ms: performance.now() - start };
}

const actions = {
  async signUp() {
    await vault.call('signUp', { practiceName: 'Bench', name: 'Bench', address, password: 'orbit-velvet-canyon-lantern-42', token: null });
    draft = await vault.call('newDraft', { reply: null });
    return address;
  },
  /** Uploads and removes again. */
  async uploadOnce() {
    const { id, ms } = await upload();
    await queue.remove(draft.id, id);
    return ms;
  },
  /** Sends the file to oneself: what downloads are made of. */
  async sendFile() {
    const { id } = await upload();
    const { name, size } = queue.uploads().find((each) => each.id === id) ?? { name: '', size: 0 };
    await vault.call('session');
    const attachment = { id, name, path: null, mediaType: 'application/octet-stream', size };
    const sent = await vault.call('send', { ...draft, recipients: [address], noticeSubject: 'x', noticeText: 'x', secureSubject: 'x', attachments: [attachment] });
    return { message: sent.id, attachment: id };
  },
  /** Decrypted to disk (OPFS), or by a reader that throws everything away; milliseconds. */
  async download({ message, attachment, to }: { message: string; attachment: string; to: 'disk' | 'nowhere' }) {
    const { port1: reader, port2: vaultEnd } = new MessageChannel();
    const start = performance.now();
    const stream = vault.call('streamAttachment', { message, attachment }, vaultEnd, () => true);
    const read = to === 'disk' ? onDisk({ port: reader }, [reader]) : dropAll(reader);
    await Promise.all([stream, read]);
    return performance.now() - start;
  },
  /** The same bytes as they lie on the server, to disk. */
  async downloadPlain({ attachment }: { attachment: string }) {
    const start = performance.now();
    await onDisk({ url: `/api/attachments/${attachment}/content` }, []);
    return performance.now() - start;
  },
};

function onDisk(order: object, moved: Transferable[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./disk.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<{ error?: string }>) => {
      worker.terminate();
      if (data.error === undefined) resolve();
      else reject(new Error(data.error));
    };
    worker.postMessage(order, moved);
  });
}

function dropAll(port: MessagePort): Promise<void> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }) => {
      if (data === 'alive') return;
      if (data === 'failed') reject(new Error('download'));
      else if (data === 'end') resolve();
      else {
        // As the service worker does with what is written.
        release(...data.chunks);
        port.postMessage('pull' satisfies ReaderMessage);
      }
    };
    port.postMessage('pull' satisfies ReaderMessage);
  });
}

Object.assign(window, { bench: actions });
export type TransferActions = typeof actions;
