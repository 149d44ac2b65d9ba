// The labels of a message, each by its name; the colour only helps to find it.
import type { Label } from '../session/vault-api/labels.ts';
import { text } from '../text/mailbox.ts';
import styles from './label-chips.module.css';

/** `atMost`: how many are named where room is short; the others are counted. */
export function LabelChips({ labels, atMost = Number.POSITIVE_INFINITY }: { labels: readonly Label[]; atMost?: number }) {
  if (labels.length === 0) return null;
  return (
    <span className={styles['chips']}>
      <span className="visually-hidden">{text.labels.of}</span>
      {labels.slice(0, atMost).map(({ id, name, colour }) => (
        <span key={id} className={styles['chip']} data-colour={colour}>
          {name}
        </span>
      ))}
      {labels.length > atMost && <span className={styles['more']}>{text.labels.more(labels.length - atMost)}</span>}
    </span>
  );
}

export function LabelDot({ colour }: Pick<Label, 'colour'>) {
  return <span className={styles['dot']} data-colour={colour} aria-hidden="true" />;
}
