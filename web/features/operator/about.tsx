// What is processed and kept, for a practice's records.
import { text } from '../../text/about.ts';
import { Heading } from '../../ui/heading.tsx';
import styles from './about.module.css';

const words = text.about;

export function About() {
  return (
    <div className={styles['about']} data-wide-step>
      <Heading>{words.title}</Heading>
      <p>{words.lead}</p>
      <Section {...words.sealed} />
      <Section {...words.seen} />
      <Section {...words.kept} />
      <Section {...words.backups} />
      <Section {...words.others} />
    </div>
  );
}

function Section({ title, text: paragraph, items }: { title: string; text?: string; items?: readonly string[] }) {
  return (
    <section className={styles['section']}>
      <Heading level={2} size="large">
        {title}
      </Heading>
      {paragraph !== undefined && <p>{paragraph}</p>}
      {items !== undefined && (
        <ul className={styles['list']}>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
