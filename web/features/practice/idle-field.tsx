// After how long without a person members are logged off.
import { text } from '../../text/index.ts';
import { SelectField } from '../../ui/select-field.tsx';

const words = text.practice.idle;
const OFFERED = [2, 5, 10, 15, 30, 60, 120];

export function IdleField({ minutes, onChange }: { minutes: number | null; onChange: (minutes: number | null) => void }) {
  // One that was set by another program is shown too.
  const offered = minutes === null || OFFERED.includes(minutes) ? OFFERED : [...OFFERED, minutes].sort((a, b) => a - b);
  return (
    <SelectField
      label={words.label}
      description={words.hint}
      value={String(minutes ?? '')}
      options={[null, ...offered].map((each) => ({ value: String(each ?? ''), label: words.after(each) }))}
      onChange={(value) => onChange(value === '' ? null : Number(value))}
    />
  );
}
