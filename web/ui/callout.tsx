// A few sentences that must be seen, with a sign and an edge: sealed, open, danger or plain information.
import { Info, Lock, MailOpen, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './callout.module.css';

export type CalloutTone = 'sealed' | 'open' | 'danger' | 'info';

const signs = { sealed: Lock, open: MailOpen, danger: TriangleAlert, info: Info } as const;

export type CalloutProps = {
  tone: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  /** `alert` where it appears because of something that has just failed, `status` where it just changed. */
  role?: 'alert' | 'status';
  actions?: ReactNode;
};

export function Callout({ tone, title, children, role, actions }: CalloutProps) {
  const Sign = signs[tone];
  return (
    <div className={styles['callout']} data-tone={tone} role={role}>
      <Sign aria-hidden="true" className={styles['sign']} />
      <div className={styles['words']}>
        {title !== undefined && <p className={styles['title']}>{title}</p>}
        {children !== undefined && <div className={styles['text']}>{children}</div>}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
    </div>
  );
}
