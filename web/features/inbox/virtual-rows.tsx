// A list of any length of which only the rows in sight, and some around them, are in the page. The row that has the focus or is open
// stays there wherever one scrolls, so that neither is lost.
'use client';

import { defaultRangeExtractor, measureElement, type Range, useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type Ref, type RefObject, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import styles from './message-rows.module.css';

/** Rows beyond what is seen, so that a quick scroll shows no gaps and Tab finds the next one. */
const OVERSCAN = 12;
/** A list that is no longer stands whole in the page, for finding in it and for reading it out: the first rows that are loaded do. */
const WHOLE = 60;
/** Until they are measured. */
const ROW_PIXELS = 86;
/** Of the head, which stays over the list. */
const HEAD_PIXELS = 56;
/** Asks for older rows when so few are left below. */
const NEAR_END = 15;

/** Brings a row into sight and gives it the focus. */
export type Show = (index: number) => void;
/** For the row's own element. `top`: where it stands in the list, in pixels. */
export type Placing = { ref: (element: Element | null) => void; top: number };

type VirtualRowsProps = {
  label: string;
  count: number;
  keyOf: (index: number) => string;
  /** Stays in the page; -1: none. */
  openIndex: number;
  /** A message is open: on a phone in the place of the list. */
  reading: boolean;
  /** Called when the end comes near. */
  onNearEnd: () => void;
  show: Ref<Show>;
  children: (index: number, placing: Placing) => ReactNode;
};

export function VirtualRows({ label, count, keyOf, openIndex, reading, onNearEnd, show, children }: VirtualRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const { onPage, margin } = useScroller(list);
  const focused = useFocused(list);
  usePlaceKept(onPage && !reading);
  const rangeExtractor = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), openIndex, focused])].filter((index) => index >= 0 && index < count).toSorted((a, b) => a - b),
    [openIndex, focused, count],
  );
  const options = {
    count,
    getItemKey: keyOf,
    estimateSize: () => ROW_PIXELS,
    overscan: count <= WHOLE ? WHOLE : OVERSCAN,
    // While a message stands in the list's place no row has a size: each keeps the one it had.
    measureElement: <Scroller extends Element | Window>(element: Element, entry: ResizeObserverEntry | undefined, rows: Virtualizer<Scroller, Element>) => {
      const index = Number(element.getAttribute('data-index'));
      return measureElement(element, entry, rows) || (rows.measurementsCache[index]?.size ?? ROW_PIXELS);
    },
    scrollMargin: margin,
    scrollPaddingStart: HEAD_PIXELS,
    rangeExtractor,
  };
  // What it returns is used here and passed to nothing that is memoised.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const inPane = useVirtualizer<HTMLElement, Element>({ ...options, enabled: !onPage, getScrollElement: () => scrollerOf(list.current) });
  const inWindow = useWindowVirtualizer<Element>({ ...options, enabled: onPage });
  const virtualizer: Rows = onPage ? inWindow : inPane;
  const items = virtualizer.getVirtualItems();

  const nearEnd = count > 0 && (virtualizer.range?.endIndex ?? -1) >= count - NEAR_END;
  useEffect(() => {
    if (nearEnd) onNearEnd();
  }, [nearEnd, count, onNearEnd]);

  useImperativeHandle(show, () => (index) => {
    virtualizer.scrollToIndex(index, { align: 'auto' });
    focusRow(list.current, index);
  });
  return (
    <ul ref={list} className={styles['rows']} aria-label={label} style={{ blockSize: virtualizer.getTotalSize() }}>
      {items.map(({ index, start }) => children(index, { ref: virtualizer.measureElement, top: start - margin }))}
    </ul>
  );
}

type Rows = Pick<Virtualizer<HTMLElement, Element>, 'range' | 'getVirtualItems' | 'getTotalSize' | 'measureElement' | 'scrollToIndex'>;

/** Where the page itself scrolls, reading a message moves it: coming back, one is where one was. */
function usePlaceKept(shown: boolean): void {
  const place = useRef(0);
  useLayoutEffect(() => {
    if (!shown) return;
    window.scrollTo({ top: place.current });
    // The browser tells of it a frame later. Until then the row that gets the focus again would be sought from where one read.
    window.dispatchEvent(new Event('scroll'));
    const note = () => {
      place.current = window.scrollY;
    };
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [shown]);
}

/** The row that has the focus, or had it before it went to nothing. */
function useFocused(list: RefObject<HTMLUListElement | null>): number {
  const [focused, setFocused] = useState(-1);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const row = target instanceof Element && list.current?.contains(target) === true ? target.closest<HTMLElement>('[data-index]') : null;
      setFocused(Number(row?.dataset['index'] ?? -1));
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [list]);
  return focused;
}

/** It is in the page a moment after it came into sight. */
function focusRow(list: HTMLUListElement | null, index: number, tries = 10): void {
  const link = list?.querySelector<HTMLElement>(`[data-index="${index}"] [data-message]`);
  if (link) link.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusRow(list, index, tries - 1));
}

/** On a phone the page scrolls, else the pane does. `margin`: what stands above the list in there. */
function useScroller(list: RefObject<HTMLUListElement | null>): { onPage: boolean; margin: number } {
  // That it comes into sight counts too: what scrolls is looked up anew with each drawing only.
  const [scroller, setScroller] = useState({ onPage: false, margin: 0, hidden: true });
  useLayoutEffect(() => {
    const look = () => {
      const element = list.current;
      if (element === null || element.offsetParent === null) return setScroller((now) => (now.hidden ? now : { ...now, hidden: true }));
      const pane = scrollerOf(element);
      const above = pane === null ? -window.scrollY : pane.getBoundingClientRect().top - pane.scrollTop;
      const next = { onPage: pane === null, margin: Math.round(element.getBoundingClientRect().top - above), hidden: false };
      setScroller((now) => (now.onPage === next.onPage && now.margin === next.margin && !now.hidden ? now : next));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.documentElement);
    if (list.current?.parentElement) for (const sibling of list.current.parentElement.children) observer.observe(sibling);
    return () => observer.disconnect();
  }, [list]);
  return scroller;
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let parent = element?.parentElement ?? null; parent !== null && parent !== document.body; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return null;
}
