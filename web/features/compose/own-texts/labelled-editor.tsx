// The editor with its name above it, as every field has one.
import type { ReactNode } from 'react';
import styles from '../compose.module.css';

export function LabelledEditor({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['text-field']}>
      <span className={styles['label']} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
