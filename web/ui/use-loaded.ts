// One piece of data a page needs from the server once, for the light pages that have no query cache.
'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, type Failure } from './use-action.ts';

export type Loaded<T> = { status: 'loading' } | { status: 'failed'; failure: Failure; retry: () => void } | { status: 'ready'; data: T };

type Outcome<T> = { request: string } & ({ failure: Failure } | { data: T });

/** Loads when `key` becomes known or changes; null: not yet. */
export function useLoaded<T>(key: string | null, load: () => Promise<T>): Loaded<T> {
  const [outcome, setOutcome] = useState<Outcome<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const request = key === null ? null : `${attempt} ${key}`;
  useEffect(() => {
    if (request === null) return;
    let stale = false;
    latest.current().then(
      (data) => stale || setOutcome({ request, data }),
      (error: unknown) => stale || setOutcome({ request, failure: failureOf(error) }),
    );
    return () => {
      stale = true;
    };
  }, [request]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  if (outcome === null || outcome.request !== request) return { status: 'loading' };
  return 'data' in outcome ? { status: 'ready', data: outcome.data } : { status: 'failed', failure: outcome.failure, retry };
}
