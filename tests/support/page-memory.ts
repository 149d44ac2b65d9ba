// Everything that a page holds, read from outside over the DevTools protocol: strings and arrays in its heap, the contents of
// its buffers, its document and what fields hold, its storage, its history. Workers are other heaps and are not among it.
import type { CDPSession, Page } from 'playwright-core';
import { readHeapSnapshot, type Holder } from './heap-snapshot.ts';

/** Where something stood → what stood there. */
export type Memory = {
  texts: Record<string, string[]>;
  lists: string[][];
  bytes: Record<string, Buffer[]>;
  /** Buffers that could not be read: what is in them nobody knows. */
  unread: string[];
};

/** Needed by `readPage`: without it a snapshot holds only the beginnings of long strings. */
export const WHOLE_STRINGS = ['--js-flags=--heap-snapshot-string-limit=4000000'];

/** A page that draws itself anew between the snapshot and the questions lets go of what was to be asked for it. */
const TRIES = 3;

/** Everything that was there at any try; unread is what the last could not read. */
export async function readPage(page: Page): Promise<Memory> {
  let memory = await readOnce(page);
  for (let attempt = 2; attempt <= TRIES && memory.unread.length > 0; attempt += 1) memory = together(memory, await readOnce(page));
  return memory;
}

function together(before: Memory, now: Memory): Memory {
  const both = <T>(one: Record<string, T[]>, other: Record<string, T[]>): Record<string, T[]> =>
    Object.fromEntries(Object.keys({ ...one, ...other }).map((place) => [place, [...(one[place] ?? []), ...(other[place] ?? [])]]));
  return { texts: both(before.texts, now.texts), lists: [...before.lists, ...now.lists], bytes: both(before.bytes, now.bytes), unread: now.unread };
}

async function readOnce(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  try {
    // First the heap: whatever is asked of the page later leaves its answer there.
    const heap = readHeapSnapshot(await takeSnapshot(session));
    const { numbers, fields } = await readObjects(session);
    const buffers = await Promise.all(heap.buffers.map(({ holders }) => readBuffer(session, holders)));
    const storage = await page.evaluate(readStorage);
    return {
      texts: { heap: heap.strings, document: fields, storage: storage.texts, history: storage.urls },
      lists: heap.lists,
      bytes: { buffer: buffers.flat(), numbers, storage: storage.bytes.map(fromBase64) },
      unread: heap.buffers.flatMap(({ what, holders }, index) => (buffers[index]?.length === 0 ? [`${what} (${holders.length} holders)`] : [])),
    };
  } finally {
    await session.detach();
  }
}

async function takeSnapshot(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', collect);
  return chunks.join('');
}

/** Every array that may be bytes, and every field and text that a page ever made, in the document or out of it. */
async function readObjects(session: CDPSession): Promise<{ numbers: Buffer[]; fields: string[] }> {
  const [numbers, fields] = [
    await ask(session, 'Array.prototype', 'all.filter((list) => list.length >= 8 && list.every((each) => Number.isInteger(each) && each >= 0 && each < 256)).map((list) => encode(Uint8Array.from(list)))'),
    await ask(session, 'Node.prototype', `all.flatMap((node) => [node.nodeValue, node.value, node.defaultValue, ...Array.from(node.attributes ?? [], (each) => each.value)]).filter((each) => typeof each === 'string' && each !== '')`),
  ];
  return { numbers: numbers.map(fromBase64), fields: [...fields, ...(await documentText(session))] };
}

const READ = `const read = (value) => {
  if (ArrayBuffer.isView(value)) return [encode(new Uint8Array(value.buffer))];
  return /^(Shared)?ArrayBuffer$/.test(Object.prototype.toString.call(value).slice(8, -1)) ? [encode(new Uint8Array(value))] : [];
};`;

/** The whole memory behind a buffer or view, by the first way that leads to it; empty where none does. */
async function readBuffer(session: CDPSession, holders: readonly Holder[]): Promise<Buffer[]> {
  for (const { object, how, name } of holders) {
    const answers = await askHolder(session, { object, how, name }).catch(() => []);
    if (answers.length > 0) return answers.map(fromBase64);
  }
  return [];
}

