// One device in the list.
import { Monitor, Smartphone } from 'lucide-react';
import { parseUserAgent } from '../../session/device-name.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import styles from './devices-section.module.css';

const words = text.settings.devices;
const PHONES = new Set(['iPhone', 'Android']);

export type Device = {
  id: string;
  current: boolean;
  userAgent: string;
  clientAddress: string;
  /** Two letters; null: nobody knows. */
  country: string | null;
  createdAt: number;
  lastActiveAt: number;
};

export function DeviceRow({ device, onEnd }: { device: Device; onEnd: (name: string) => void }) {
  const known = parseUserAgent(device.userAgent);
  const name = known === null ? words.unknown : words.named(known.browser, known.system);
  const Sign = PHONES.has(known?.system ?? '') ? Smartphone : Monitor;
  return (
    <li className={styles['device']}>
      <Sign aria-hidden="true" />
      <div className={styles['words']}>
        <p className={styles['name']}>
          {name}
          {device.current && <span className={styles['current']}>{words.current}</span>}
        </p>
        <p className={styles['detail']}>
          {device.current ? words.since(device.createdAt) : words.active(device.lastActiveAt)}, {words.from(device)}
        </p>
      </div>
      {!device.current && (
        <Button size="small" aria-label={words.logOut(name)} onClick={() => onEnd(name)}>
          {words.logOutShort}
        </Button>
      )}
    </li>
  );
}
