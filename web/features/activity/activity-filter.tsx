// Who, what, from and to.
'use client';
import { useQuery } from '@tanstack/react-query';
import type { ActivityKind } from '../../session/activity.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { roster } from '../../session/roster.ts';
import { text } from '../../text/index.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './activity.module.css';
import type { Choice } from './choice.ts';
import type { ActivityScope } from './use-activity.ts';

const words = text.activity.filter;
const kinds = Object.keys(words.kinds) as ActivityKind[];

export function ActivityFilter({ scope, choice, onChange }: { scope: ActivityScope; choice: Choice; onChange: (choice: Choice) => void }) {
  const change = (patch: Partial<Choice>) => onChange({ ...choice, ...patch });
  const wrongOrder = choice.from !== '' && choice.to !== '' && choice.to < choice.from;
  return (
    <div className={styles['filter']} role="group" aria-label={words.title}>
      {scope === 'practice' && <WhoField value={choice.who} onChange={(who) => change({ who })} />}
      <SelectField
        label={words.what}
        value={choice.what}
        options={[{ value: '', label: words.everything }, ...kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))]}
        onChange={(what) => change({ what })}
      />
      <TextField label={words.from} type="date" value={choice.from} onChange={(event) => change({ from: event.target.value })} />
      <TextField
        label={words.to}
        type="date"
        value={choice.to}
        error={wrongOrder ? words.wrongOrder : null}
        onChange={(event) => change({ to: event.target.value })}
      />
    </div>
  );
}

/** Who was removed is looked for in particular. */
function WhoField({ value, onChange }: { value: string; onChange: (who: string) => void }) {
  const { data } = useQuery({ queryKey: queryKeys.roster, queryFn: () => roster.list(), refetchOnMount: 'always' });
  const people = data === undefined ? [] : [...data.members, ...data.former];
  return (
    <SelectField
      label={words.who}
      value={value}
      options={[{ value: '', label: words.everybody }, ...people.map(({ account, name }) => ({ value: account as string, label: name }))]}
      onChange={onChange}
    />
  );
}
