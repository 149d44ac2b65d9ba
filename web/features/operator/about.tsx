// What is processed and kept, for a practice's records. Places, times and limits are those that this server goes by.
'use client';
import { Printer } from 'lucide-react';
import { readProcessing, type Processing } from '../../session/processing.ts';
import { text } from '../../text/about.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { LANGUAGE_COOKIE_DAYS } from '../../ui/language.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './about.module.css';
import { OperatorPages } from './operator-pages.tsx';

const words = text.about;

export function About() {
  const asked = useLoaded('processing', readProcessing);
  return (
    <div className={styles['about']} data-wide-step>
      <Heading>{words.title}</Heading>
      <p>{words.lead}</p>
      {asked.status === 'loading' && <Opening />}
      {asked.status === 'ready' && <AsOf build={asked.data.build} />}
      {asked.status !== 'loading' && <Section {...words.sealed} />}
      {asked.status === 'failed' && <FailureNote failure={asked.failure} actions={<Button onClick={asked.retry}>{words.retry}</Button>} />}
      {asked.status === 'ready' && <OfThisServer processing={asked.data} />}
    </div>
  );
}

/** All of it comes at once: the print button stands above, and would push down what is being read. */
function Opening() {
  return (
    <div data-opening>
      <Spinner label={words.loading} />
    </div>
  );
}

/** Of which server and day a print is. */
function AsOf({ build }: Pick<Processing, 'build'>) {
  const now = useNow();
  return (
    <div className={styles['head']}>
      <p className={styles['as-of']}>{words.asOf(location.host, now, build)}</p>
      <span className="no-print">
        <Button size="small" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          {words.print}
        </Button>
      </span>
    </div>
  );
}

function OfThisServer({ processing }: { processing: Processing }) {
  const { seen, kept, limits, places, backups, others } = words;
  return (
    <>
      {[seen, kept, limits, places].map(({ title, items }) => (
        <Section key={title} title={title} items={items(processing)} />
      ))}
      <Section {...backups} />
      <Section title={others.title} text={others.text(processing, LANGUAGE_COOKIE_DAYS)} />
      <OperatorPages links={processing.links} />
    </>
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
