// Confirming one's address by the mailed link: who and which practice first, then one button.
'use client';
import { server } from '../../session/server.ts';
import { text } from '../../text/entering.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { IncompleteLink } from '../../ui/incomplete-link.tsx';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';
import { isWholeToken } from '../../ui/whole-link.ts';
import { ConfirmationQuestion } from './confirmation-question.tsx';

const words = text.confirmation;

export function Confirmation() {
  const query = useQuery();
  const asked = query?.get('token') ?? '';
  const token = isWholeToken(asked) ? asked : null;
  const view = useLoaded(token, () => server.viewConfirmation(token ?? ''));

  if (query !== null && token === null) return <IncompleteLink />;
  if (view.status === 'loading') {
    return (
      <>
        <Heading>{words.title}</Heading>
        <Spinner label={words.loading} />
      </>
    );
  }
  if (view.status === 'failed') {
    if (['not_found', 'confirmation_expired'].includes(view.failure.code)) return <Expired />;
    return (
      <>
        <Heading>{words.title}</Heading>
        <FailureNote failure={view.failure} actions={<Button onClick={view.retry}>{words.retry}</Button>} />
      </>
    );
  }
  if (view.data.status === 'expired') return <Expired />;
  return <ConfirmationQuestion token={token ?? ''} view={view.data} />;
}

export function Expired() {
  return (
    <NoticeStep
      title={words.expiredTitle}
      action={
        <ButtonLink href="/login" variant="primary">
          {words.logIn}
        </ButtonLink>
      }
    >
      <p>{words.expiredText}</p>
    </NoticeStep>
  );
}
