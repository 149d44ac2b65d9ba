'use client';
// Saves an encrypted copy of a message: the vault writes it, the service worker makes it an ordinary download.
import { useCallback, useEffect, useRef, useState } from 'react';
import { saveStream } from './downloads.ts';
import { useSessionStore } from './session-provider.tsx';
import type { Id } from './vault-api/id.ts';
import { codeOf } from './vault-error.ts';

export type MailCopyState = { status: 'idle' } | { status: 'running'; written: number } | { status: 'done' } | { status: 'failed'; failure: string };
export type MailCopyRequest = { message: Id; certificate: Uint8Array<ArrayBuffer>; name: string };

/** `save` resolves to true where the whole file was handed to the browser. */
export function useMailCopy(): { state: MailCopyState; save: (request: MailCopyRequest) => Promise<boolean>; stop: () => void } {
  const store = useSessionStore();
  const [state, setState] = useState<MailCopyState>({ status: 'idle' });
  const stopped = useRef(false);
  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  // Whoever closes the dialog does not want the file.
  useEffect(() => stop, [stop]);

  const save = useCallback(
    async ({ message, certificate, name }: MailCopyRequest) => {
      stopped.current = false;
      setState({ status: 'running', written: 0 });
      const onProgress = (written: number) => {
        store.transferring();
        setState({ status: 'running', written });
        return !stopped.current;
      };
      try {
        await saveStream({ name, size: null }, (vaultEnd) => store.call('streamMailCopy', { message, certificate }, vaultEnd, onProgress));
        setState({ status: 'done' });
        return true;
      } catch (error) {
        const failure = codeOf(error);
        setState(failure === 'cancelled' ? { status: 'idle' } : { status: 'failed', failure });
        return false;
      }
    },
    [store],
  );
  return { state, save, stop };
}
