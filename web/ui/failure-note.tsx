// Shows a failure in words, and has screen readers say it.
import type { ReactNode } from 'react';
import { text } from '../text/access.ts';
import type { FailureWords } from '../text/en/failures.ts';
import { Callout } from './callout.tsx';
import type { Failure } from './use-action.ts';

export type FailureNoteProps = {
  failure: Failure | null;
  /** Better words than the general ones, by code, where the place tells more. */
  words?: Readonly<Record<string, FailureWords>>;
  actions?: ReactNode;
};

const none: NonNullable<FailureNoteProps['words']> = {};

export function FailureNote({ failure, words: own = none, actions }: FailureNoteProps) {
  if (failure === null) return null;
  const words = own[failure.code] ?? text.failure(failure);
  return (
    <Callout tone="danger" role="alert" title={words.title} actions={actions}>
      <p>{words.text}</p>
    </Callout>
  );
}
