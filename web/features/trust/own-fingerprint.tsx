// One's own fingerprint, large enough to be read out on the phone.
'use client';
import { Copy } from 'lucide-react';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FingerprintGroups } from '../../ui/fingerprint-groups.tsx';
import { Heading } from '../../ui/heading.tsx';
import { announce } from '../../ui/toasts.ts';
import { failureOf } from '../../ui/use-action.ts';
import styles from './trust.module.css';
import { useFingerprint } from './use-trust.ts';

const words = text.trust.own;

export function OwnFingerprint() {
  const own = useFingerprint(null);
  const copy = async (groups: readonly string[]) => {
    await navigator.clipboard.writeText(groups.join(' '));
    announce(words.copied);
  };
  return (
    <section className={styles['own']} aria-labelledby="own-fingerprint">
      <Heading level={2} size="large" id="own-fingerprint">
        {words.title}
      </Heading>
      {own.isError && (
        <FailureNote failure={failureOf(own.error)} actions={<Button onClick={() => void own.refetch()}>{words.retry}</Button>} />
      )}
      {own.data !== undefined && <FingerprintGroups groups={own.data.groups} />}
      <p className={styles['hint']}>{words.text}</p>
      {own.data !== undefined && (
        <div>
          <Button size="small" icon={<Copy aria-hidden="true" />} onClick={() => void copy(own.data.groups)}>
            {words.copy}
          </Button>
        </div>
      )}
    </section>
  );
}
