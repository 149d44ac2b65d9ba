// A page inside the app: its heading, what can be done with it as a whole, and its content.
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../text/mailbox.ts';
import { Heading } from './heading.tsx';
import { MailboxLink } from './mailbox-link.tsx';
import styles from './page.module.css';
import { paths } from './paths.ts';

export type PageProps = {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** The page that it is part of. */
  back?: 'practice' | 'settings';
  /** `text` keeps lines readable, `wide` is for tables. */
  width?: 'text' | 'wide';
  children: ReactNode;
};

export function Page({ title, lead, actions, back, width = 'text', children }: PageProps) {
  return (
    <div className={styles['page']} data-width={width}>
      <div className={styles['head']}>
        <div className={styles['words']}>
          {back !== undefined && (
            <MailboxLink href={paths[back]} className={`${styles['back']} no-print`}>
              <ArrowLeft aria-hidden="true" />
              {text.reading.back(text.shell.placeNames[back])}
            </MailboxLink>
          )}
          <Heading>{title}</Heading>
          {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
