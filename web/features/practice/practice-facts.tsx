// What only the operator sets: the plan, and what it means.
import { text } from '../../text/index.ts';
import { Facts } from '../../ui/facts.tsx';
import type { PracticeDetails } from './use-practice.ts';
import styles from './practice.module.css';

const words = text.practice;

export function PracticeFacts({ practice }: { practice: PracticeDetails }) {
  return (
    <section className={styles['section']} aria-label={words.about}>
      <Facts
        facts={[
          { term: words.name, value: practice.name },
          { term: words.plan, value: words.plans[practice.plan] },
        ]}
      />
      <p className={styles['quiet']}>
        {words.planText[practice.plan]} {words.planSetBy}
      </p>
    </section>
  );
}
