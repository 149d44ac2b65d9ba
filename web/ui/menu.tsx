// A button that opens a menu of actions and links; arrow keys, typing and Escape work as in any menu. The menu itself is drawn by code
// that is loaded with the first, or when somebody comes near the button.
'use client';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import buttonStyles from './button.module.css';
import { prepareOverlays, useOverlayCode } from './overlay-code.ts';
import { useHydrated } from './use-hydrated.ts';

export type MenuEntry =
  | { id: string; label: string; icon?: ReactNode; onAction: () => void; tone?: 'danger'; disabled?: boolean }
  | { id: string; label: string; icon?: ReactNode; href: string; elsewhere?: boolean };

/** Groups are parted by a line; one with a label has it as a heading. */
export type MenuGroup = readonly MenuEntry[] | { label: string; entries: readonly MenuEntry[] };

/** By key on its first or last entry, by pointer on none; or not. */
export type Opened = 'first' | 'last' | 'menu' | null;

export type MenuButtonProps = {
  /** The button's accessible name. */
  label: string;
  icon?: ReactNode;
  /** True: the label is for screen readers only, the icon stands alone. */
  iconOnly?: boolean;
  variant?: 'secondary' | 'quiet';
  /** Stands above the entries, as information. */
  header?: ReactNode;
  groups: MenuGroup[];
};

export function MenuButton({ label, icon, iconOnly = false, variant = 'quiet', header, groups }: MenuButtonProps) {
  const hydrated = useHydrated();
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const code = useOverlayCode(opened !== null, close);
  const shown = opened !== null && code !== null;
  // Before a click comes of it: one without a pointer would pass for a screen reader's, and the menu would not take the focus.
  const openByKey = (event: KeyboardEvent) => {
    if (!['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(event.key)) return;
    event.preventDefault();
    setOpened(event.key === 'ArrowUp' ? 'last' : 'first');
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={buttonStyles['button']}
        data-variant={variant}
        data-size={iconOnly ? 'icon' : 'medium'}
        disabled={!hydrated}
        aria-label={iconOnly ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onPointerEnter={prepareOverlays}
        onFocus={prepareOverlays}
        onKeyDown={openByKey}
        onClick={({ detail }) => {
          // Safari does not give a button the focus that is clicked, and it is to come back here.
          trigger.current?.focus();
          setOpened(detail === 0 ? 'first' : 'menu');
        }}
      >
        {icon}
        {iconOnly ? null : label}
      </button>
      {code !== null && <code.MenuPopover id={id} label={label} header={header} groups={groups} trigger={trigger} opened={opened} onClose={close} />}
    </>
  );
}
