// The mark and the name. The mark is the product in small: an open part above, a sealed part below, one letter.
import styles from './brand.module.css';

export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg className={styles['mark']} viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path className={styles['open']} d="M5.6 5.5h20.8a2.6 2.6 0 0 1 1.7 4.6L17.7 18.6a2.7 2.7 0 0 1-3.4 0L3.9 10.1a2.6 2.6 0 0 1 1.7-4.6z" />
      <path className={styles['sealed']} d="M2.8 13.4 12.4 21a5.7 5.7 0 0 0 7.2 0l9.6-7.6v9.8a3.3 3.3 0 0 1-3.3 3.3H6.1a3.3 3.3 0 0 1-3.3-3.3z" />
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
