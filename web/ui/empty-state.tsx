// Where there is nothing (yet): what this place is for, and the one next step.
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** It is all that the page has to say: its title is the page's heading. */
  heading?: true;
  children?: ReactNode;
  action?: ReactNode;
};

export function EmptyState({ icon, title, heading, children, action }: EmptyStateProps) {
  const Title = heading === true ? 'h1' : 'p';
  return (
    <div className={styles['empty']} data-nothing-listed>
      {icon !== undefined && (
        <div className={styles['icon']} aria-hidden="true">
          {icon}
        </div>
      )}
      <Title className={styles['title']}>{title}</Title>
      {children !== undefined && <div className={styles['text']}>{children}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
