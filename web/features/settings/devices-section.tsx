// Where one is logged in, with a way to end each and all others.
'use client';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { failureOf } from '../../ui/use-action.ts';
import { type Device, DeviceRow } from './device-row.tsx';
import styles from './devices-section.module.css';
import { Section } from './section.tsx';
import { useDevices } from './use-devices.ts';

const words = text.settings.devices;

export function DevicesSection() {
  const { devices, end, endOthers } = useDevices();
  return (
    <Section title={words.title} hint={words.hint}>
      {devices.isPending && <Spinner label={words.loading} />}
      {devices.isError && (
        <FailureNote
          failure={failureOf(devices.error)}
          actions={<Button onClick={() => void devices.refetch()}>{words.retry}</Button>}
        />
      )}
      {devices.data !== undefined && (
        <ul className={styles['list']}>
          {sorted(devices.data).map((device) => (
            <DeviceRow key={device.id} device={device} onEnd={(name) => void end.run({ id: device.id, name })} />
          ))}
        </ul>
      )}
      <FailureNote failure={end.failure ?? endOthers.failure} />
      {devices.data !== undefined &&
        (devices.data.length > 1 ? (
          <FormActions>
            <Button variant="danger" busy={endOthers.busy} onClick={() => void endOthers.run()}>
              {words.others}
            </Button>
          </FormActions>
        ) : (
          <p className={styles['none']}>{words.none}</p>
        ))}
    </Section>
  );
}

/** This one first, then by last use. */
function sorted(devices: readonly Device[]): Device[] {
  return devices.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastActiveAt - a.lastActiveAt);
}
