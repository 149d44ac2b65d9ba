'use client';
// The uploads of one draft, for compose.
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useSessionStore } from './session-provider.tsx';
import type { Upload } from './upload-job.ts';
import { uploadsOf } from './uploads.ts';
import type { DraftAttachment, Id } from './vault-api.ts';

export type { Upload } from './upload-job.ts';
export type ChosenFile = { file: File; path: string | null };

const NONE: readonly Upload[] = [];

export function useUploads(draft: Id) {
  const store = useSessionStore();
  const uploads = useMemo(() => uploadsOf(store), [store]);
  const all = useSyncExternalStore(uploads.subscribe, uploads.uploads, () => NONE);
  const own = useMemo(() => all.filter((upload) => upload.draft === draft), [all, draft]);
  const add = useCallback(
    async (files: ChosenFile[]): Promise<DraftAttachment[]> => {
      const added: DraftAttachment[] = [];
      // One after the other, so that the list keeps the order in which files were chosen.
      for (const file of files) {
        const { id, name, path, mediaType, size } = await uploads.add(draft, file);
        added.push({ id, name, path, mediaType, size });
      }
      return added;
    },
    [uploads, draft],
  );
  const remove = useCallback((id: Id) => uploads.remove(draft, id), [uploads, draft]);
  return {
    uploads: own,
    /** Something is not yet with the server. */
    busy: own.some(({ state }) => state !== 'done' && state !== 'failed'),
    add,
    remove,
    pause: uploads.pause,
    resume: uploads.resume,
    retry: uploads.retry,
  };
}
