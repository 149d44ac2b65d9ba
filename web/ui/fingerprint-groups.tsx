// A fingerprint in large groups of digits, to be read out and compared; spelled digit by digit for a screen reader.
import { text } from '../text/index.ts';
import styles from './fingerprint-groups.module.css';

export function FingerprintGroups({ groups }: { groups: readonly string[] }) {
  return (
    <div>
      <p className={styles['groups']} aria-hidden="true">
        {groups.map((group, index) => (
          // Groups may repeat, and never move.
          <span key={index}>{group} </span>
        ))}
      </p>
      <p className="visually-hidden">{text.trust.spelled(groups)}</p>
    </div>
  );
}
