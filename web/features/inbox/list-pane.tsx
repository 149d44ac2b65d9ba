// The list side of the mailbox: the folder's name and its messages or drafts.
'use client';

import type { MailFolder } from '../../ui/paths.ts';
import { DraftsList } from './drafts-list.tsx';
import { type HeadingLevel, ListHead } from './list-head.tsx';
import { MessageList } from './message-list.tsx';
import styles from './inbox.module.css';

type ListPaneProps = {
  folder: MailFolder;
  openId: string | null;
  /** The message beside it has the page's main heading, so the folder's is one step lower. */
  headingLevel: HeadingLevel;
  onCompose: () => void;
};

export function ListPane({ folder, openId, headingLevel, onCompose }: ListPaneProps) {
  return (
    <div className={styles['pane']}>
      {folder === 'drafts' ? (
        <>
          <ListHead folder={folder} headingLevel={headingLevel} selection={null} />
          <DraftsList />
        </>
      ) : (
        <MessageList key={folder} folder={folder} openId={openId} headingLevel={headingLevel} onCompose={onCompose} />
      )}
    </div>
  );
}
