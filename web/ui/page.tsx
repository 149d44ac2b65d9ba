// A page inside the app: its heading, what can be done with it as a whole, and its content.
import type { ReactNode } from 'react';
import { Heading } from './heading.tsx';
import styles from './page.module.css';

export type PageProps = {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** `text` keeps lines readable, `wide` is for tables. */
  width?: 'text' | 'wide';
  children: ReactNode;
};

export function Page({ title, lead, actions, width = 'text', children }: PageProps) {
  return (
    <div className={styles['page']} data-width={width}>
      <div className={styles['head']}>
        <div className={styles['words']}>
          <Heading>{title}</Heading>
          {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
