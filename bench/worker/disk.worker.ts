// Writes a download to disk (OPFS): from the vault's port, or straight from an address.
import type { ChunkMessage, ReaderMessage } from '../../web/session/transfer-api.ts';

/** Not in TypeScript's DOM library, since workers alone have it. */
type Access = { write(chunk: Uint8Array<ArrayBuffer>, at: { at: number }): number; flush(): void; close(): void };
type Writable = FileSystemFileHandle & { createSyncAccessHandle(): Promise<Access> };

type Order = { port?: MessagePort; url?: string };

self.onmessage = ({ data }: MessageEvent<Order>) => {
  save(data).then(
    () => postMessage({}),
    (error: unknown) => postMessage({ error: String(error) }),
  );
};

async function save({ port, url }: Order): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const name = crypto.randomUUID();
  const file = await ((await folder.getFileHandle(name, { create: true })) as Writable).createSyncAccessHandle();
  let at = 0;
  const write = (chunk: Uint8Array<ArrayBuffer>) => void (at += file.write(chunk, { at }));
  if (port) await fromPort(port, write);
  else await fromAddress(url ?? '', write);
  file.flush();
  file.close();
  await folder.removeEntry(name);
}

function fromPort(port: MessagePort, write: (chunk: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<ChunkMessage>) => {
      if (data === 'alive') return;
      if (data === 'failed') return reject(new Error('failed'));
      if (data === 'end') return resolve();
      // Asked for before it is written: the vault opens the next one meanwhile.
      port.postMessage('pull' satisfies ReaderMessage);
      data.chunks.forEach(write);
    };
    port.postMessage('pull' satisfies ReaderMessage);
  });
}

async function fromAddress(url: string, write: (chunk: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const reader = (await fetch(url, { cache: 'no-store' })).body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) write(next.value);
}
