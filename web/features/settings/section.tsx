// One subject of the settings: its name and what it does at the side, its controls beside.
import { useId, type ReactNode } from 'react';
import { Heading } from '../../ui/heading.tsx';
import styles from './section.module.css';

export function Section({ title, hint, children }: { title: string; hint?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['words']}>
        <Heading level={2} size="large" id={id}>
          {title}
        </Heading>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      </div>
      <div className={styles['controls']}>{children}</div>
    </section>
  );
}
