// A page's or step's heading. When a step follows another without a new page, the heading takes the focus.
'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './heading.module.css';

export type HeadingProps = {
  children: ReactNode;
  level?: 1 | 2 | 3;
  size?: 'display' | 'title' | 'large';
  /** Set for headings that replace what had the focus; the first heading of a page leaves it alone. */
  focusOnMount?: boolean;
  id?: string | undefined;
};

export function Heading({ children, level = 1, size = level === 1 ? 'display' : 'title', focusOnMount = false, id }: HeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focusOnMount) return;
    window.scrollTo({ top: 0 });
    ref.current?.focus();
  }, [focusOnMount]);
  const Element = `h${level}` as const;
  return (
    <Element ref={ref} id={id} tabIndex={focusOnMount ? -1 : undefined} className={styles['heading']} data-size={size}>
      {children}
    </Element>
  );
}
