// Dragging, pinching and the wheel on one element, for mouse, pen and fingers alike.
'use client';

import { type RefObject, useEffect, useRef } from 'react';

type Point = { x: number; y: number };

export type Gestures = {
  /** One pointer moved. `from` and `to` are in pixels of the element, from its upper left corner. */
  onDrag?: (drag: { from: Point; to: Point; start: Point; button: number }) => void;
  onDragStart?: (at: Point, button: number) => void;
  onDragEnd?: (at: Point) => void;
  /** A pinch or the wheel with Control: by a factor, about a point of the element. */
  onZoom: (factor: number, at: Point) => void;
  /** Two fingers moved together. */
  onPan?: (by: Point) => void;
  /** The plain wheel, in pixels; absent: it zooms. */
  onScroll?: (pixels: number) => void;
};

const PIXELS_OF_A_LINE = 16;

export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const latest = useRef(gestures);
  useEffect(() => {
    latest.current = gestures;
  });
  useEffect(() => {
    const { current: target } = element;
    if (target === null) return;
    const pointers = new Map<number, Point>();
    let start: Point = { x: 0, y: 0 };
    let button = 0;

    const place = (event: MouseEvent): Point => {
      const box = target.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const down = (event: PointerEvent) => {
      const at = place(event);
      pointers.set(event.pointerId, at);
      target.setPointerCapture(event.pointerId);
      if (pointers.size !== 1) return;
      start = at;
      button = event.button;
      latest.current.onDragStart?.(at, button);
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const at = place(event);
      const [other] = [...pointers].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
      pointers.set(event.pointerId, at);
      if (other === undefined) return latest.current.onDrag?.({ from: before, to: at, start, button });
      const factor = distance(at, other) / Math.max(1, distance(before, other));
      latest.current.onZoom(factor, middle(at, other));
      latest.current.onPan?.({ x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 });
    };
    const up = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId)) return;
      if (pointers.size === 0) latest.current.onDragEnd?.(place(event));
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_OF_A_LINE : 1);
      if (latest.current.onScroll && !event.ctrlKey) return latest.current.onScroll(pixels);
      latest.current.onZoom(Math.exp(-pixels / (event.ctrlKey ? 100 : 400)), place(event));
    };
    const noMenu = (event: Event) => event.preventDefault();

    target.addEventListener('pointerdown', down);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', up);
    target.addEventListener('pointercancel', up);
    target.addEventListener('wheel', wheel, { passive: false });
    target.addEventListener('contextmenu', noMenu);
    return () => {
      target.removeEventListener('pointerdown', down);
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', up);
      target.removeEventListener('pointercancel', up);
      target.removeEventListener('wheel', wheel);
      target.removeEventListener('contextmenu', noMenu);
    };
  }, [element]);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
