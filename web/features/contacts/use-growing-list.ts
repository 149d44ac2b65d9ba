// A long list that grows as its end comes near: a book of thousands opens as quickly as one of a hundred.
'use client';

import { type RefCallback, useCallback, useState } from 'react';

const STEP = 100;
/** How far below what is seen the next ones are drawn. */
const AHEAD = '800px';

/** `count`: how many to draw. `end`: for what stands after the last of them, drawn anew (by its key) with each step. */
export function useGrowingList(): { count: number; end: RefCallback<HTMLElement>; grow: () => void } {
  const [count, setCount] = useState(STEP);
  const grow = useCallback(() => setCount((before) => before + STEP), []);
  const end = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && grow(), { rootMargin: AHEAD });
      observer.observe(element);
      return () => observer.disconnect();
    },
    [grow],
  );
  return { count, end, grow };
}
