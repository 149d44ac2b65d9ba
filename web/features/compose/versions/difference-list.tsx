// What differs between two versions, part by part.
import { draftVersions } from '../../../text/draft-versions.ts';
import type { Difference } from './differences.ts';
import styles from './versions.module.css';

const words = draftVersions;

export function DifferenceList({ found }: { found: readonly Difference[] }) {
  if (found.length === 0) return <p>{words.same}</p>;
  return (
    <ul className={styles['differences']} aria-label={words.differences}>
      {found.map(({ part, here, there }) => (
        <li key={part}>
          <p className={styles['part']}>{words.parts[part]}</p>
          <p>
            <span className={styles['side']}>{words.sides.here}</span> {here}
          </p>
          <p>
            <span className={styles['side']}>{words.sides.there}</span> {there}
          </p>
        </li>
      ))}
    </ul>
  );
}
