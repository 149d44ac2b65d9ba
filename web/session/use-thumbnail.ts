'use client';
// The thumbnail of an attachment as an address for an image; null while there is none.
import { useEffect, useState } from 'react';
import { useVault } from './session-provider.tsx';
import type { ThumbnailPlace } from './vault-api/mailbox.ts';

/** `edition`: changes when there may be a new one. */
export function useThumbnail(place: ThumbnailPlace, edition = 0): string | null {
  const vault = useVault();
  const [url, setUrl] = useState<string | null>(null);
  const key = JSON.stringify([place, edition]);
  useEffect(() => {
    let gone = false;
    let own: string | null = null;
    const load = async () => {
      const image = await vault.thumbnail((JSON.parse(key) as [ThumbnailPlace])[0]);
      const type = image === null ? null : pictureType(image);
      if (gone || image === null || type === null) return;
      own = URL.createObjectURL(new Blob([image], { type }));
      setUrl(own);
    };
    // It is an extra: without it there is the sign of the file's kind.
    load().catch(() => undefined);
    return () => {
      gone = true;
      if (own !== null) URL.revokeObjectURL(own);
      setUrl(null);
    };
  }, [vault, key]);
  return url;
}

/** Only what we make ourselves is shown: anything else is not taken for a picture. */
function pictureType(image: Uint8Array): string | null {
  const text = String.fromCharCode(...image.subarray(0, 12));
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'image/webp';
  return text.startsWith('\xff\xd8\xff') ? 'image/jpeg' : null;
}
