// Who runs this server, by the pages that they have named. Their addresses are written out: this page is printed and filed.
import type { Processing } from '../../session/processing.ts';
import { text } from '../../text/about.ts';
import { text as access } from '../../text/access.ts';
import { Heading } from '../../ui/heading.tsx';
import { Link } from '../../ui/link.tsx';
import styles from './about.module.css';

const words = text.about.operator;
const KINDS = ['imprint', 'privacy', 'support'] as const;

export function OperatorPages({ links }: Pick<Processing, 'links'>) {
  const named = KINDS.flatMap((kind) => {
    const href = links[kind];
    return href === null ? [] : { kind, href };
  });
  return (
    <section className={styles['section']}>
      <Heading level={2} size="large">
        {words.title}
      </Heading>
      <p>{named.length === 0 ? words.silent : words.text}</p>
      {named.length > 0 && (
        <ul className={styles['list']}>
          {named.map(({ kind, href }) => (
            <li key={kind}>
              {access.operator[kind]}:{' '}
              <Link href={href} rel="noreferrer">
                {href.replace(/^mailto:/, '')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
