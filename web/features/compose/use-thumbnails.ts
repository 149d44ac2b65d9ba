// Thumbnails of files that are being sent: made one after the other when the page has nothing else to do, beside the upload and never in
// its way.
'use client';

import { useRef, useState } from 'react';
import { useVault } from '../../session/session-provider.tsx';

type Work = { draft: string; attachment: string; file: File };

const IDLE_AT_LATEST_MS = 3_000;

/** How many have been kept so far: a sign to look for new ones. */
export function useThumbnails(): { edition: number; make: (work: Work) => void } {
  const vault = useVault();
  const [edition, setEdition] = useState(0);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const make = ({ draft, attachment, file }: Work) => {
    queue.current = queue.current
      .then(async () => {
        await idle();
        // A file that is chosen again after a reload may have its own already.
        if ((await vault.thumbnail({ draft, attachment })) !== null) return;
        const { makeThumbnail } = await import('../../viewers/thumbnail/make-thumbnail.ts');
        const image = await makeThumbnail(file);
        if (image === null) return;
        await vault.keepThumbnail({ attachment, image });
        setEdition((count) => count + 1);
      })
      // The message goes without it.
      .catch(() => undefined);
  };
  return { edition, make };
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: IDLE_AT_LATEST_MS });
    else setTimeout(resolve, 200);
  });
}
