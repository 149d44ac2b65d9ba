// The recovery kit as a page of paper: the same on the screen and printed.
import { text } from '../../text/entering.ts';
import { formatDay } from '../../text/format.ts';
import { Brand } from '../brand.tsx';
import styles from './kit-sheet.module.css';

export type KitSheetProps = {
  words: readonly string[];
  address: string;
  /** Unix milliseconds. */
  date: number;
  /** Groups of the own keys' fingerprint, where they are known. */
  fingerprint: readonly string[] | null;
  /** Where this Sealpost is: `mail.example.org`. */
  host: string;
};

export function KitSheet({ words, address, date, fingerprint, host }: KitSheetProps) {
  const { sheet } = text.kit;
  return (
    <article className={styles['sheet']} aria-label={sheet.title}>
      <header className={styles['head']}>
        <Brand />
        <h2 className={styles['title']}>{sheet.title}</h2>
      </header>
      <dl className={styles['facts']}>
        <Fact term={sheet.for} value={address} />
        <Fact term={sheet.at} value={host} />
        <Fact term={sheet.made} value={formatDay(date)} />
      </dl>
      <section>
        <h3 className={styles['label']}>{sheet.words}</h3>
        <ol className={styles['words']}>
          {words.map((word, index) => (
            // The order of the words is what counts, and a word may occur twice.
            <li key={index}>
              <span data-kit-word="">{word}</span>
            </li>
          ))}
        </ol>
      </section>
      <div className={styles['notes']}>
        <Note title={sheet.what}>{sheet.whatText}</Note>
        <Note title={sheet.keep}>{sheet.keepText}</Note>
        <Note title={sheet.use}>{sheet.useText(host)}</Note>
      </div>
      {fingerprint !== null && (
        <section className={styles['fingerprint']}>
          <h3 className={styles['label']}>{sheet.fingerprint}</h3>
          <p className={styles['groups']}>
            {fingerprint.map((group, index) => (
              <span key={index}>{group} </span>
            ))}
          </p>
        </section>
      )}
    </article>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Note({ title, children }: { title: string; children: string }) {
  return (
    <section>
      <h3 className={styles['label']}>{title}</h3>
      <p>{children}</p>
    </section>
  );
}
