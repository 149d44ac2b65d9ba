// The folders on narrow screens: a drawer that a button opens, and that Escape, a press beside it or going somewhere closes.
'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Place } from './use-place.ts';

export type Drawer = { isOpen: boolean; toggle: () => void; ref: RefObject<HTMLDivElement | null> };

export function useDrawer(place: Place): Drawer {
  const [openAt, setOpenAt] = useState<Place | null>(null);
  const ref = useRef<HTMLDivElement>(null);
  // Going somewhere makes another place, and the drawer belonged to the one before.
  const isOpen = openAt === place;

  useEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    ref.current?.querySelector<HTMLElement>('a')?.focus();
    const close = () => setOpenAt(null);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      close();
      if (opener instanceof HTMLElement) opener.focus();
    };
    const onPress = (event: PointerEvent) => {
      const target = event.target instanceof Node ? event.target : null;
      if (!ref.current?.contains(target) && !(opener?.contains(target) ?? false)) close();
    };
    // What is pressed in it shows something elsewhere.
    const drawer = ref.current;
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('button') !== null) close();
    };
    drawer?.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      drawer?.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [isOpen]);

  const toggle = useCallback(() => setOpenAt((current) => (current === place ? null : place)), [place]);
  return { isOpen, toggle, ref };
}
