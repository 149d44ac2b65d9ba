// A menu as it is drawn, beside the button that opened it.
'use client';
import { useRouter } from 'next/navigation';
import type { ReactNode, RefObject } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover, RouterProvider, Separator } from 'react-aria-components';
import type { MenuEntry, MenuGroup, Opened } from './menu.tsx';
import styles from './menu.module.css';

type MenuPopoverProps = {
  id: string;
  label: string;
  header?: ReactNode;
  groups: MenuGroup[];
  /** The button. */
  trigger: RefObject<HTMLButtonElement | null>;
  opened: Opened;
  onClose: () => void;
};

export function MenuPopover({ id, label, header, groups, trigger, opened, onClose }: MenuPopoverProps) {
  const router = useRouter();
  return (
    <Popover
      className={styles['popover'] ?? ''}
      aria-label={label}
      trigger="MenuTrigger"
      triggerRef={trigger}
      placement="bottom end"
      offset={4}
      isOpen={opened !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {header !== undefined && <div className={styles['header']}>{header}</div>}
      {/* Links are followed by the app's router: a full page load would end the worker that holds the keys. */}
      <RouterProvider navigate={(href) => router.push(href)}>
        <Menu id={id} className={styles['menu'] ?? ''} aria-label={label} autoFocus={opened === 'first' || opened === 'last' ? opened : true} onClose={onClose}>
          {groups
            .map((group) => ('label' in group ? group : { label: null, entries: group }))
            .filter(({ entries }) => entries.length > 0)
            .flatMap(({ label: heading, entries }, index) => [
              ...(index > 0 ? [<Separator key={`line-${index}`} className={styles['line'] ?? ''} />] : []),
              ...(heading === null ? entriesOf(entries) : [<Section key={`group-${index}`} label={heading} entries={entries} />]),
            ])}
        </Menu>
      </RouterProvider>
    </Popover>
  );
}

const entriesOf = (entries: readonly MenuEntry[]) => entries.map((entry) => <Entry key={entry.id} entry={entry} />);

function Section({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  return (
    <MenuSection>
      <Header className={styles['heading'] ?? ''}>{label}</Header>
      {entriesOf(entries)}
    </MenuSection>
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

