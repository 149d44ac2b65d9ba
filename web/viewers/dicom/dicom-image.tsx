// One image on its canvas, with the lengths that were measured in it.
'use client';

import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { localeOfWords } from '../../text/format.ts';
import { text } from '../../text/viewers.ts';
import { useGestures } from '../gestures.ts';
import { fitted, fittingScale, type Placement, type Point, zoomedAt } from '../image/placement.ts';
import { useSize } from '../use-size.ts';
import type { Frame } from './decode-frame.ts';
import type { Tool } from './dicom-tools.tsx';
import { type ImagePoint, type Length, lengthOf } from './length.ts';
import type { Slice, Spacing, Window } from './slice.ts';
import { paintGrey } from './window-level.ts';
import styles from './dicom-view.module.css';

const words = text.viewers.dicom;
const STEP = 1.25;
/** The wheel turns this far for one image. */
const WHEEL_PIXELS = 50;
/** Dragging this far up makes it nearly three times as large. */
const ZOOM_PIXELS = 150;
/** Small images are enlarged to the window: an image of 256 pixels is what there is. */
const LARGEST_FIT = 8;

export type DicomImageProps = {
  slice: Slice;
  frame: Frame | null;
  window: Window | null;
  inverted: boolean;
  tool: Tool;
  label: string;
  lengths: readonly Length[];
  onScroll: (steps: number) => void;
  onWindow: (window: Window) => void;
  onLength: (length: Length) => void;
};

