// The list side of the mailbox: the folder's name and its messages or drafts.
'use client';

import { text } from '../../text/index.ts';
import type { MailFolder } from '../../ui/paths.ts';
import { DraftsList } from './drafts-list.tsx';
import { MessageList } from './message-list.tsx';
import styles from './inbox.module.css';

type ListPaneProps = {
  folder: MailFolder;
  openId: string | null;
  /** The message beside it has the page's main heading, so the folder's is one step lower. */
  headingLevel: 1 | 2;
  onCompose: () => void;
};

export function ListPane({ folder, openId, headingLevel, onCompose }: ListPaneProps) {
  const Heading = headingLevel === 1 ? 'h1' : 'h2';
  return (
    <div className={styles['pane']}>
      <div className={styles['head']}>
        <Heading className={styles['title']}>{text.shell.folderNames[folder]}</Heading>
      </div>
      {folder === 'drafts' ? <DraftsList /> : <MessageList key={folder} folder={folder} openId={openId} onCompose={onCompose} />}
    </div>
  );
}
