// An access code, large and in groups: selectable in one go, and spelled out for a screen reader.
import { text } from '../text/access.ts';
import styles from './code-block.module.css';

/** `code` is `XXXXX-XXXXX-XXXXX`. */
export function CodeBlock({ code, size = 'large' }: { code: string; size?: 'large' | 'medium' }) {
  const groups = code.split('-');
  return (
    <div className={styles['block']} data-size={size}>
      <span className={styles['code']} data-access-code="" aria-hidden="true">
        {groups.map((group, index) => (
          // Groups may repeat, and never move: the index is the key.
          <span key={index}>
            {index > 0 && <span className={styles['dash']}>-</span>}
            <span className={styles['group']}>{group}</span>
          </span>
        ))}
      </span>
      <span className="visually-hidden">{text.ui.spelledCode(groups)}</span>
    </div>
  );
}
