// What else one may be looking for at log-in.
import { text } from '../../text/access.ts';
import { Link } from '../../ui/link.tsx';
import styles from './login-links.module.css';

const words = text.unlock;

export function LoginLinks() {
  return (
    <div className={styles['links']}>
      <p>
        <Link href="/recover">{words.forgot}</Link>
      </p>
      <p>
        <Link href="/register">{words.createAccount}</Link>
      </p>
      <p className={styles['invited']}>{words.invited}</p>
    </div>
  );
}
