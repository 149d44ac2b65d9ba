// The help for the keyboard, drawn from the same table that the keys are read from.
'use client';

import { text } from '../../text/mailbox.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type ShortcutGroup, shortcutTable } from '../../ui/shortcut-table.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import styles from './shortcut-help.module.css';

const words = text.shell.help;
const groups: readonly ShortcutGroup[] = ['everywhere', 'list', 'message'];

export function ShortcutHelp({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  useShortcut('help', () => onOpenChange(true));
  return (
    <Dialog title={words.title} size="medium" isOpen={isOpen} onOpenChange={onOpenChange}>
      <p>{words.intro}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a small screen it is longer than the dialog, and keys scroll only what can have the focus */}
      <div className={styles['groups']} role="group" aria-label={words.title} tabIndex={0}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles['title']}>{words.groups[group]}</h3>
            <dl className={styles['keys']}>
              {shortcutTable
                .filter((shortcut) => shortcut.group === group)
                .map(({ name, key }) => (
                  <div key={name} className={styles['row']}>
                    <dt>
                      <kbd className={styles['key']}>{key}</kbd>
                    </dt>
                    <dd>{words.names[name]}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
