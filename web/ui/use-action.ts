// Runs one piece of work at a time and keeps what a screen must show about it: busy, or how it failed.
'use client';
import { useRef, useState } from 'react';

/** Any thrown error, reduced to what words can be found for. */
export type Failure = { code: string; details: Readonly<Record<string, unknown>> };

export function failureOf(error: unknown): Failure {
  const { code, details } = (error ?? {}) as { code?: unknown; details?: unknown };
  return {
    code: typeof code === 'string' ? code : 'unexpected',
    details: typeof details === 'object' && details !== null ? (details as Failure['details']) : {},
  };
}

export type Action<Input extends unknown[]> = {
  /** Resolves to true where the work succeeded. A second call while one runs does nothing. */
  run: (...input: Input) => Promise<boolean>;
  busy: boolean;
  failure: Failure | null;
  clear: () => void;
};

export function useAction<Input extends unknown[]>(work: (...input: Input) => Promise<void>): Action<Input> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);

  const run = async (...input: Input) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await work(...input);
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  return { run, busy, failure, clear: () => setFailure(null) };
}
