// Photographs and pictures: zoom, move, turn, brightness and contrast. The file itself is never changed.
'use client';

import { Maximize, RotateCcw, RotateCw, Undo2, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { formatPercent } from '../../text/format.ts';
import { text } from '../../text/viewers.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useGestures } from '../gestures.ts';
import type { ViewProps } from '../source.ts';
import { Slider, Toolbar, ToolFacts, ToolGroup } from '../toolbar.tsx';
import { useSize } from '../use-size.ts';
import { fitted, fittingScale, held, type Placement, type Point, turned, zoomedAt } from './placement.ts';
import { usePicture } from './use-picture.ts';
import styles from './image-view.module.css';

const words = text.viewers;
const PLAIN = { brightness: 100, contrast: 100 };
const STEP = 1.4;
const MOVE = 60;

export function ImageView({ file, ...props }: ViewProps) {
  const picture = usePicture(props);
  const help = useId();
  const window = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const seen = useSize(window);
  // Null: fitted, also when the window changes its size.
  const [moved, setMoved] = useState<Placement | null>(null);
  const [turns, setTurns] = useState<Placement['turns']>(0);
  const [light, setLight] = useState(PLAIN);
  const size = picture?.size ?? { width: 0, height: 0 };
  const placement = moved ?? fitted(size, seen, turns);
  const smallest = fittingScale(size, seen, placement.turns);

  const set = (next: Placement) => setMoved(held(next, size, seen));
  const fromMiddle = ({ x, y }: Point): Point => ({ x: x - seen.width / 2, y: y - seen.height / 2 });
  const zoom = (factor: number, at: Point = { x: 0, y: 0 }) => set(zoomedAt(placement, { factor, at, smallest }));
  const move = (x: number, y: number) => set({ ...placement, x: placement.x + x, y: placement.y + y });
  const turn = (by: 1 | -1) => {
    setTurns(turned(placement, { picture: size, window: seen, by }).turns);
    setMoved(null);
  };
  const reset = () => {
    setMoved(null);
    setTurns(0);
    setLight(PLAIN);
  };
  useGestures(window, {
    onDrag: ({ from, to }) => move(to.x - from.x, to.y - from.y),
    onZoom: (factor, at) => zoom(factor, fromMiddle(at)),
    onPan: ({ x, y }) => move(x, y),
  });

  const larger = placement.scale > smallest * 1.001;
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keyAction(event.key, { larger, zoom, move, turn, fit: () => setMoved(null) });
    if (action === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  };

  // By the style object: the policy refuses style attributes in markup.
  useLayoutEffect(() => {
    const { current } = image;
    if (current === null) return;
    const { x, y, scale, turns: quarters } = placement;
    current.style.transform = `translate(${x}px, ${y}px) rotate(${quarters * 90}deg) scale(${scale})`;
    current.style.filter = light === PLAIN ? '' : `brightness(${light.brightness}%) contrast(${light.contrast}%)`;
  });

  return (
    <div className={styles['view']}>
      <Toolbar>
        <ToolGroup>
          <IconButton label={words.zoomOut} icon={<ZoomOut aria-hidden="true" />} onClick={() => zoom(1 / STEP)} />
          <IconButton label={words.zoomIn} icon={<ZoomIn aria-hidden="true" />} onClick={() => zoom(STEP)} />
          <IconButton label={words.fit} icon={<Maximize aria-hidden="true" />} onClick={() => setMoved(null)} />
          <Button size="small" variant="quiet" onClick={() => zoom(1 / placement.scale)}>
            {words.image.actualSize}
          </Button>
        </ToolGroup>
        <ToolGroup>
          <IconButton label={words.image.rotateLeft} icon={<RotateCcw aria-hidden="true" />} onClick={() => turn(-1)} />
          <IconButton label={words.image.rotateRight} icon={<RotateCw aria-hidden="true" />} onClick={() => turn(1)} />
        </ToolGroup>
        <Slider label={words.image.brightness} min={20} max={300} value={light.brightness} onChange={(brightness) => setLight({ ...light, brightness })} />
        <Slider label={words.image.contrast} min={20} max={300} value={light.contrast} onChange={(contrast) => setLight({ ...light, contrast })} />
        <IconButton label={words.reset} icon={<Undo2 aria-hidden="true" />} onClick={reset} />
        <ToolFacts>
          {`${words.image.size(String(size.width), String(size.height))} · ${words.image.zoom(formatPercent(placement.scale))}`}
        </ToolFacts>
      </Toolbar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a picture that is moved by keys, with its keys described */}
      <div ref={window} className={styles['window']} role="application" tabIndex={0} aria-label={words.image.name(file.name)} aria-describedby={help} data-own-arrows={larger || undefined} onKeyDown={onKeyDown}>
        {picture !== null && <img ref={image} className={styles['picture']} src={picture.url} alt="" draggable={false} data-turns={placement.turns} />}
      </div>
      {picture?.whole === false && (
        <p className={styles['cut']} role="alert">
          {words.image.cut}
        </p>
      )}
      <p id={help} hidden>
        {words.image.help}
      </p>
    </div>
  );
}

type Actions = { larger: boolean; zoom: (factor: number) => void; move: (x: number, y: number) => void; turn: (by: 1 | -1) => void; fit: () => void };

/** Arrows move a picture that is larger than its window; else they belong to the frame: next and previous. */
function keyAction(key: string, { larger, zoom, move, turn, fit }: Actions): (() => void) | null {
  const always: Record<string, () => void> = {
    '+': () => zoom(STEP), '=': () => zoom(STEP), '-': () => zoom(1 / STEP), '0': fit, 'r': () => turn(1), 'R': () => turn(-1),
  };
  const whenLarger: Record<string, () => void> = {
    ArrowLeft: () => move(MOVE, 0), ArrowRight: () => move(-MOVE, 0), ArrowUp: () => move(0, MOVE), ArrowDown: () => move(0, -MOVE),
  };
  return always[key] ?? (larger ? (whenLarger[key] ?? null) : null);
}