async function askHolder(session: CDPSession, { object, how, name }: Holder): Promise<string[]> {
  const { result } = await session.send('HeapProfiler.getObjectByHeapObjectId', { objectId: String(object), objectGroup: 'page-memory' });
  const objectId = result.objectId ?? '';
  if (how === 'member') return callOn(session, objectId, `read(this[${JSON.stringify(name)}])`);
  if (how === 'entry') return callOn(session, objectId, '[...this].flat().flatMap(read)');
  const { internalProperties = [] } = await session.send('Runtime.getProperties', { objectId, ownProperties: true });
  const scopes = internalProperties.find((property) => property.name === '[[Scopes]]')?.value?.objectId ?? '';
  const found: string[] = [];
  for (const { value } of (await session.send('Runtime.getProperties', { objectId: scopes, ownProperties: true })).result) {
    // The global scope holds everything else.
    if (!value?.objectId || value.description === 'Global') continue;
    const variables = (await session.send('Runtime.getProperties', { objectId: value.objectId, ownProperties: true })).result;
    for (const { value: inside } of variables) {
      if (inside?.objectId && ['typedarray', 'arraybuffer', 'dataview'].includes(inside.subtype ?? '')) found.push(...(await callOn(session, inside.objectId, 'read(this)')));
    }
  }
  return found;
}

async function callOn(session: CDPSession, objectId: string, answer: string): Promise<string[]> {
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', { objectId, functionDeclaration: `function () { ${ENCODE} ${READ} return ${answer}; }`, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as string[];
}

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

const ENCODE = `const encode = (bytes) => { let text = ''; for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192)); return btoa(text); };`;

/** `answer`: of `all`, the objects with that prototype, other prototypes left out, whose properties cannot be read. */
async function ask(session: CDPSession, prototype: string, answer: string): Promise<string[]> {
  const objectGroup = 'page-memory';
  const { result } = await session.send('Runtime.evaluate', { expression: prototype, objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '', objectGroup });
  const { result: found, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '', functionDeclaration: `function () { const all = this.filter((each) => !Object.hasOwn(each, 'constructor')); ${ENCODE} return ${answer}; }`, returnByValue: true, objectGroup,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  if (exceptionDetails) throw new Error(`${prototype}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return found.value as string[];
}

async function documentText(session: CDPSession): Promise<string[]> {
  const { result } = await session.send('Runtime.evaluate', { expression: `[document.documentElement.outerHTML, document.title, window.name]`, returnByValue: true });
  return result.value as string[];
}

/** Runs in the page. */
async function readStorage(): Promise<{ texts: string[]; bytes: string[]; urls: string[] }> {
  const texts: string[] = [document.cookie];
  const bytes: string[] = [];
  for (const storage of [localStorage, sessionStorage]) for (let at = 0; at < storage.length; at += 1) texts.push(storage.key(at) ?? '', storage.getItem(storage.key(at) ?? '') ?? '');
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (value instanceof CryptoKey) texts.push(value.extractable ? 'a key that can be read out' : 'a key that cannot be read out');
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) bytes.push(btoa(String.fromCharCode(...new Uint8Array(value instanceof ArrayBuffer ? value : value.buffer))));
    else if (typeof value === 'object' && value !== null) for (const [name, each] of Object.entries(value)) [name, each].forEach(walk);
    else texts.push(String(value));
  };
  const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    texts.push(name);
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      walk(await done(objects.getAllKeys()));
      walk(await done(objects.getAll()));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(name, request.url, await (await cache.match(request))?.text() ?? '');
  }
  const urls = [location.href, document.referrer, JSON.stringify(history.state), ...performance.getEntries().map((entry) => entry.name)];
  const { navigation } = globalThis as { navigation?: { entries(): { url: string | null; getState(): unknown }[] } };
  for (const entry of navigation?.entries() ?? []) urls.push(entry.url ?? '', JSON.stringify(entry.getState() ?? null));
  return { texts, bytes, urls };
}
