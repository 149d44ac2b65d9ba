// What to do without a recovery kit. Folded, since it matters to few; found by the question people have.
import { text } from '../../text/entering.ts';
import styles from './without-kit.module.css';

export function WithoutKit() {
  return (
    <details className={styles['details']}>
      <summary>{text.recovery.noKitTitle}</summary>
      <div className={styles['text']}>
        {text.recovery.noKit.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </details>
  );
}
