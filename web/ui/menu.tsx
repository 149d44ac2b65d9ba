// A button that opens a menu of actions and links; arrow keys, typing and Escape work as in any menu.
'use client';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, RouterProvider, Separator } from 'react-aria-components';
import buttonStyles from './button.module.css';
import styles from './menu.module.css';
import { useHydrated } from './use-hydrated.ts';

export type MenuEntry =
  | { id: string; label: string; icon?: ReactNode; onAction: () => void; tone?: 'danger'; disabled?: boolean }
  | { id: string; label: string; icon?: ReactNode; href: string; elsewhere?: boolean };

export type MenuButtonProps = {
  /** The button's accessible name. */
  label: string;
  icon?: ReactNode;
  /** True: the label is for screen readers only, the icon stands alone. */
  iconOnly?: boolean;
  variant?: 'secondary' | 'quiet';
  /** Stands above the entries, as information. */
  header?: ReactNode;
  /** Groups are parted by a line. */
  groups: MenuEntry[][];
};

export function MenuButton({ label, icon, iconOnly = false, variant = 'quiet', header, groups }: MenuButtonProps) {
  const hydrated = useHydrated();
  const router = useRouter();
  return (
    <MenuTrigger>
      <Button
        className={buttonStyles['button'] ?? ''}
        data-variant={variant}
        data-size={iconOnly ? 'icon' : 'medium'}
        isDisabled={!hydrated}
        {...(iconOnly ? { 'aria-label': label } : {})}
      >
        {icon}
        {iconOnly ? null : label}
      </Button>
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        {header !== undefined && <div className={styles['header']}>{header}</div>}
        {/* Links are followed by the app's router: a full page load would end the worker that holds the keys. */}
        <RouterProvider navigate={(href) => router.push(href)}>
          <Menu className={styles['menu'] ?? ''} aria-label={label}>
            {groups
              .filter((group) => group.length > 0)
              .flatMap((group, index) => [
                ...(index > 0 ? [<Separator key={`line-${index}`} className={styles['line'] ?? ''} />] : []),
                ...group.map((entry) => <Entry key={entry.id} entry={entry} />),
              ])}
          </Menu>
        </RouterProvider>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  // What leads elsewhere gets a tab of its own: leaving this one would log out.
  const away = 'elsewhere' in entry && entry.elsewhere === true ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  const action = 'href' in entry ? { href: entry.href, ...away } : { onAction: entry.onAction, isDisabled: entry.disabled === true };
  return (
    <MenuItem id={entry.id} textValue={entry.label} className={styles['item'] ?? ''} data-tone={'tone' in entry ? entry.tone : undefined} {...action}>
      {entry.icon}
      <span>{entry.label}</span>
    </MenuItem>
  );
}

