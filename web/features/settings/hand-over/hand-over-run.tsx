// A hand-over under way: it begins to work at once, can be stopped, and goes on where it was.
'use client';
import { useEffect, useRef, useState } from 'react';
import { useVault } from '../../../session/session-provider.tsx';
import type { HandOverProgress } from '../../../session/vault-api/hand-over.ts';
import { text } from '../../../text/hand-over.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { FormActions } from '../../../ui/form.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { announce } from '../../../ui/toasts.ts';
import { type Failure, failureOf, useAction } from '../../../ui/use-action.ts';
import { Section } from '../section.tsx';

const words = text.handOver.run;

type HandOverRunProps = { begun: HandOverProgress; onEnded: () => void };

export function HandOverRun({ begun, onEnded }: HandOverRunProps) {
  const vault = useVault();
  const { progress, going, failure, goOn, stop } = useSteps(begun);
  const { done, total, refused, complete } = progress;
  const end = useAction(async () => {
    stop();
    await vault.endHandOver();
    announce(done > 0 ? words.done : words.nothing);
    onEnded();
  });
  return (
    <Section title={words.title(progress.to.address)} {...(going && { hint: words.leave })}>
      <Progress label={words.progress(done, total)} value={total === 0 ? 1 : (done + refused) / total} tone={going || complete ? 'accent' : 'paused'} />
      {complete && (
        <Callout tone={done > 0 ? 'sealed' : 'open'} role="status" title={done > 0 ? words.complete(done) : words.nothing}>
          {done > 0 && <p>{words.tell}</p>}
        </Callout>
      )}
      {refused > 0 && (
        <Callout tone="danger" role="status">
          <p>{words.refused(refused)}</p>
        </Callout>
      )}
      {!going && !complete && failure === null && <p role="status">{words.stopped}</p>}
      <FailureNote failure={end.failure ?? failure} words={text.handOver.failures} />
      <FormActions>
        {complete ? (
          <Button variant="primary" busy={end.busy} onClick={() => void end.run()}>
            {words.end}
          </Button>
        ) : (
          <>
            {going ? <Button onClick={stop}>{words.stop}</Button> : <Button variant="primary" onClick={goOn}>{words.goOn}</Button>}
            <Button busy={end.busy} title={words.endEarlyHint} onClick={() => void end.run()}>
              {words.endEarly}
            </Button>
          </>
        )}
      </FormActions>
    </Section>
  );
}

/** Step by step until it is complete, is stopped, fails, or the page is left. */
function useSteps(begun: HandOverProgress) {
  const vault = useVault();
  const [progress, setProgress] = useState(begun);
  const [going, setGoing] = useState(!begun.complete);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef(begun);
  const wanted = useRef(0);
  useEffect(() => {
    if (!going) return undefined;
    const turn = (wanted.current += 1);
    const work = async () => {
      try {
        while (!latest.current.complete && wanted.current === turn) {
          latest.current = await vault.goOnHandingOver();
          setProgress(latest.current);
        }
      } catch (error) {
        if (wanted.current === turn) setFailure(failureOf(error));
      }
      if (wanted.current === turn) setGoing(false);
    };
    void work();
    return () => {
      wanted.current += 1;
    };
  }, [going, vault]);
  const goOn = () => {
    setFailure(null);
    setGoing(true);
  };
  return { progress, going, failure, goOn, stop: () => setGoing(false) };
}
