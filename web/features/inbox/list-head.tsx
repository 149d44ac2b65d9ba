// Above a list: the folder's name, or what can be done with the selected rows.
'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { text } from '../../text/mailbox.ts';
import { useHydrated } from '../../ui/use-hydrated.ts';
import type { MailFolder } from '../../ui/paths.ts';
import type { Selection } from './use-selection.ts';
import styles from './list-head.module.css';

export type HeadingLevel = 1 | 2;

type ListHeadProps = {
  folder: MailFolder;
  headingLevel: HeadingLevel;
  /** Null where nothing can be selected. */
  selection: Selection | null;
  /** While rows are selected, in place of the name. */
  bar?: ReactNode;
  action?: ReactNode;
};

export function ListHead({ folder, headingLevel, selection, bar, action }: ListHeadProps) {
  const Heading = headingLevel === 1 ? 'h1' : 'h2';
  const selecting = selection !== null && selection.all !== 'none';
  return (
    <div className={styles['head']} data-selecting={selecting || undefined}>
      {selection !== null && <SelectAll selection={selection} />}
      <Heading className={selecting ? 'visually-hidden' : styles['title']}>{text.shell.folderNames[folder]}</Heading>
      {selecting ? bar : action}
    </div>
  );
}

function SelectAll({ selection }: { selection: Selection }) {
  const box = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  const some = selection.all === 'some';
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = some;
  }, [some]);
  return (
    <label className={styles['all']}>
      <input
        ref={box}
        type="checkbox"
        data-select-all
        aria-label={text.inbox.selectAll}
        disabled={!hydrated}
        checked={selection.all === 'all'}
        onChange={selection.toggleAll}
      />
    </label>
  );
}
