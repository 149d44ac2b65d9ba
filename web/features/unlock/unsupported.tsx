// For browsers that cannot do it: what works, and what is missing here.
'use client';
import { useSyncExternalStore } from 'react';
import { missingFeatures } from '../../session/browser-support.ts';
import { text } from '../../text/access.ts';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import styles from './unsupported.module.css';

const words = text.system;
const subscribe = () => () => {};

// Text, since a snapshot must be equal when nothing has changed.
const missingHere = () => missingFeatures().join(', ');

export function Unsupported() {
  const missing = useSyncExternalStore(subscribe, missingHere, () => null);
  if (missing === '') {
    return (
      <>
        <Heading>{words.supportedTitle}</Heading>
        <p>{words.supportedText}</p>
        <div>
          <ButtonLink href="/" variant="primary">
            {words.notFoundAction}
          </ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <Heading>{words.unsupportedTitle}</Heading>
      <p>{words.unsupportedText}</p>
      <section className={styles['section']}>
        <Heading level={2} size="large">
          {words.unsupportedWorks}
        </Heading>
        <ul className={styles['list']}>
          {words.browsers.map((browser) => (
            <li key={browser}>{browser}</li>
          ))}
        </ul>
      </section>
      {missing !== null && (
        <section className={styles['section']}>
          <Heading level={2} size="large">
            {words.unsupportedMissing}
          </Heading>
          <p>{missing}</p>
        </section>
      )}
      <p className={styles['note']}>{words.unsupportedPrivate}</p>
    </>
  );
}
