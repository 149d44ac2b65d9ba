// What stands on the screen while a session is opened: quiet, and only if it takes a moment.
import { text } from '../../text/access.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import styles from './splash.module.css';

export function Splash() {
  return (
    <div className={styles['splash']}>
      <BrandMark size={40} />
      <Spinner label={text.unlock.starting} />
    </div>
  );
}
