// A fingerprint in large groups, to be read out and compared; spelled sign by sign for a screen reader.
import { text } from '../text/index.ts';
import styles from './fingerprint-groups.module.css';

export function FingerprintGroups({ groups }: { groups: readonly string[] }) {
  return (
    <div className={styles['fingerprint']}>
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
