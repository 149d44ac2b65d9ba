// Rows of equal height, of which only those in sight exist.
'use client';

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useSize } from '../use-size.ts';
import styles from './text-view.module.css';

const ROW_PIXELS = 24;
const BEYOND = 20;

export type VirtualRowsProps = {
  count: number;
  /** The whole width, in characters. */
  width: number;
  label: string;
  role: 'region' | 'table';
  head?: ReactNode;
  renderRow: (index: number) => ReactNode;
};

export function VirtualRows({ count, width, label, role, head, renderRow }: VirtualRowsProps) {
  const window = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLDivElement>(null);
  const { height } = useSize(window);
  const [top, setTop] = useState(0);
  const headRows = head === undefined ? 0 : 1;
  useLayoutEffect(() => {
    const { current } = space;
    if (current === null) return;
    current.style.blockSize = `${(count + headRows) * ROW_PIXELS}px`;
    current.style.minInlineSize = `${width}ch`;
  }, [count, headRows, width]);
  const first = Math.max(0, Math.floor(top / ROW_PIXELS) - BEYOND);
  const last = Math.min(count, Math.ceil((top + height) / ROW_PIXELS) + BEYOND);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <div ref={window} className={styles['window']} tabIndex={0} role={role} aria-label={label} aria-rowcount={role === 'table' ? count + headRows : undefined} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <div ref={space} className={styles['space']} role={role === 'table' ? 'rowgroup' : undefined}>
        {head !== undefined && <div className={styles['head']} role="presentation">{head}</div>}
        {Array.from({ length: Math.max(0, last - first) }, (_, index) => (
          <Row key={first + index} at={first + index + headRows}>
            {renderRow(first + index)}
          </Row>
        ))}
      </div>
    </div>
  );
}

function Row({ at, children }: { at: number; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current !== null) element.current.style.insetBlockStart = `${at * ROW_PIXELS}px`;
  }, [at]);
  return (
    <div ref={element} className={styles['row']} role="presentation">
      {children}
    </div>
  );
}