export function DicomImage({ slice, frame, window, inverted, tool, label, lengths, onScroll, onWindow, onLength }: DicomImageProps) {
  const help = useId();
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const seen = useSize(stage);
  const [moved, setMoved] = useState<Placement | null>(null);
  const [drawn, setDrawn] = useState<Length | null>(null);
  const wheel = useRef(0);
  // Pixels may not be square: what is shown is.
  const aspect = slice.spacing === null ? 1 : slice.spacing.rows / slice.spacing.columns;
  const size = { width: slice.columns, height: slice.rows * aspect };
  const placement = moved ?? fit(size, seen);
  const zoom = (factor: number, at: Point = { x: 0, y: 0 }) => setMoved(zoomedAt(placement, { factor, at, smallest: fittingScale(size, seen) }));
  const fromMiddle = ({ x, y }: Point): Point => ({ x: x - seen.width / 2, y: y - seen.height / 2 });
  const toImage = (at: Point): ImagePoint => {
    const { x, y } = fromMiddle(at);
    return { x: (x - placement.x) / placement.scale + size.width / 2, y: ((y - placement.y) / placement.scale + size.height / 2) / aspect };
  };
  const toStage = ({ x, y }: ImagePoint): Point => ({
    x: (x - size.width / 2) * placement.scale + placement.x + seen.width / 2,
    y: (y * aspect - size.height / 2) * placement.scale + placement.y + seen.height / 2,
  });
  const move = (x: number, y: number) => setMoved({ ...placement, x: placement.x + x, y: placement.y + y });
  /** Sideways is contrast, up and down brightness; a drag across the stage goes through the whole range. */
  const dragWindow = (x: number, y: number) => {
    if (window === null || frame === null || frame.kind === 'colour') return;
    const range = Math.max(1, (frame.max - frame.min) * Math.abs(slice.slope));
    const unit = range / Math.max(200, seen.width);
    onWindow({ level: window.level + y * unit, width: Math.max(1, window.width + x * unit) });
  };

  useGestures(stage, {
    onDrag: ({ from, to, start, button }) => {
      if (button === 1 || tool === 'pan' || (tool === 'window' && window === null)) return move(to.x - from.x, to.y - from.y);
      if (tool === 'zoom') return zoom(Math.exp((from.y - to.y) / ZOOM_PIXELS), fromMiddle(start));
      if (button === 2 || tool === 'window') return dragWindow(to.x - from.x, to.y - from.y);
      setDrawn({ from: toImage(start), to: toImage(to) });
    },
    onDragEnd: () => {
      if (drawn !== null && lengthOf(drawn, null) > 1) onLength(drawn);
      setDrawn(null);
    },
    onZoom: (factor, at) => zoom(factor, fromMiddle(at)),
    onPan: ({ x, y }) => move(x, y),
    onScroll: (pixels) => {
      wheel.current += pixels;
      const steps = Math.trunc(wheel.current / WHEEL_PIXELS);
      wheel.current -= steps * WHEEL_PIXELS;
      if (steps !== 0) onScroll(steps);
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, (() => void) | undefined> = {
      ArrowUp: () => onScroll(-1), ArrowDown: () => onScroll(1), PageUp: () => onScroll(-10), PageDown: () => onScroll(10), Home: () => onScroll(-1e6), End: () => onScroll(1e6),
      '+': () => zoom(STEP), '=': () => zoom(STEP), '-': () => zoom(1 / STEP), '0': () => setMoved(null),
    };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  };

  useLayoutEffect(() => {
    if (canvas.current !== null && frame !== null) paint(canvas.current, { frame, slice, window, inverted });
  }, [frame, slice, window, inverted]);
  useLayoutEffect(() => {
    const { current } = canvas;
    if (current === null) return;
    const { x, y, scale } = placement;
    current.style.transform = `translate(${x}px, ${y}px) scale(${scale}, ${scale * aspect})`;
    current.style.imageRendering = scale > 3 ? 'pixelated' : 'auto';
  });

  const shown = drawn === null ? lengths : [...lengths, drawn];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- an image that is worked with by keys, which are described
    <div ref={stage} className={styles['stage']} role="application" tabIndex={0} aria-label={label} aria-describedby={help} data-tool={tool} onKeyDown={onKeyDown}>
      <canvas ref={canvas} className={styles['canvas']} />
      <svg className={styles['lengths']} width={seen.width} height={seen.height}>
        {shown.map((length, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they are only added to
          <Measured key={index} from={toStage(length.from)} to={toStage(length.to)} label={lengthWords(length, slice.spacing)} />
        ))}
      </svg>
      <p id={help} hidden>
        {words.help}
      </p>
      <p className="visually-hidden" role="status">
        {lengths.length > 0 && lengthWords(lengths.at(-1) as Length, slice.spacing)}
      </p>
    </div>
  );
}

function Measured({ from, to, label }: { from: Point; to: Point; label: string }) {
  return (
    <g>
      <line className={styles['halo']} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <line className={styles['line']} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <text className={styles['length']} x={Math.max(from.x, to.x) + 8} y={(from.y + to.y) / 2}>
        {label}
      </text>
    </g>
  );
}

function fit(size: { width: number; height: number }, seen: { width: number; height: number }): Placement {
  if (seen.width === 0) return fitted(size, seen);
  return { scale: Math.min(LARGEST_FIT, seen.width / size.width, seen.height / size.height), x: 0, y: 0, turns: 0 };
}

function lengthWords(length: Length, spacing: Spacing | null): string {
  const value = new Intl.NumberFormat(localeOfWords(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(lengthOf(length, spacing));
  if (spacing === null) return words.lengthPixels(value);
  return spacing.at === 'detector' ? words.lengthAtDetector(value) : words.length(value);
}

type Painting = { frame: Frame; slice: Slice; window: Window | null; inverted: boolean };

function paint(canvas: HTMLCanvasElement, { frame, slice, window, inverted }: Painting): void {
  const { rows, columns } = frame;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const image = frame.kind === 'colour' ? new ImageData(frame.pixels, columns, rows) : new ImageData(columns, rows);
  if (frame.kind === 'grey' && window !== null) paintGrey(image.data, frame, { ...slice, window, inverted });
  pen.putImageData(image, 0, 0);
}
