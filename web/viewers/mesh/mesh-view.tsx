// Scans in three dimensions: turn, zoom, wireframe, section, and the distance between two points in millimetres.
'use client';

import { Grid3x3, Ruler, Undo2, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { formatCount, formatPercent, localeOfWords } from '../../text/format.ts';
import { text } from '../../text/viewers.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ViewProps } from '../source.ts';
import { Choice, Slider, Toolbar, ToolFacts, ToolGroup } from '../toolbar.tsx';
import { useSize } from '../use-size.ts';
import { handOver, useWorker } from '../use-worker.ts';
import type { MeshWorker } from './mesh.worker.ts';
import type { Mesh } from './parse-stl.ts';
import { type Axis, createScene, type MeshScene } from './scene.ts';
import styles from './mesh-view.module.css';

const words = text.viewers.mesh;
const TURN = Math.PI / 24;
const STEP = 1.25;
/** A finger that moved further than this was turning, not choosing. */
const STILL_PIXELS = 4;

type Point = [number, number, number];

const startWorker = () => new Worker(new URL('./mesh.worker.ts', import.meta.url), { type: 'module', name: 'mesh viewer' });

export function MeshView({ file, bytes, onReady, onFailed }: ViewProps) {
  const [mesh, setMesh] = useState<Mesh | null>(null);
  useWorker<MeshWorker>(startWorker, {
    work: async (worker) => setMesh(await worker.read(handOver(bytes))),
    failed: () => onFailed('broken'),
  });
  return mesh === null ? null : <MeshStage name={file.name} mesh={mesh} onReady={onReady} onFailed={onFailed} />;
}

type MeshStageProps = Pick<ViewProps, 'onReady' | 'onFailed'> & { name: string; mesh: Mesh };

function MeshStage({ name, mesh, onReady, onFailed }: MeshStageProps) {
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const window = useRef<HTMLDivElement>(null);
  const scene = useRef<MeshScene | null>(null);
  const { width, height } = useSize(window);
  const [wireframe, setWireframe] = useState(false);
  const [axis, setAxis] = useState<Axis | 'off'>('off');
  const [share, setShare] = useState(50);
  const [measuring, setMeasuring] = useState(false);
  const [points, setPoints] = useState<Point[]>([]);
  const [missed, setMissed] = useState(false);
  const pressed = useRef({ x: 0, y: 0 });

  const [parts] = useState({ mesh, onReady, onFailed });
  useEffect(() => {
    if (canvas.current === null || window.current === null) return;
    try {
      const made = createScene(canvas.current, parts.mesh);
      scene.current = made;
      made.resize(window.current.clientWidth, window.current.clientHeight);
      made.reset();
      const colours = () => made.setColours(coloursOf(window.current ?? document.body));
      colours();
      const dark = matchMedia('(prefers-color-scheme: dark)');
      dark.addEventListener('change', colours);
      parts.onReady();
      return () => {
        dark.removeEventListener('change', colours);
        scene.current = null;
        made.dispose();
      };
    } catch {
      return parts.onFailed('graphics');
    }
  }, [parts]);
  useEffect(() => scene.current?.resize(width, height), [width, height]);
  useEffect(() => scene.current?.setWireframe(wireframe), [wireframe]);
  useEffect(() => scene.current?.setSection(axis === 'off' ? null : { axis, share: share / 100 }), [axis, share]);
  useEffect(() => scene.current?.showPoints(points), [points]);

  const choose = (x: number, y: number) => {
    const point = scene.current?.pick(x, y) ?? null;
    setMissed(point === null);
    if (point !== null) setPoints((before) => (before.length === 1 ? [...before, point] : [point]));
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = pressed.current;
    if (!measuring || event.button !== 0 || Math.hypot(event.clientX - x, event.clientY - y) > STILL_PIXELS) return;
    const box = event.currentTarget.getBoundingClientRect();
    choose(((event.clientX - box.left) / box.width) * 2 - 1, 1 - ((event.clientY - box.top) / box.height) * 2);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { current } = scene;
    const actions: Record<string, (() => void) | undefined> = {
      ArrowLeft: () => current?.turn(-TURN, 0), ArrowRight: () => current?.turn(TURN, 0), ArrowUp: () => current?.turn(0, TURN), ArrowDown: () => current?.turn(0, -TURN),
      '+': () => current?.zoom(STEP), '=': () => current?.zoom(STEP), '-': () => current?.zoom(1 / STEP), '0': () => current?.reset(),
      ...(measuring ? { Enter: () => choose(0, 0) } : {}),
    };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  };
  const toggleMeasuring = () => {
    setMeasuring(!measuring);
    setPoints([]);
    setMissed(false);
  };

  return (
    <div className={styles['view']}>
      <Toolbar>
        <ToolGroup>
          <IconButton label={text.viewers.zoomOut} icon={<ZoomOut aria-hidden="true" />} onClick={() => scene.current?.zoom(1 / STEP)} />
          <IconButton label={text.viewers.zoomIn} icon={<ZoomIn aria-hidden="true" />} onClick={() => scene.current?.zoom(STEP)} />
          <IconButton label={text.viewers.reset} icon={<Undo2 aria-hidden="true" />} onClick={() => scene.current?.reset()} />
        </ToolGroup>
        <ToolGroup>
          <IconButton label={words.wireframe} icon={<Grid3x3 aria-hidden="true" />} aria-pressed={wireframe} onClick={() => setWireframe(!wireframe)} />
          <IconButton label={words.measure} icon={<Ruler aria-hidden="true" />} aria-pressed={measuring} onClick={toggleMeasuring} />
        </ToolGroup>
        <Choice<Axis | 'off'> label={words.section} value={axis} onChange={setAxis} options={[['off', words.sectionOff], ['x', words.axis.x], ['y', words.axis.y], ['z', words.axis.z]]} />
        {axis !== 'off' && <Slider label={words.sectionAxis} min={0} max={100} value={share} valueText={formatPercent(share / 100)} onChange={setShare} />}
        <ToolFacts>{`${sizeOf(mesh)} · ${formatCount(mesh.triangles, words.triangles)}`}</ToolFacts>
      </Toolbar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a model that is turned by keys, which are described */}
      <div ref={window} className={styles['window']} role="application" tabIndex={0} aria-label={words.name(name)} aria-describedby={help} data-own-arrows="" onKeyDown={onKeyDown}>
        <canvas
          ref={canvas}
          className={styles['canvas']}
          data-measuring={measuring || undefined}
          onPointerDown={(event) => (pressed.current = { x: event.clientX, y: event.clientY })}
          onPointerUp={onPointerUp}
        />
        {measuring && <span className={styles['cross']} aria-hidden="true" />}
        <p id={help} hidden>
          {words.help}
        </p>
        <p className={styles['note']} role="status">
          {measuring ? measureWords(points, missed) : words.unit}
        </p>
      </div>
    </div>
  );
}

function measureWords([first, second]: Point[], missed: boolean): string {
  if (missed) return words.missed;
  if (first === undefined) return words.measureHint;
  return second === undefined ? words.firstPoint : words.measured(millimetres(Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2])));
}

function sizeOf({ min, max }: Mesh): string {
  return words.size(millimetres(max[0] - min[0]), millimetres(max[1] - min[1]), millimetres(max[2] - min[2]));
}

function millimetres(value: number): string {
  return new Intl.NumberFormat(localeOfWords(), { minimumFractionDigits: 1, maximumFractionDigits: value < 10 ? 2 : 1 }).format(value);
}

/** The tokens as colours that WebGL understands. */
function coloursOf(element: Element): { background: string; body: string } {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (pen === null) return { background: dark ? '#161514' : '#efeeec', body: dark ? '#cfcac2' : '#c9c3b8' };
  pen.fillStyle = getComputedStyle(element).backgroundColor;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return { background: `rgb(${red}, ${green}, ${blue})`, body: red < 128 ? '#d8d2c8' : '#cdc6ba' };
}
