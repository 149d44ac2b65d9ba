// A text in which the words that were searched for are marked.
import { useMemo } from 'react';
import { markWords } from '../../session/search/marks.ts';
import type { Term } from '../../session/search/query.ts';
import styles from './search-pane.module.css';

export function Marked({ children, terms }: { children: string; terms: readonly Term[] }) {
  const pieces = useMemo(() => markWords(children, terms), [children, terms]);
  return pieces.map(({ text, marked }, index) =>
    marked ? (
      <mark key={index} className={styles['mark']}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
