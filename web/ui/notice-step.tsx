// A step that only tells something and offers the way on: an expired link, a finished confirmation.
import type { ReactNode } from 'react';
import { Heading } from './heading.tsx';
import styles from './notice-step.module.css';

export function NoticeStep({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles['step']}>
      <Heading focusOnMount>{title}</Heading>
      {children}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
