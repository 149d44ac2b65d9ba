// What somebody else has written, to be read: each part under its name, with its lines as they are. Empty parts are left out.
import styles from './practice-texts.module.css';

type WrittenWordsProps = { parts: readonly { term: string; value: string }[]; otherwise: string };

export function WrittenWords({ parts, otherwise }: WrittenWordsProps) {
  const written = parts.filter(({ value }) => value.trim() !== '');
  if (written.length === 0) return <p className={styles['quiet']}>{otherwise}</p>;
  return (
    <dl className={styles['parts']}>
      {written.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
