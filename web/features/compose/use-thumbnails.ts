// Thumbnails of files that are being sent: made one after the other when the page has nothing else to do, beside the upload and never in
// its way.
'use client';

import { useCallback, useRef, useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';

type Work = { draft: string; attachment: string; file: File };

const IDLE_AT_LATEST_MS = 3_000;

/** How often one was kept of each file: where that changes there is a new one to look for, of this file alone. */
export type ThumbnailEditions = ReadonlyMap<string, number>;

export function useThumbnails(): { editions: ThumbnailEditions; make: (work: Work) => void } {
  const vault = useVault();
  const [editions, setEditions] = useState<ThumbnailEditions>(new Map());
  const queue = useRef<Promise<void>>(Promise.resolve());
  const make = useCallback(({ draft, attachment, file }: Work) => {
    queue.current = queue.current
      .then(async () => {
        await idle();
        // A file that is chosen again after a reload may have its own already.
        if ((await vault.thumbnail({ draft, attachment })) !== null) return;
        const { makeThumbnail } = await import('../../viewers/thumbnail/make-thumbnail.ts');
        const image = await makeThumbnail(file);
        if (image === null) return;
        await vault.keepThumbnail({ attachment, image });
        setEditions((before) => new Map(before).set(attachment, (before.get(attachment) ?? 0) + 1));
      })
      // The message goes without it.
      .catch(() => undefined);
  }, [vault]);
  return { editions, make };
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_AT_LATEST_MS });
    else setTimeout(resolve, 200);
  });
}
