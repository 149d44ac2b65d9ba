// The code of dialogs and menus, which is a third of what a mailbox would have to load before it is drawn: it comes when the page has
// come to rest, or with the first that is opened.
'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { text } from '../text/access.ts';
import type * as Overlays from './overlays.ts';
import { announce } from './toasts.ts';

type OverlayCode = typeof Overlays;

let code: OverlayCode | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Once; after a failure the next call tries again. */
function load(): Promise<void> {
  loading ??= import('./overlays.ts').then(
    (loaded) => {
      code = loaded;
      for (const listener of listeners) listener();
    },
    (cause: unknown) => {
      loading = null;
      throw cause;
    },
  );
  return loading;
}

/** For when something will probably be opened: nobody waits for it, so nobody hears that it failed. */
export function prepareOverlays(): void {
  load().catch(() => undefined);
}

/** Null until it is there, which `needed` asks for. Where it cannot be loaded, the page says so and `onFailed` is called. */
export function useOverlayCode(needed: boolean, onFailed: () => void): OverlayCode | null {
  const fail = useEffectEvent(() => {
    announce(text.ui.notLoaded, { tone: 'danger' });
    onFailed();
  });
  useEffect(() => {
    if (needed) load().catch(() => fail());
  }, [needed]);
  return useSyncExternalStore(
    subscribe,
    () => code,
    () => null,
  );
}
