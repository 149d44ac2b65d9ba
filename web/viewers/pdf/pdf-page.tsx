// One page: drawn on a canvas, with its text laid over it, invisible, to be chosen and read out.
'use client';

import { AnnotationMode, type PDFDocumentProxy, type RenderTask, TextLayer } from 'pdfjs-dist';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { text } from '../../text/viewers.ts';
import type { PageSize } from './page-places.ts';
import styles from './pdf-view.module.css';
import { setUndrawnValues } from './undrawn-values.ts';

const words = text.viewers.pdf;
/** Larger canvases are refused by phones. */
const CANVAS_PIXELS_MAX = 16_000_000;
/** While somebody still zooms or scrolls by, nothing is drawn. */
const SETTLE_MS = 60;

export type PdfPageProps = { document: PDFDocumentProxy; at: number; top: number; scale: number; size: PageSize; onSize: (size: PageSize) => void };

export function PdfPage({ document, at, top, scale, size, onSize }: PdfPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState(false);
  const tell = useRef(onSize);
  useLayoutEffect(() => {
    tell.current = onSize;
    const { current } = sheet;
    if (current === null) return;
    current.style.insetBlockStart = `${top}px`;
    current.style.inlineSize = `${Math.floor(size.width * scale)}px`;
    current.style.blockSize = `${Math.floor(size.height * scale)}px`;
    current.style.setProperty('--total-scale-factor', String(scale));
  });
  useEffect(() => {
    const drawing = { stopped: false, task: null as RenderTask | null, texts: null as TextLayer | null };
    const timer = setTimeout(() => {
      draw(drawing).catch(() => drawing.stopped || setBroken(true));
    }, SETTLE_MS);
    async function draw(run: typeof drawing): Promise<void> {
      const page = await document.getPage(at + 1);
      const natural = page.getViewport({ scale: 1 });
      if (run.stopped || canvas.current === null || layer.current === null) return;
      if (Math.abs(natural.width - size.width) > 0.5 || Math.abs(natural.height - size.height) > 0.5) return tell.current({ width: natural.width, height: natural.height });
      const room = Math.sqrt(CANVAS_PIXELS_MAX / (natural.width * natural.height));
      const viewport = page.getViewport({ scale: Math.min(room, scale * globalThis.devicePixelRatio) });
      canvas.current.width = Math.floor(viewport.width);
      canvas.current.height = Math.floor(viewport.height);
      await setUndrawnValues(document, page);
      if (run.stopped || canvas.current === null) return;
      run.task = page.render({ canvas: canvas.current, viewport, annotationMode: AnnotationMode.ENABLE_STORAGE });
      await run.task.promise;
      if (run.stopped || layer.current === null) return;
      layer.current.replaceChildren();
      run.texts = new TextLayer({ textContentSource: page.streamTextContent(), container: layer.current, viewport: page.getViewport({ scale }) });
      await run.texts.render();
    }
    return () => {
      drawing.stopped = true;
      clearTimeout(timer);
      drawing.task?.cancel();
      drawing.texts?.cancel();
    };
  }, [document, at, scale, size.width, size.height]);
  return (
    <div ref={sheet} className={styles['sheet']} role="group" aria-label={words.pageName(String(at + 1))}>
      <canvas ref={canvas} className={styles['canvas']} />
      <div ref={layer} className={styles['texts']} />
      {broken && <p className={styles['broken']}>{words.pageBroken}</p>}
    </div>
  );
}
