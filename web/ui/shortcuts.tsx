// Single-key shortcuts. A screen says what a name does while it stands (`useShortcut`); keys typed into a field, with a
// modifier, or while a dialog is open are left alone.
'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { type ShortcutName, shortcutFor } from './shortcut-table.ts';

type Handlers = Map<ShortcutName, (() => void)[]>;
type Register = (name: ShortcutName, handler: () => void) => () => void;

const ShortcutContext = createContext<Register>(() => () => undefined);

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const handlers = useRef<Handlers>(new Map());
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = isForShortcuts(event) ? shortcutFor(event.key) : null;
      const handler = name === null ? undefined : handlers.current.get(name)?.at(-1);
      if (handler === undefined) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  const register = useMemo<Register>(
    () => (name, handler) => {
      handlers.current.set(name, [...(handlers.current.get(name) ?? []), handler]);
      return () => handlers.current.set(name, (handlers.current.get(name) ?? []).filter((other) => other !== handler));
    },
    [],
  );
  return <ShortcutContext value={register}>{children}</ShortcutContext>;
}

/** The handler registered last wins; null leaves the key without meaning here. */
export function useShortcut(name: ShortcutName, handler: (() => void) | null): void {
  const register = useContext(ShortcutContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const active = handler !== null;
  useEffect(() => (active ? register(name, () => latest.current?.()) : undefined), [register, name, active]);
}

function isForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  // In a box that is only ticked no letter is typed.
  if (target?.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]') !== null && target !== null) return false;
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], dialog[open]') === null;
}
