// A worker for the life of a view: started with it, ended with it, and all it held with it.
'use client';

import { type Remote, transfer, wrap } from 'comlink';
import { useEffect, useRef } from 'react';
import type { FileBytes } from './source.ts';

/** `work` runs once, with the worker; `failed` also where the worker itself dies. Returns how to reach the worker later. */
export function useWorker<Surface>(start: () => Worker, { work, failed }: { work: (remote: Remote<Surface>) => Promise<void>; failed: () => void }) {
  const parts = useRef({ start, work, failed });
  const running = useRef<Remote<Surface> | null>(null);
  useEffect(() => {
    const worker = parts.current.start();
    let gone = false;
    const fail = () => gone || parts.current.failed();
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
    const remote = wrap<Surface>(worker);
    running.current = remote;
    parts.current.work(remote).catch(fail);
    return () => {
      gone = true;
      running.current = null;
      worker.terminate();
    };
  }, []);
  return running;
}

/** Hands head and port over; the page keeps neither. */
export function handOver({ name, size, head, port }: FileBytes): FileBytes {
  return transfer({ name, size, head, port }, [head.buffer, port]);
}
