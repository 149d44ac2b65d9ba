// Rhythm, quiet hours and time zone of one's e-mail notices. What the practice does not allow is off, and says so, before it is tried.
'use client';
import { useState } from 'react';
import { noticeTimes, type NoticeTimes, type NoticeTimesView } from '../../session/notice-times.ts';
import { formatTime } from '../../text/format.ts';
import { text } from '../../text/notice-times.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Radio } from '../../ui/checkbox.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';
import styles from './notice-times-form.module.css';
import { type Quiet, QuietHours, quietErrors } from './quiet-hours.tsx';
import { listTimeZones, ownTimeZone } from './time-zones.ts';

const words = text.noticeTimes;
const rhythms = ['at-once', 'hourly', 'daily'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: formatTime(new Date(2026, 0, 1, hour).getTime()) }));
const FIRST_HOUR = 8;
const FIRST_QUIET: Quiet = { from: '19:00', to: '07:00' };

type FormProps = { kept: NoticeTimesView; policy: 'any' | 'day'; onSaved: (saved: NoticeTimesView) => void };

/** `kept` is read once: what another device saves meanwhile does not change what is being chosen. */
export function NoticeTimesForm({ kept, policy, onSaved }: FormProps) {
  const [times, setTimes] = useState<NoticeTimes>(() => kept.chosen ?? { rhythm: 'at-once', hour: FIRST_HOUR, quiet: null, weekends: false, timeZone: ownTimeZone() });
  const [errors, setErrors] = useState<ReturnType<typeof quietErrors>>({});
  const change = (patch: Partial<NoticeTimes>) => setTimes((before) => ({ ...before, ...patch }));
  const save = useAction(async () => {
    onSaved(await noticeTimes.save({ ...times, weekends: times.weekends && policy === 'any' }));
    announce(words.saved);
  });
  const submit = async () => {
    const found = quietErrors(times.quiet);
    setErrors(found);
    if (Object.keys(found).length === 0) await save.run();
  };
  return (
    <Form label={words.form} onSubmit={submit}>
      <fieldset className={styles['rhythms']}>
        <legend>{words.rhythm}</legend>
        {rhythms.map((rhythm) => (
          <Radio key={rhythm} name="rhythm" label={words.rhythms[rhythm]} checked={times.rhythm === rhythm} onChange={() => change({ rhythm })} />
        ))}
      </fieldset>
      {times.rhythm === 'daily' && <SelectField label={words.hour} value={String(times.hour)} options={hours} onChange={(hour) => change({ hour: Number(hour) })} />}
      <Checkbox label={words.quiet} description={words.quietHint} checked={times.quiet !== null} onChange={(event) => change({ quiet: event.target.checked ? FIRST_QUIET : null })} />
      {times.quiet !== null && <QuietHours quiet={times.quiet} errors={errors} onChange={(quiet) => change({ quiet })} />}
      <Checkbox
        label={words.weekends}
        description={policy === 'day' ? words.policy[policy] : undefined}
        checked={times.weekends && policy === 'any'}
        disabled={policy === 'day'}
        onChange={(event) => change({ weekends: event.target.checked })}
      />
      <SelectField
        label={words.zone}
        description={words.zoneHint(ownTimeZone())}
        value={times.timeZone}
        options={listTimeZones(times.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(timeZone) => change({ timeZone })}
      />
      {kept.chosen !== null && <p className={styles['preview']}>{kept.tellsAt <= kept.asOf ? words.previewAtOnce : words.preview(kept.tellsAt)}</p>}
      <FailureNote failure={save.failure} />
      <FormActions>
        <Button type="submit" busy={save.busy}>
          {words.save}
        </Button>
      </FormActions>
    </Form>
  );
}
