// One's passkeys: the list, and what is being done: one is added, its recovery codes are shown, one is removed or let unlock.
'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { knowsPasskeys } from '../../session/passkey-request.ts';
import type { Passkey } from '../../session/passkeys.ts';
import { queryKeys } from '../../session/query-keys.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FormActions } from '../../ui/form.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { failureOf } from '../../ui/use-action.ts';
import { PasskeyAdd } from './passkey-add.tsx';
import { PasskeyChange } from './passkey-change.tsx';
import { PasskeyRow } from './passkey-row.tsx';
import styles from './passkeys.module.css';
import { SecondFactorCodes } from './second-factor-codes.tsx';
import { usePasskeys } from './use-proof.ts';

const words = text.passkeys;

type Step =
  | { kind: 'list' }
  | { kind: 'add' }
  | { kind: 'codes'; codes: readonly string[] }
  | { kind: 'change'; passkey: Passkey; as: 'remove' | 'let-unlock' };

export function Passkeys({ session, onStored }: { session: SessionInfo; onStored: (() => void) | undefined }) {
  const { refresh } = useSession();
  const cache = useQueryClient();
  const passkeys = usePasskeys();
  const [step, setStep] = useState<Step>({ kind: 'list' });
  const able = knowsPasskeys();
  const leave = () => setStep({ kind: 'list' });
  const changed = async () => {
    await Promise.all([queryKeys.passkeys, queryKeys.secondFactor, queryKeys.devices].map((queryKey) => cache.invalidateQueries({ queryKey })));
    // Where the practice asks for a second factor, it may be there now, or gone.
    if (onStored === undefined) await refresh();
  };
  const added = async (codes: readonly string[] | null) => {
    if (codes === null) leave();
    else setStep({ kind: 'codes', codes });
    await changed();
    if (codes === null) onStored?.();
  };
  if (step.kind === 'codes') return <SecondFactorCodes codes={step.codes} address={session.address} onStored={onStored ?? leave} />;
  if (step.kind === 'add') return <PasskeyAdd session={session} onCancel={leave} onAdded={added} />;
  if (step.kind === 'change') {
    return (
      <PasskeyChange
        session={session}
        passkey={step.passkey}
        as={step.as}
        onCancel={leave}
        onDone={() => {
          leave();
          void changed();
        }}
      />
    );
  }
  if (passkeys.data === undefined) {
    if (passkeys.isPending) return <Spinner label={words.loading} />;
    return <FailureNote failure={failureOf(passkeys.error)} actions={<Button onClick={() => void passkeys.refetch()}>{words.retry}</Button>} />;
  }
  return (
    <>
      {!able && <Callout tone="info">{words.unable}</Callout>}
      {passkeys.data.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.list}>
          {passkeys.data.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onRenamed={() => void changed()}
              onRemove={() => setStep({ kind: 'change', passkey, as: 'remove' })}
              onLetUnlock={able && !passkey.unlocks ? () => setStep({ kind: 'change', passkey, as: 'let-unlock' }) : null}
            />
          ))}
        </ul>
      )}
      {able && (
        <FormActions>
          <Button onClick={() => setStep({ kind: 'add' })}>{words.add}</Button>
        </FormActions>
      )}
    </>
  );
}
