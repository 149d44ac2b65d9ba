// The mark and the name. The mark is the product in small: a letter whose lower half is sealed, its upper half open.
import styles from './brand.module.css';

export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg className={styles['mark']} viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path className={styles['open']} d="M4 13V7.5A2.5 2.5 0 0 1 6.5 5h19A2.5 2.5 0 0 1 28 7.5V13" />
      <path className={styles['sealed']} d="M2.5 15h27v9.5A3.5 3.5 0 0 1 26 28H6a3.5 3.5 0 0 1-3.5-3.5z" />
      <circle className={styles['lock']} cx="16" cy="20" r="2.25" />
      <path className={styles['lock']} d="M14.9 20h2.2l.8 5h-3.8z" />
    </svg>
  );
}

export function Brand({ size = 'medium' }: { size?: 'medium' | 'large' }) {
  return (
    <span className={styles['brand']} data-size={size}>
      <BrandMark size={size === 'large' ? 30 : 24} />
      <span className={styles['name']}>Sealpost</span>
    </span>
  );
}
