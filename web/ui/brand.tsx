// The mark and the name. The mark is the product in small: an open part in airmail stripes, a sealed part below it.
import styles from './brand.module.css';

export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg className={styles['mark']} viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <path className={styles['open']} d="M6 4h5.5l-3.2 6.5H3V7a3 3 0 0 1 3-3zM15.5 4H21l-3.2 6.5h-5.5zM25 4h1a3 3 0 0 1 3 3v3.5h-7.2z" />
      <path className={styles['sealed']} d="M3 13h26v11a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4z" />
      <circle className={styles['seal']} cx="16" cy="20.5" r="3.5" />
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
