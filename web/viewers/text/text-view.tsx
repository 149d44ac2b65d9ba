// Plain text and tables. Web pages and drawings are shown as the text they are.
'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import { formatBytes, formatCount } from '../../text/format.ts';
import { text } from '../../text/viewers.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { endingOf } from '../file-hint.ts';
import type { ViewProps } from '../source.ts';
import { Toolbar, ToolFacts } from '../toolbar.tsx';
import { handOver, useWorker } from '../use-worker.ts';
import type { ReadText } from './read-text.ts';
import type { TextWorker } from './text.worker.ts';
import { VirtualRows } from './virtual-rows.tsx';
import styles from './text-view.module.css';

const words = text.viewers.text;

const startWorker = () => new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module', name: 'text viewer' });

export function TextView({ file, bytes, kind, onReady, onFailed }: ViewProps & { kind: 'text' | 'table' }) {
  const [read, setRead] = useState<ReadText | null>(null);
  const [asText, setAsText] = useState(kind === 'text');
  useWorker<TextWorker>(startWorker, {
    work: async (worker) => {
      setRead(await worker.read(handOver(bytes), kind));
      onReady();
    },
    failed: () => onFailed('broken'),
  });
  if (read === null) return null;
  if (file.size === 0) return <EmptyState title={words.empty} />;
  const { lines, table, encoding, cutAt, more } = read;
  const isTable = table !== null && !asText;
  const count = isTable ? formatCount(table.rows.length, words.rows) : formatCount(lines.length, words.lines);
  return (
    <div className={styles['view']}>
      <Toolbar>
        {table !== null && (
          <Button size="small" onClick={() => setAsText(!asText)}>
            {asText ? words.asTable : words.asText}
          </Button>
        )}
        <ToolFacts>{`${count} · ${words.encoding(encoding)}`}</ToolFacts>
        {/^(html?|xhtml|svg)$/.test(endingOf(file.name)) && <ToolFacts>{words.source}</ToolFacts>}
        {(isTable ? more.rows : more.lines) ? (
          <ToolFacts>{words.cutAfter(count)}</ToolFacts>
        ) : (
          cutAt !== null && <ToolFacts>{words.cut(formatBytes(cutAt), formatBytes(file.size))}</ToolFacts>
        )}
      </Toolbar>
      {isTable ? <Cells name={file.name} {...table} /> : <Lines name={file.name} lines={lines} />}
    </div>
  );
}

function Lines({ name, lines }: { name: string; lines: string[] }) {
  const [width] = useState(() => lines.reduce((most, line) => Math.max(most, line.length), 0) + 4);
  return <VirtualRows count={lines.length} width={width} role="region" label={words.name(name)} renderRow={(index) => <span className={styles['line']}>{lines[index]}</span>} />;
}

const COLUMN_MIN = 6;
const COLUMN_MAX = 40;
const SAMPLE = 500;

function Cells({ name, rows, columns }: { name: string; rows: string[][]; columns: number }) {
  // As wide as what stands in the first rows.
  const [widths] = useState(() =>
    Array.from({ length: columns }, (_, column) =>
      rows.slice(0, SAMPLE).reduce((most, row) => Math.max(most, Math.min(COLUMN_MAX, (row[column] ?? '').length)), COLUMN_MIN) + 3,
    ),
  );
  const width = widths.reduce((sum, each) => sum + each, 0);
  return (
    <VirtualRows
      count={Math.max(0, rows.length - 1)}
      width={width}
      role="table"
      label={words.table(name)}
      head={<TableRow row={rows[0] ?? []} at={1} widths={widths} role="columnheader" />}
      renderRow={(index) => <TableRow row={rows[index + 1] ?? []} at={index + 2} widths={widths} role="cell" />}
    />
  );
}

type TableRowProps = { row: string[]; at: number; widths: number[]; role: 'columnheader' | 'cell' };

function TableRow({ row, at, widths, role }: TableRowProps) {
  const element = useRef<HTMLDivElement>(null);
  const template = widths.map((width) => `${width}ch`).join(' ');
  useLayoutEffect(() => {
    if (element.current !== null) element.current.style.gridTemplateColumns = template;
  }, [template]);
  return (
    <div ref={element} className={styles['cells']} role="row" aria-rowindex={at}>
      {widths.map((_, column) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its number
        <span key={column} className={styles['cell']} role={role} title={row[column]}>
          {row[column] ?? ''}
        </span>
      ))}
    </div>
  );
}
