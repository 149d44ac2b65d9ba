// For browsers that cannot do it: what works, and what is missing here.
'use client';
import { useSyncExternalStore } from 'react';
import { type BrowserFeature, missingFeatures } from '../../session/browser-support.ts';
import { text } from '../../text/dead-ends.ts';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import styles from './unsupported.module.css';

const words = text.deadEnds;
const subscribe = () => () => {};

// Text, since a snapshot must be equal when nothing has changed.
const missingHere = () => missingFeatures().join(' ');

export function Unsupported() {
  const missing = useSyncExternalStore(subscribe, missingHere, () => null);
  if (missing === '') {
    return (
      <>
        <Heading>{words.supported.title}</Heading>
        <p>{words.supported.text}</p>
        <div>
          <ButtonLink href="/" variant="primary">
            {words.notFound.action}
          </ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <Heading>{words.unsupported.title}</Heading>
      <p>{words.unsupported.text}</p>
      <section className={styles['section']}>
        <Heading level={2} size="large">
          {words.unsupported.works}
        </Heading>
        <ul className={styles['list']}>
          {words.unsupported.browsers.map((browser) => (
            <li key={browser}>{browser}</li>
          ))}
        </ul>
      </section>
      {missing !== null && (
        <section className={styles['section']}>
          <Heading level={2} size="large">
            {words.unsupported.missing}
          </Heading>
          <p className={styles['note']}>{words.unsupported.missingFor}</p>
          <ul className={styles['list']}>
            {missing.split(' ').map((feature) => (
              <li key={feature}>{words.unsupported.features[feature as BrowserFeature]}</li>
            ))}
          </ul>
        </section>
      )}
      <p className={styles['note']}>{words.unsupported.privateWindow}</p>
    </>
  );
}
