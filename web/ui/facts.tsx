// A short list of terms and values: who, which practice, which address.
import styles from './facts.module.css';

export function Facts({ facts }: { facts: readonly { term: string; value: string | null }[] }) {
  return (
    <dl className={styles['facts']}>
      {facts
        .filter((fact) => fact.value !== null && fact.value !== '')
        .map((fact) => (
          <div key={fact.term}>
            <dt>{fact.term}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
