// A picture from its bytes: an address for the browser's own decoder, which turns photos as their camera says. Released with the view.
'use client';

import { useEffect, useState } from 'react';
import { chunksOf } from '../byte-port.ts';
import type { ViewProps } from '../source.ts';
import type { Size } from './placement.ts';
import { isWhole } from './whole-picture.ts';

/** `whole`: nothing is missing at its end. */
export type Picture = { url: string; size: Size; whole: boolean };

export function usePicture({ bytes, onReady, onFailed }: Pick<ViewProps, 'bytes' | 'onReady' | 'onFailed'>): Picture | null {
  const [picture, setPicture] = useState<Picture | null>(null);
  // One for the life of the view.
  const [parts] = useState({ bytes, onReady, onFailed });
  useEffect(() => {
    let url: string | null = null;
    let gone = false;
    const load = async () => {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of chunksOf(parts.bytes)) {
        if (gone) return;
        chunks.push(chunk);
      }
      if (gone) return;
      const file = new Blob(chunks, { type: pictureType(parts.bytes.head) });
      url = URL.createObjectURL(file);
      const image = new Image();
      image.src = url;
      const [whole] = await Promise.all([isWhole(file), image.decode()]);
      if (gone) return;
      setPicture({ url, whole, size: { width: image.naturalWidth, height: image.naturalHeight } });
      parts.onReady();
    };
    load().catch(() => gone || parts.onFailed('broken'));
    return () => {
      gone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [parts]);
  return picture;
}

/** By its first bytes: what a sender calls it never makes it anything but a picture. */
function pictureType([first]: Uint8Array): string {
  switch (first) {
    case 0xff:
      return 'image/jpeg';
    case 0x89:
      return 'image/png';
    case 0x47:
      return 'image/gif';
    default:
      return 'image/webp';
  }
}
