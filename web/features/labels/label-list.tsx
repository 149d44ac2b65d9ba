// The labels beside the folders: each one shows what has it, found on this device without asking the server.
'use client';

import { Tags } from 'lucide-react';
import { useLabels } from '../../session/use-labels.ts';
import { text } from '../../text/mailbox.ts';
import { LabelDot } from '../../ui/label-chips.tsx';
import { askToManageLabels } from '../../ui/labelling.ts';
import styles from './labels.module.css';

const words = text.labels;

/** `current`: the name that is being looked for. */
export function LabelList({ current, onChoose }: { current: string | null; onChoose: (name: string) => void }) {
  const { labels } = useLabels();
  return (
    <nav aria-label={words.name}>
      <ul className={styles['places']}>
        {labels.map(({ id, name, colour }) => (
          <li key={id}>
            <button type="button" className={styles['place']} aria-pressed={name === current} onClick={() => onChoose(name)}>
              <LabelDot colour={colour} />
              <span className={styles['name']}>{name}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className={styles['place']} onClick={askToManageLabels}>
            <Tags aria-hidden="true" />
            <span className={styles['name']}>{labels.length === 0 ? words.first : words.manage}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}
