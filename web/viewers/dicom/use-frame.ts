// The frame that is looked at, decoded; the next ones beforehand, so that scrolling flows.
'use client';

import { useEffect, useRef, useState } from 'react';
import type { Frame } from './decode-frame.ts';
import type { Slice } from './slice.ts';

const AHEAD = 3;
/** Decoded frames that are kept, in bytes. */
const KEEP_BYTES = 200_000_000;

type Parts = { slices: readonly Slice[]; at: number; load: (key: string) => Promise<Frame> };
type Known = Map<string, Promise<Frame>>;

export function useFrame({ slices, at, load }: Parts): { frame: Frame | null; broken: boolean } {
  const known = useRef<Known>(new Map());
  const key = slices[at]?.key ?? '';
  const [state, setState] = useState<{ key: string; frame: Frame | null; broken: boolean }>({ key: '', frame: null, broken: false });
  useEffect(() => {
    let stale = false;
    const get = (wanted: string) => {
      const frame = known.current.get(wanted) ?? load(wanted);
      // Used last: kept longest.
      known.current.delete(wanted);
      known.current.set(wanted, frame);
      return frame;
    };
    get(key).then(
      (frame) => {
        if (stale) return;
        setState({ key, frame, broken: false });
        forget(known.current, frame);
        for (const next of slices.slice(at + 1, at + 1 + AHEAD)) get(next.key).catch(() => undefined);
      },
      () => stale || setState({ key, frame: null, broken: true }),
    );
    return () => {
      stale = true;
    };
  }, [key, load, slices, at]);
  if (state.key === key) return state;
  // Until the next is there the one before stays: a black flash at every step would hurt the eyes. Never one of another series.
  return { frame: slices.some((slice) => slice.key === state.key) ? state.frame : null, broken: false };
}

function forget(known: Known, { rows, columns, kind }: Frame): void {
  const most = Math.max(AHEAD + 2, Math.floor(KEEP_BYTES / (rows * columns * (kind === 'grey' ? 2 : 4))));
  for (const oldest of known.keys()) {
    if (known.size <= most) return;
    known.delete(oldest);
  }
}
