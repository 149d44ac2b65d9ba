// Stands beside log-in and registration on wide screens: one message in its two parts, drawn with the real panels.
import { FileScan } from 'lucide-react';
import { text } from '../text/access.ts';
import styles from './message-figure.module.css';
import { PostcardPanel, SealedPanel, TwoParts } from './panel.tsx';

export function MessageFigure() {
  const { figure } = text;
  return (
    <figure className={styles['figure']}>
      <TwoParts>
        <PostcardPanel role="group">
          <p className={styles['subject']}>{figure.subject}</p>
          <p>{figure.body}</p>
        </PostcardPanel>
        <SealedPanel role="group" readers={figure.readers}>
          <p className={styles['subject']}>{figure.secureSubject}</p>
          <div className={styles['lines']} aria-hidden="true">
            <span />
            <span />
            <span />
          </div>
          <p className={styles['attachment']}>
            <FileScan aria-hidden="true" />
            <span>
              {figure.attachment} <small>{figure.attachmentDetail}</small>
            </span>
          </p>
        </SealedPanel>
      </TwoParts>
      <figcaption className={styles['caption']}>
        <strong>{figure.lead}</strong> {figure.text}
      </figcaption>
    </figure>
  );
}
