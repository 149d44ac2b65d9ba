// Whether what is written is kept.
import { formatTime } from '../../text/format.ts';
import { text } from '../../text/index.ts';
import type { SaveState } from './draft-saver.ts';
import styles from './compose.module.css';

const words = text.compose.draft;

export function SaveStatus({ saving }: { saving: SaveState }) {
  return (
    <span className={styles['saving']} data-status={saving.status}>
      {saving.status === 'saved' ? words.saved(formatTime(saving.at)) : words[saving.status]}
    </span>
  );
}
