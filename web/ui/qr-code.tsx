// A QR code as one SVG path: no image request, no inline style. Always dark on white, since scanners need the contrast.
import { encode } from 'uqr';
import styles from './qr-code.module.css';

export function QrCode({ value, label }: { value: string; label: string }) {
  const { data, size } = encode(value, { ecc: 'M', border: 4 });
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className={styles['paper']} d={`M0 0h${size}v${size}h-${size}z`} />
      <path className={styles['ink']} d={darkModules(data)} />
    </svg>
  );
}

/** One unit square for each dark module; neighbours in a row become one rectangle. */
function darkModules(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => runs(row).map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`)).join('');
}

function runs(row: readonly boolean[]): { start: number; length: number }[] {
  const found: { start: number; length: number }[] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last !== undefined && last.start + last.length === x) last.length += 1;
    else found.push({ start: x, length: 1 });
  });
  return found;
}
