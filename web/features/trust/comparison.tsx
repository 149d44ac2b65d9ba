// Comparing somebody's keys: what to do, the digits, and the decision. Changed keys are explained first.
'use client';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FingerprintGroups } from '../../ui/fingerprint-groups.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { announce } from '../../ui/toasts.ts';
import { failureOf, useAction } from '../../ui/use-action.ts';
import styles from './trust.module.css';
import { type KnownContact, nameOf, useConfirmKeys, useFingerprint } from './use-trust.ts';

const words = text.trust.compare;

export function Comparison({ contact, onDone }: { contact: KnownContact; onDone: () => void }) {
  const theirs = useFingerprint(contact.address);
  const confirmKeys = useConfirmKeys();
  const name = nameOf(contact);
  const { kind } = contact.verification;
  const colleague = contact.verification.kind === 'changed' ? contact.verification.by : undefined;
  const verified = kind === 'access-code' || kind === 'compared';
  const decide = useAction(async (as: 'compared' | 'first-use') => {
    await confirmKeys({ address: contact.address, as });
    announce(as === 'compared' ? words.sameSaved(name) : text.trust.changed.acceptSaved(name));
    onDone();
  });
  return (
    <div className={styles['comparison']}>
      {kind === 'changed' && (
        <Callout tone="danger" title={colleague === undefined ? text.trust.changed.title : text.trust.disputed.title}>
          {colleague === undefined ? text.trust.changed.text(name) : text.trust.disputed.text(name, colleague)}
        </Callout>
      )}
      {verified && <p className={styles['hint']}>{words.verifiedAlready}</p>}
      <p>{words.how(name)}</p>
      <div className={styles['digits']}>
        <p className={styles['hint']}>{words.theirs(name)}</p>
        {theirs.isPending && <Spinner label={text.ui.loading} />}
        {theirs.isError && <FailureNote failure={failureOf(theirs.error)} />}
        {theirs.data !== undefined && <FingerprintGroups groups={theirs.data.groups} />}
      </div>
      <p className={styles['hint']}>{words.differ}</p>
      <FailureNote failure={decide.failure} />
      <FormActions>
        <Button variant="primary" busy={decide.busy} disabled={theirs.data === undefined} onClick={() => void decide.run('compared')}>
          {words.same}
        </Button>
        {kind === 'changed' && colleague === undefined && (
          <Button variant="danger" disabled={theirs.data === undefined || decide.busy} onClick={() => void decide.run('first-use')}>
            {text.trust.changed.accept}
          </Button>
        )}
      </FormActions>
    </div>
  );
}
