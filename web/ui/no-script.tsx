// What remains without scripts: a sentence that says why nothing else works.
import { text } from '../text/access.ts';
import styles from './no-script.module.css';

export function NoScript() {
  return (
    <noscript>
      <div className={styles['note']}>
        <p className={styles['title']}>{text.system.noScriptTitle}</p>
        <p>{text.system.noScriptText}</p>
      </div>
    </noscript>
  );
}
