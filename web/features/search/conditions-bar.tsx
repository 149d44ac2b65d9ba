// The ways to narrow a search, as buttons that write into the field what could as well be typed.
'use client';

import { Check } from 'lucide-react';
import { text } from '../../text/index.ts';
import { asCondition, type Condition, dayBefore, hasCondition, plainWords, toggleCondition } from './conditions.ts';
import { useSearch } from './search-context.tsx';
import styles from './search-pane.module.css';

const FOLDERS = ['inbox', 'sent', 'archive', 'trash'] as const;
const SPANS = [7, 30, 365] as const;
const WORDS_SHOWN = 24;

export function ConditionsBar({ now }: { now: number }) {
  const { query, setQuery } = useSearch();
  const words = plainWords(query);
  const shown = words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN)}…` : words;
  const toggle = (condition: Condition) => ({ pressed: hasCondition(query, condition), onPress: () => setQuery(toggleCondition(query, condition)) });
  return (
    <div className={styles['conditions']} role="group" aria-label={text.search.narrow}>
      <Chip label={text.search.withAttachments} {...toggle({ key: 'has', value: 'attachment' })} />
      {FOLDERS.map((folder) => (
        <Chip key={folder} label={text.search.inFolder(text.shell.folderNames[folder])} {...toggle({ key: 'in', value: folder })} />
      ))}
      {SPANS.map((days) => (
        <Chip key={days} label={text.search.spans[days]} {...toggle({ key: 'after', value: dayBefore(now, days) })} />
      ))}
      {words !== '' &&
        (['from', 'subject'] as const).map((key) => (
          <Chip key={key} label={text.search.only[key](shown)} onPress={() => setQuery(asCondition(query, key))} />
        ))}
    </div>
  );
}

function Chip({ label, pressed, onPress }: { label: string; pressed?: boolean; onPress: () => void }) {
  return (
    <button type="button" className={styles['chip']} aria-pressed={pressed} onClick={onPress}>
      {pressed === true && <Check aria-hidden="true" />}
      {label}
    </button>
  );
}
