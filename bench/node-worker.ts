// Runs a measurement that is made for a browser's worker in one of Node's, where programs without a browser do the same.
import { Worker } from 'node:worker_threads';

/** A worker of Node's takes no TypeScript by itself. */
const START = `
  const { parentPort, workerData } = require('node:worker_threads');
  globalThis.postMessage = (answer) => parentPort.postMessage(answer);
  import(workerData.tsx).then(({ register }) => { register(); return import(workerData.entry); });
`;

export async function runInNode<Result>(entry: string): Promise<Result> {
  const worker = new Worker(START, { eval: true, workerData: { entry, tsx: import.meta.resolve('tsx/esm/api') } });
  try {
    return await new Promise<Result>((resolve, reject) => {
      worker.once('message', (answer: { result: Result } | { error: string }) => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer.result)));
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
