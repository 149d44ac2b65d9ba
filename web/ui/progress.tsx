// How far something is: a native progress bar with its words above it.
import { useId, type ReactNode } from 'react';
import styles from './progress.module.css';

export type ProgressProps = {
  label: string;
  /** 0 to 1; null while it is not known how much there is. */
  value: number | null;
  /** Speed, time left, size. */
  detail?: ReactNode;
  tone?: 'accent' | 'danger' | 'paused';
  /** The label is for screen readers only. */
  labelHidden?: boolean;
};

export function Progress({ label, value, detail, tone = 'accent', labelHidden = false }: ProgressProps) {
  const id = useId();
  return (
    <div className={styles['progress']} data-tone={tone}>
      <div className={styles['words']}>
        <label htmlFor={id} className={labelHidden ? 'visually-hidden' : undefined}>
          {label}
        </label>
        {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
      </div>
      <progress id={id} max={1} value={value ?? undefined} className={styles['bar']} />
    </div>
  );
}
