// The bar above a message: the way back at its start, what can be done with the message at its end.
'use client';

import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../text/mailbox.ts';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { useGo } from '../../ui/navigation.ts';
import { type MailFolder, paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import styles from './reading.module.css';

export function ReaderBar({ children }: { children: ReactNode }) {
  return <div className={`${styles['bar']} no-print`}>{children}</div>;
}

export function BackLink({ folder }: { folder: MailFolder }) {
  const go = useGo();
  useShortcut('back', () => go(paths.folder(folder)));
  return (
    <MailboxLink href={paths.folder(folder)} className={styles['back']}>
      <ArrowLeft aria-hidden="true" />
      {text.reading.back(text.shell.folderNames[folder])}
    </MailboxLink>
  );
}
