// The second factor: off, being set up, showing its recovery codes this once, or on.
'use client';
import { useState } from 'react';
import { useSession } from '../../session/session-provider.tsx';
import type { SecondFactorSetUp } from '../../session/vault-api/second-factor.ts';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { announce } from '../../ui/toasts.ts';
import { failureOf } from '../../ui/use-action.ts';
import { SecondFactorApp } from './second-factor-app.tsx';
import { SecondFactorBegin } from './second-factor-begin.tsx';
import { SecondFactorChange } from './second-factor-change.tsx';
import { SecondFactorCodes } from './second-factor-codes.tsx';
import { Section } from './section.tsx';
import { useSecondFactor } from './use-second-factor.ts';

const words = text.secondFactor;

type Step = { kind: 'none' } | { kind: 'app'; begun: SecondFactorSetUp } | { kind: 'codes'; codes: readonly string[] };

/** `onStored`: the recovery codes have been put away. */
export function SecondFactorSection({ session, onStored }: { session: SessionInfo; onStored?: () => void }) {
  const { refresh } = useSession();
  const { state, changed } = useSecondFactor();
  const [step, setStep] = useState<Step>({ kind: 'none' });
  const leave = () => setStep({ kind: 'none' });
  const showCodes = (codes: readonly string[]) => {
    setStep({ kind: 'codes', codes });
    void changed();
  };
  return (
    <Section title={words.title} hint={words.hint}>
      {step.kind === 'app' && (
        <SecondFactorApp
          session={session}
          begun={step.begun}
          onCancel={leave}
          onDone={(codes) => {
            announce(words.turnedOn);
            showCodes(codes);
          }}
        />
      )}
      {step.kind === 'codes' && <SecondFactorCodes codes={step.codes} address={session.address} onStored={onStored ?? leave} />}
      {step.kind === 'none' && state.isPending && <Spinner label={words.loading} />}
      {step.kind === 'none' && state.isError && state.data === undefined && (
        <FailureNote failure={failureOf(state.error)} actions={<Button onClick={() => void state.refetch()}>{words.retry}</Button>} />
      )}
      {step.kind === 'none' && state.data?.since === null && <SecondFactorBegin session={session} onBegun={(begun) => setStep({ kind: 'app', begun })} />}
      {step.kind === 'none' && typeof state.data?.since === 'number' && (
        <SecondFactorChange
          session={session}
          since={state.data.since}
          codesLeft={state.data.codesLeft}
          onCodes={showCodes}
          onOff={() => {
            announce(words.turnedOff);
            void changed();
            // Where the practice asks for one, nothing else is open now.
            void refresh();
          }}
        />
      )}
    </Section>
  );
}
