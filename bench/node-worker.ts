// Runs a measurement that is made for a browser's worker in one of Node's, where programs without a browser do the same.
import { Worker } from 'node:worker_threads';

/** A worker of Node's takes no TypeScript by itself, and has other names for what a browser's has: those that the measurements use are added. */
const START = `
  const { parentPort, workerData, Worker: Thread } = require('node:worker_threads');
  Object.assign(globalThis, {
    self: globalThis,
    name: workerData.name,
    location: { href: workerData.entry },
    postMessage: (answer) => parentPort.postMessage(answer),
    Worker: class {
      constructor(entry, { name }) {
        this.thread = new Thread(workerData.start, { eval: true, workerData: { ...workerData, entry, name } });
        this.thread.on('message', (data) => this.onmessage?.({ data }));
        this.thread.on('error', ({ message }) => this.onerror?.({ message }));
      }
      postMessage(data) {
        this.thread.postMessage(data);
      }
    },
  });
  const early = [];
  globalThis.onmessage = (event) => early.push(event);
  parentPort.on('message', (data) => globalThis.onmessage({ data }));
  import(workerData.tsx).then(({ register }) => { register(); return import(workerData.entry); }).then(() => early.forEach((event) => globalThis.onmessage(event)));
`;

export async function runInNode<Result>(entry: string): Promise<Result> {
  const worker = new Worker(START, { eval: true, workerData: { entry, name: '', start: START, tsx: import.meta.resolve('tsx/esm/api') } });
  try {
    return await new Promise<Result>((resolve, reject) => {
      worker.once('message', (answer: { result: Result } | { error: string }) => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer.result)));
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
