// What the signs beside people's names mean.
import { text } from '../../text/index.ts';
import { Heading } from '../../ui/heading.tsx';
import styles from './trust.module.css';

const { meaning } = text.trust;

export function Meaning() {
  return (
    <section className={styles['meaning']} aria-labelledby="meaning">
      <Heading level={2} size="large" id="meaning">
        {meaning.title}
      </Heading>
      <dl>
        {[meaning.accessCode, meaning.compared, meaning.colleague, meaning.firstUse, meaning.changed].map(({ term, text: explanation }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{explanation}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
