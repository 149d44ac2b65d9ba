// Prints one sheet instead of the page: the sheet stands beside the app only while the browser prints.
'use client';

import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import styles from './print-only.module.css';

/** `slot` goes anywhere into the component that prints. */
export function usePrint(): { print: (sheet: ReactNode) => void; slot: ReactNode } {
  const [sheet, setSheet] = useState<ReactNode>(null);
  const print = useCallback((next: ReactNode) => {
    // The sheet must stand there before the browser takes its picture.
    flushSync(() => setSheet(next));
    window.print();
  }, []);
  useEffect(() => {
    if (sheet === null) return;
    document.documentElement.dataset['printing'] = 'sheet';
    const clear = () => setSheet(null);
    window.addEventListener('afterprint', clear);
    return () => {
      delete document.documentElement.dataset['printing'];
      window.removeEventListener('afterprint', clear);
    };
  }, [sheet]);
  return { print, slot: sheet === null ? null : createPortal(<div className={styles['sheet']}>{sheet}</div>, document.body) };
}
