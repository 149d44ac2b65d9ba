// From when until when no e-mail is to come.
import type { NoticeTimes } from '../../session/notice-times.ts';
import { text } from '../../text/notice-times.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './notice-times-form.module.css';

const words = text.noticeTimes;

/** As the browser's own field for a time of the day writes them. */
export type Quiet = NonNullable<NoticeTimes['quiet']>;
type QuietErrors = Partial<Record<keyof Quiet, string>>;

export function quietErrors(quiet: Quiet | null): QuietErrors {
  if (quiet === null) return {};
  const { from, to } = quiet;
  return {
    ...(from === '' ? { from: words.timeError } : {}),
    ...(to === '' ? { to: words.timeError } : from === to ? { to: words.sameError } : {}),
  };
}

export function QuietHours({ quiet, errors, onChange }: { quiet: Quiet; errors: QuietErrors; onChange: (quiet: Quiet) => void }) {
  return (
    <div className={styles['hours']}>
      <TextField label={words.from} type="time" value={quiet.from} error={errors.from} onChange={(event) => onChange({ ...quiet, from: event.target.value })} />
      <TextField label={words.to} type="time" value={quiet.to} error={errors.to} onChange={(event) => onChange({ ...quiet, to: event.target.value })} />
    </div>
  );
}
