// One piece of data a page needs from the server once, for the light pages that have no query cache.
'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, type Failure } from './use-action.ts';

export type Loaded<T> = { status: 'loading' } | { status: 'failed'; failure: Failure; retry: () => void } | { status: 'ready'; data: T };

/** Loads when `key` becomes known or changes; null: not yet. */
export function useLoaded<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  useEffect(() => {
    if (key === null) return;
    let stale = false;
    setState({ status: 'loading' });
    latest.current().then(
      (data) => stale || setState({ status: 'ready', data }),
      (error: unknown) => stale || setState({ status: 'failed', failure: failureOf(error), retry }),
    );
    return () => {
      stale = true;
    };
  }, [key, attempt, retry]);
  return state;
}
