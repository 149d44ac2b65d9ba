'use client';
// The uploads of one draft, for compose.
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { keepFileHandle } from './file-handles.ts';
import { useSessionStore } from './session-provider.tsx';
import type { Upload } from './upload-job.ts';
import { uploadsOf } from './uploads.ts';
import type { DraftAttachment } from './vault-api/drafts.ts';
import type { Id } from './vault-api/id.ts';

export type { Upload } from './upload-job.ts';
/** `handle`: by which the browser can read it again after a reload, where it gives one. */
export type ChosenFile = { file: File; path: string | null; handle?: FileSystemFileHandle | null };

const NONE: readonly Upload[] = [];

export function useUploads(draft: Id) {
  const store = useSessionStore();
  const uploads = useMemo(() => uploadsOf(store), [store]);
  const all = useSyncExternalStore(uploads.subscribe, uploads.uploads, () => NONE);
  const own = useMemo(() => all.filter((upload) => upload.draft === draft), [all, draft]);
  const add = useCallback(
    async ({ file, path, handle }: ChosenFile): Promise<DraftAttachment> => {
      const { id, name, mediaType, size } = await uploads.add(draft, { file, path });
      if (handle) await keepFileHandle(id, handle);
      return { id, name, path, mediaType, size };
    },
    [uploads, draft],
  );
  const takeUp = useCallback(
    async (attachment: DraftAttachment, { file, handle }: Pick<ChosenFile, 'file' | 'handle'>) => {
      const taken = await uploads.takeUp(draft, { attachment, file });
      if (handle) await keepFileHandle(attachment.id, handle);
      return taken;
    },
    [uploads, draft],
  );
  const remove = useCallback((id: Id) => uploads.remove(draft, id), [uploads, draft]);
  return { uploads: own, add, takeUp, remove, pause: uploads.pause, resume: uploads.resume, retry: uploads.retry, arrange: uploads.arrange };
}
