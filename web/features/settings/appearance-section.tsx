// Colours, density and grouping of lists, for this device.
'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { regroup } from '../../session/regroup.ts';
import { text } from '../../text/index.ts';
import { type Appearance, densities, readAppearance, saveAppearance, themes } from '../../ui/appearance.ts';
import { Checkbox, Radio } from '../../ui/checkbox.tsx';
import styles from './appearance-section.module.css';
import { Section } from './section.tsx';

const words = text.settings.appearance;

export function AppearanceSection() {
  const queryClient = useQueryClient();
  const [appearance, setAppearance] = useState(readAppearance);
  const change = (next: Partial<Appearance>) => {
    const changed = { ...appearance, ...next };
    saveAppearance(changed);
    setAppearance(changed);
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Choices
        legend={words.theme}
        names={words.themes}
        values={themes}
        value={appearance.theme}
        onChange={(theme) => change({ theme })}
      />
      <Choices
        legend={words.density}
        names={words.densities}
        values={densities}
        value={appearance.density}
        onChange={(density) => change({ density })}
      />
      <Checkbox
        label={words.group}
        description={words.groupHint}
        checked={appearance.grouping === 'conversations'}
        onChange={({ target }) => {
          change({ grouping: target.checked ? 'conversations' : 'messages' });
          void regroup(queryClient);
        }}
      />
    </Section>
  );
}

type ChoicesProps<Value extends string> = {
  legend: string;
  names: Record<Value, string>;
  values: readonly Value[];
  value: Value;
  onChange: (value: Value) => void;
};

function Choices<Value extends string>({ legend, names, values, value, onChange }: ChoicesProps<Value>) {
  const group = useId();
  return (
    <fieldset className={styles['choices']}>
      <legend>{legend}</legend>
      <div className={styles['row']}>
        {values.map((one) => (
          <Radio key={one} name={group} label={names[one]} checked={one === value} onChange={() => onChange(one)} />
        ))}
      </div>
    </fieldset>
  );
}
