// The tools of the DICOM view.
'use client';

import { Contrast, Eraser } from 'lucide-react';
import { text } from '../../text/viewers.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Choice, Slider, Toolbar, ToolFacts, ToolGroup } from '../toolbar.tsx';
import type { Slice, StudyFacts, Window } from './slice.ts';
import { type Preset, presetsFor } from './window-level.ts';

const words = text.viewers.dicom;

export type Tool = 'window' | 'pan' | 'zoom' | 'length';
export type Look = { preset: Preset; own: Window | null; inverted: boolean };

export type DicomToolsProps = {
  slice: Slice;
  facts: StudyFacts;
  window: Window | null;
  tool: Tool;
  look: Look;
  at: number;
  count: number;
  series: readonly (readonly [string, string])[];
  chosen: string;
  onTool: (tool: Tool) => void;
  onLook: (look: Look) => void;
  onScroll: (to: number) => void;
  onSeries: (uid: string) => void;
  onClear: (() => void) | null;
};

export function DicomTools({ slice, facts, window, tool, look, at, count, series, chosen, onTool, onLook, onScroll, onSeries, onClear }: DicomToolsProps) {
  const presets = [...presetsFor(slice, facts.modality ?? ''), ...(look.preset === 'own' ? (['own'] as const) : [])];
  const tools: readonly Tool[] = window === null ? ['pan', 'zoom', 'length'] : ['window', 'pan', 'zoom', 'length'];
  return (
    <Toolbar>
      {series.length > 1 && <Choice label={words.series} value={chosen} options={series} onChange={onSeries} wide />}
      <Choice<Tool> label={words.tool} value={window === null && tool === 'window' ? 'pan' : tool} options={tools.map((name) => [name, words.tools[name]])} onChange={onTool} />
      {window !== null && <Choice<Preset> label={words.preset} value={presets.includes(look.preset) ? look.preset : 'full'} options={presets.map((name) => [name, words.presets[name]])} onChange={(preset) => onLook({ ...look, preset })} />}
      <ToolGroup>
        <IconButton label={words.invert} icon={<Contrast aria-hidden="true" />} aria-pressed={look.inverted} disabled={window === null} onClick={() => onLook({ ...look, inverted: !look.inverted })} />
        <IconButton label={words.clear} icon={<Eraser aria-hidden="true" />} aria-disabled={onClear === null} onClick={() => onClear?.()} />
      </ToolGroup>
      {count > 1 && <Slider wide label={words.frame} min={1} max={count} value={at + 1} valueText={words.frameOf(String(at + 1), String(count))} onChange={(value) => onScroll(value - 1)} />}
      {window !== null && <ToolFacts>{words.window(String(Math.round(window.level)), String(Math.round(window.width)))}</ToolFacts>}
    </Toolbar>
  );
}
