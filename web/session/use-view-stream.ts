'use client';
// Plaintext for the viewers, for the reader.
import { useCallback } from 'react';
import { useSessionStore } from './session-provider.tsx';
import type { Id } from './vault-api/id.ts';
import { openViewStream, type ViewStream } from './view-stream.ts';

export function useViewStream(message: Id) {
  const store = useSessionStore();
  return useCallback(
    ({ id }: { id: Id }, onProgress: (received: number) => void): ViewStream => openViewStream(store, { message, attachment: id }, onProgress),
    [store, message],
  );
}
