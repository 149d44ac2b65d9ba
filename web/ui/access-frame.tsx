// The frame of every page outside the mailbox: the brand, one narrow column, a foot, and on wide screens something beside it.
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { text } from '../text/access.ts';
import styles from './access-frame.module.css';
import { Brand } from './brand.tsx';
import { Link } from './link.tsx';

type AccessFrameProps = {
  aside?: { label: string; content: ReactNode };
  foot?: ReactNode;
  children: ReactNode;
};

export function AccessFrame({ aside, foot, children }: AccessFrameProps) {
  return (
    <div className={styles['frame']} data-aside={aside !== undefined || undefined}>
      <div className={styles['side']}>
        <header className={styles['header']}>
          <NextLink href="/" prefetch={false} className={styles['home']} aria-label={text.ui.home}>
            <Brand />
          </NextLink>
        </header>
        <main className={styles['main']} id="content">
          <div className={styles['content']}>{children}</div>
          <p className={styles['slow']}>
            {text.system.slowStart}{' '}
            <Link href="/unsupported">{text.system.slowStartLink}</Link>
          </p>
        </main>
        {foot !== undefined && <footer className={styles['foot']}>{foot}</footer>}
      </div>
      {aside !== undefined && (
        <aside className={styles['aside']} aria-label={aside.label}>
          {aside.content}
        </aside>
      )}
    </div>
  );
}
