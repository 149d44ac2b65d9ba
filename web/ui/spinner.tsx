// Says that something is under way. It appears only after 300 ms, so that quick work does not flicker.
import styles from './spinner.module.css';

export function Spinner({ label }: { label?: string | undefined }) {
  return (
    <span className={styles['spinner']} role={label === undefined ? undefined : 'status'}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.5" className={styles['track']} />
        <path d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" className={styles['arc']} />
      </svg>
      {label !== undefined && <span>{label}</span>}
    </span>
  );
}
