// What the mailed links of a change of address lead to: what they stand for first, then the buttons of that mailbox.
'use client';
import { server } from '../../session/server.ts';
import { text } from '../../text/address-change.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Heading } from '../../ui/heading.tsx';
import { IncompleteLink } from '../../ui/incomplete-link.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { NoticeStep } from '../../ui/notice-step.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';
import { isWholeToken } from '../../ui/whole-link.ts';
import type { LinkView } from './link-view.ts';
import { NewMailbox } from './new-mailbox.tsx';
import { OldMailbox } from './old-mailbox.tsx';

const words = text.addressChange.link;

export function AddressLink({ mailbox }: { mailbox: LinkView['mailbox'] }) {
  const query = useQuery();
  const asked = query?.get('token') ?? '';
  const token = isWholeToken(asked) ? asked : null;
  const view = useLoaded(token, () => server.viewAddressChange(token ?? ''));
  const title = mailbox === 'new' ? words.newTitle : words.oldTitle;

  if (query !== null && token === null) return <IncompleteLink />;
  if (view.status === 'loading') {
    return (
      <>
        <Heading>{title}</Heading>
        <Spinner label={words.loading} />
      </>
    );
  }
  if (view.status === 'failed') {
    if (view.failure.code === 'address_change_expired') return <Expired />;
    return (
      <>
        <Heading>{title}</Heading>
        <FailureNote failure={view.failure} actions={<Button onClick={view.retry}>{words.retry}</Button>} />
      </>
    );
  }
  const { data } = view;
  if (data.status === 'done') {
    return (
      <NoticeStep title={words.doneTitle} action={<LogIn />}>
        <p>{words.done(data.to)}</p>
      </NoticeStep>
    );
  }
  // A link to one mailbox under the other's path is none that was mailed.
  if (data.status !== 'open' || data.mailbox !== mailbox) return <Expired />;
  return mailbox === 'new' ? <NewMailbox token={token ?? ''} view={data} /> : <OldMailbox token={token ?? ''} view={data} />;
}

function Expired() {
  return (
    <NoticeStep title={words.expiredTitle} action={<LogIn />}>
      <p>{words.expired}</p>
    </NoticeStep>
  );
}

function LogIn() {
  return (
    <ButtonLink href="/login" variant="primary">
      {words.logIn}
    </ButtonLink>
  );
}
