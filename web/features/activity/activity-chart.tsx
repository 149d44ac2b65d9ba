// How much happened on each day, as bars: what should be looked at stands at their foot in another colour, and in words below.
'use client';
import { text } from '../../text/index.ts';
import styles from './activity.module.css';
import { daysFrom } from './choice.ts';
import { type Asked, type Day, useDays } from './use-activity.ts';

const words = text.activity.chart;
const HEIGHT = 48;
const STEP = 4;
const BAR = 3;

export function ActivityChart(asked: Asked) {
  const counted = useDays(asked);
  if (counted === null) return null;
  const { range, days } = counted;
  const dayOf = (index: number) => daysFrom(range.from, index);
  const most = Math.max(...days.map(({ events }) => events));
  const events = sum(days.map((day) => day.events));
  const warnings = sum(days.map((day) => day.warnings));
  const first = dayOf(0);
  const last = dayOf(days.length - 1);
  return (
    <figure className={styles['chart']}>
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words.label({ first, last, events, warnings })}>
        {most > 0 && days.map((day, index) => day.events > 0 && <Bar key={dayOf(index)} day={day} at={dayOf(index)} x={index * STEP} most={most} />)}
      </svg>
      <p className={styles['ends']} aria-hidden="true">
        <span>{words.day(first)}</span>
        <span>{words.day(last)}</span>
      </p>
      <figcaption className={styles['caption']}>
        <span>{words.events(events)}</span>
        {warnings > 0 && <span className={styles['warnings']}>{words.warnings(warnings)}</span>}
      </figcaption>
    </figure>
  );
}

function Bar({ day, at, x, most }: { day: Day; at: number; x: number; most: number }) {
  const height = Math.max(2, (day.events / most) * HEIGHT);
  const warned = day.warnings === 0 ? 0 : Math.max(2, (day.warnings / most) * HEIGHT);
  return (
    <g>
      <title>{words.bar({ at, ...day })}</title>
      <rect className={styles['bar']} x={x} y={HEIGHT - height} width={BAR} height={height} />
      {warned > 0 && <rect className={styles['warned']} x={x} y={HEIGHT - warned} width={BAR} height={warned} />}
    </g>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
