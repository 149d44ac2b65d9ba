// Shows a failure in words, and has screen readers say it.
import type { ReactNode } from 'react';
import { text } from '../text/access.ts';
import { Callout } from './callout.tsx';
import type { Failure } from './use-action.ts';

export function FailureNote({ failure, actions }: { failure: Failure | null; actions?: ReactNode }) {
  if (failure === null) return null;
  const words = text.failure(failure);
  return (
    <Callout tone="danger" role="alert" title={words.title} actions={actions}>
      <p>{words.text}</p>
    </Callout>
  );
}
