// The folders, and below them the other places.
'use client';

import { Archive, Building2, FilePen, Inbox, Keyboard, Send, Settings, ShieldCheck, Star, Trash2, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../text/mailbox.ts';
import { MailboxLink } from '../../ui/mailbox-link.tsx';
import { type MailFolder, mailFolders, paths } from '../../ui/paths.ts';
import type { Place } from './use-place.ts';
import styles from './folders.module.css';

const folderSigns: Readonly<Record<MailFolder, ReactNode>> = {
  inbox: <Inbox />,
  starred: <Star />,
  sent: <Send />,
  drafts: <FilePen />,
  archive: <Archive />,
  trash: <Trash2 />,
};
const places = [
  { path: paths.contacts, label: text.shell.placeNames.contacts, sign: <Users /> },
  { path: paths.practice, label: text.shell.placeNames.practice, sign: <Building2 /> },
  { path: paths.settings, label: text.shell.placeNames.settings, sign: <Settings /> },
  { path: paths.trust, label: text.shell.placeNames.trust, sign: <ShieldCheck /> },
] as const;

type FoldersProps = { place: Place; unread: number; labels: ReactNode; onHelp: () => void };

export function Folders({ place, unread, labels, onHelp }: FoldersProps) {
  return (
    <div className={styles['folders']}>
      <nav aria-label={text.shell.folders}>
        <ul className={styles['list']}>
          {mailFolders.map((folder) => (
            <li key={folder}>
              <PlaceLink href={paths.folder(folder)} sign={folderSigns[folder]} current={place.kind !== 'page' && place.folder === folder}>
                <span className={styles['name']}>{text.shell.folderNames[folder]}</span>
                {folder === 'inbox' && unread > 0 && <Unread count={unread} />}
              </PlaceLink>
            </li>
          ))}
        </ul>
      </nav>
      {labels}
      <nav aria-label={text.shell.places}>
        <ul className={styles['list']}>
          {places.map(({ path, label, sign }) => (
            <li key={path}>
              <PlaceLink href={path} sign={sign} current={place.kind === 'page' && (place.path === path || place.path.startsWith(`${path}/`))}>
                <span className={styles['name']}>{label}</span>
              </PlaceLink>
            </li>
          ))}
        </ul>
      </nav>
      <button type="button" className={styles['help']} onClick={onHelp}>
        <Keyboard aria-hidden="true" />
        {text.shell.keyboardHelp}
      </button>
    </div>
  );
}

function PlaceLink({ href, sign, current, children }: { href: string; sign: ReactNode; current: boolean; children: ReactNode }) {
  return (
    <MailboxLink href={href} className={styles['link']} aria-current={current ? 'page' : undefined}>
      <span aria-hidden="true" className={styles['sign']}>
        {sign}
      </span>
      {children}
    </MailboxLink>
  );
}

function Unread({ count }: { count: number }) {
  return (
    <span className={styles['unread']}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{text.shell.unread(count)}</span>
    </span>
  );
}
