// The frame around every page of the mailbox: header, folders, the button to write, and where the page itself stands.
'use client';

import { Menu, PenLine } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { text } from '../../text/mailbox.ts';
import { Brand } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { useCompose } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { takeBackLast } from '../../ui/toasts.ts';
import { Folders } from './folders.tsx';
import { ShellNotices } from './shell-notices.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import { type Place, usePlace } from './use-place.ts';
import { useDrawer } from './use-drawer.ts';
import { useDroppedFiles } from './use-dropped-files.ts';
import { useFocusKept } from './use-focus-kept.ts';
import styles from './shell.module.css';

type ShellProps = {
  unread: number;
  search: ReactNode;
  labels: ReactNode;
  account: ReactNode;
  children: ReactNode;
};

export function Shell({ unread, search, labels, account, children }: ShellProps) {
  const place = usePlace();
  const compose = useCompose();
  const { isOpen, toggle, ref: drawer } = useDrawer(place);
  const [helping, setHelping] = useState(false);
  const write = () => compose.open({ kind: 'new' });
  useShortcut('compose', write);
  useShortcut('undo', takeBackLast);
  useFocusKept();
  useDroppedFiles();
  return (
    <div className={styles['shell']} data-place={place.kind}>
      <a href="#content" className={styles['skip']}>
        {text.shell.skipToContent}
      </a>
      <header className={`${styles['header']} no-print`}>
        <span className={styles['toggle']}>
          <IconButton
            label={isOpen ? text.shell.hideFolders : text.shell.showFolders}
            icon={<Menu />}
            tip="none"
            aria-expanded={isOpen}
            aria-controls="folders"
            onClick={toggle}
          />
        </span>
        <MailboxLink href={paths.folder('inbox')} className={styles['home']}>
          <Brand />
        </MailboxLink>
        <div className={styles['search']}>{search}</div>
        <div className={styles['account']}>{account}</div>
      </header>
      <div className={`${styles['side']} no-print`}>
        <span className={styles['compose']} data-compose-bar>
          <Button variant="primary" wide icon={<PenLine aria-hidden="true" />} onClick={write}>
            {text.shell.compose}
          </Button>
        </span>
        <div id="folders" className={styles['drawer']} data-open={isOpen || undefined} ref={drawer}>
          <Folders place={place} unread={unread} labels={labels} onHelp={() => setHelping(true)} />
        </div>
      </div>
      <Content place={place}>
        <ShellNotices />
        {children}
      </Content>
      <ShortcutHelp isOpen={helping} onOpenChange={setHelping} />
    </div>
  );
}

function Content({ place, children }: { place: Place; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const page = place.kind === 'page' ? place.path : null;
  useEffect(() => {
    // Another page begins at its top, unless its address names a place in it; inside the mailbox each side keeps its own place.
    if (page !== null && window.location.hash === '') main.current?.scrollTo({ top: 0 });
  }, [page]);
  return (
    <main id="content" ref={main} tabIndex={-1} className={styles['main']}>
      {children}
    </main>
  );
}
