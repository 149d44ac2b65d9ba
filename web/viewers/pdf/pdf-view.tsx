// Documents: pages under each other, of which those in sight are drawn; zoom; text that can be chosen and copied.
'use client';

import { ChevronDown, ChevronUp, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { formatPercent } from '../../text/format.ts';
import { text } from '../../text/viewers.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { collect } from '../byte-port.ts';
import type { ViewProps } from '../source.ts';
import { Toolbar, ToolFacts, ToolGroup } from '../toolbar.tsx';
import { useSize } from '../use-size.ts';
import { LockedDocumentError, openDocument, type OpenedDocument } from './open-document.ts';
import { pageAt, type PageSize, placePages } from './page-places.ts';
import { PdfPage } from './pdf-page.tsx';
import styles from './pdf-view.module.css';

const words = text.viewers.pdf;
const STEP = 1.2;
const [SMALLEST, LARGEST] = [0.2, 6];
const MARGIN = 16;

type Opened = { document: PDFDocumentProxy; first: PageSize };

export function PdfView({ file, bytes, onReady, onFailed }: ViewProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [parts] = useState({ bytes, onReady, onFailed });
  useEffect(() => {
    let gone = false;
    let own: OpenedDocument | null = null;
    const open = async () => {
      own = await openDocument(await collect(parts.bytes));
      if (gone) return own.close();
      const page = await own.document.getPage(1);
      const { width, height } = page.getViewport({ scale: 1 });
      if (gone) return;
      setOpened({ document: own.document, first: { width, height } });
      parts.onReady();
    };
    open().catch((error: unknown) => gone || parts.onFailed(error instanceof LockedDocumentError ? 'locked' : 'broken'));
    return () => {
      gone = true;
      own?.close();
    };
  }, [parts]);
  return opened === null ? null : <Pages name={file.name} {...opened} />;
}

function Pages({ name, document, first }: Opened & { name: string }) {
  const window = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLDivElement>(null);
  const seen = useSize(window);
  // All pages are taken for as large as the first until they are seen.
  const [sizes, setSizes] = useState<PageSize[]>(() => Array.from({ length: document.numPages }, () => first));
  const [zoomed, setZoomed] = useState<number | null>(null);
  const [top, setTop] = useState(0);
  const fitting = Math.min(1.5, Math.max(SMALLEST, (seen.width - 2 * MARGIN) / first.width));
  const scale = zoomed ?? fitting;
  const places = placePages(sizes, scale);
  const current = pageAt(places, top + seen.height / 3);
  const [from, to] = [pageAt(places, top - seen.height / 2), pageAt(places, top + seen.height * 1.5)];

  const zoom = (next: number | null) => {
    const wanted = next === null ? null : Math.min(LARGEST, Math.max(SMALLEST, next));
    // What stands at the upper edge stays there.
    const share = places.height === 0 ? 0 : top / places.height;
    setZoomed(wanted);
    requestAnimationFrame(() => window.current?.scrollTo({ top: share * placePages(sizes, wanted ?? fitting).height }));
  };
  const go = (page: number) => {
    const place = places.tops[Math.min(sizes.length - 1, Math.max(0, page))];
    if (place !== undefined) window.current?.scrollTo({ top: place - MARGIN / 2 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, (() => void) | undefined> = {
      '+': () => zoom(scale * STEP), '=': () => zoom(scale * STEP), '-': () => zoom(scale / STEP), '0': () => zoom(null),
      'Home': () => go(0), 'End': () => go(sizes.length - 1),
    };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  };
  useLayoutEffect(() => {
    if (space.current === null) return;
    space.current.style.blockSize = `${places.height}px`;
    space.current.style.minInlineSize = `${places.width + 2 * MARGIN}px`;
  }, [places.height, places.width]);

  return (
    <div className={styles['view']}>
      <Toolbar>
        <ToolGroup>
          <IconButton label={words.previousPage} icon={<ChevronUp aria-hidden="true" />} aria-disabled={current === 0} onClick={() => go(current - 1)} />
          <IconButton label={words.nextPage} icon={<ChevronDown aria-hidden="true" />} aria-disabled={current === sizes.length - 1} onClick={() => go(current + 1)} />
          <PageNumber key={current} current={current + 1} of={sizes.length} onGo={(page) => go(page - 1)} />
        </ToolGroup>
        <ToolGroup>
          <IconButton label={text.viewers.zoomOut} icon={<ZoomOut aria-hidden="true" />} onClick={() => zoom(scale / STEP)} />
          <IconButton label={text.viewers.zoomIn} icon={<ZoomIn aria-hidden="true" />} onClick={() => zoom(scale * STEP)} />
          <IconButton label={words.fitWidth} icon={<MoveHorizontal aria-hidden="true" />} onClick={() => zoom(null)} />
        </ToolGroup>
        <ToolFacts>{formatPercent(scale)}</ToolFacts>
      </Toolbar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- what scrolls must be reachable by keys */}
      <div ref={window} className={styles['window']} tabIndex={0} role="region" aria-label={words.name(name)} onScroll={(event) => setTop(event.currentTarget.scrollTop)} onKeyDown={onKeyDown}>
        <div ref={space} className={styles['space']}>
          {seen.width > 0 &&
            Array.from({ length: to - from + 1 }, (_, index) => from + index).map((at) => (
              <PdfPage
                key={at}
                document={document}
                at={at}
                top={places.tops[at] ?? 0}
                scale={scale}
                size={sizes[at] ?? first}
                onSize={(size) => setSizes((before) => before.map((each, index) => (index === at ? size : each)))}
              />
            ))}
        </div>
      </div>
    </div>
  );
}

function PageNumber({ current, of, onGo }: { current: number; of: number; onGo: (page: number) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(String(current));
  const leave = () => {
    const page = Number(typed);
    if (Number.isInteger(page) && page >= 1 && page <= of && page !== current) onGo(page);
    else setTyped(String(current));
  };
  return (
    <span className={styles['number']}>
      <label htmlFor={id}>{words.page}</label>
      <input id={id} inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={leave} onKeyDown={(event) => event.key === 'Enter' && leave()} />
      <span>{words.pageOf(String(of))}</span>
    </span>
  );
}
