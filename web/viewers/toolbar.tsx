// The tools of a view, in one row that wraps; groups stay together.
import { type ReactNode, useId } from 'react';
import { text } from '../text/viewers.ts';
import styles from './toolbar.module.css';

export function Toolbar({ children }: { children: ReactNode }) {
  return (
    <div className={styles['toolbar']} role="group" aria-label={text.viewers.tools}>
      {children}
    </div>
  );
}

export function ToolGroup({ children }: { children: ReactNode }) {
  return <div className={styles['group']}>{children}</div>;
}

export type SliderProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  onChange: (value: number) => void;
  /** Instead of the number. */
  valueText?: string;
  /** It takes the room there is. */
  wide?: boolean;
  disabled?: boolean;
};

export function Slider({ label, value, min, max, step = 1, onChange, valueText, wide = false, disabled = false }: SliderProps) {
  const id = useId();
  return (
    <span className={styles['slider']} data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        {...{ min, max, step, value, disabled }}
        aria-valuetext={valueText}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </span>
  );
}

export type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
  /** Its options are long: it takes the room there is, up to twice that of others. */
  wide?: boolean;
};

export function Choice<Value extends string>({ label, value, options, onChange, wide = false }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <span className={styles['choice']} data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {options.map(([name, shown]) => (
          <option key={name} value={name}>
            {shown}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Facts of what is shown, beside the tools. */
export function ToolFacts({ children }: { children: ReactNode }) {
  return <p className={styles['facts']}>{children}</p>;
}
