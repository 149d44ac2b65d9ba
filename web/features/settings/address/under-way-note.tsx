// Says on every device, among the settings, that the account is about to get another address: whoever did not ask for it stops it in time.
'use client';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../../session/query-keys.ts';
import { server } from '../../../session/server.ts';
import { text } from '../../../text/index.ts';
import { Callout } from '../../../ui/callout.tsx';
import { Link } from '../../../ui/link.tsx';
import { paths } from '../../../ui/paths.ts';

const words = text.settings.profile.underWay;

export function UnderWayNote() {
  const query = useQuery({ queryKey: queryKeys.addressChange, queryFn: server.addressChange, refetchOnMount: 'always', gcTime: 0 });
  const change = query.data?.change ?? null;
  if (change === null) return null;
  return (
    <Callout tone="info" title={words.title(change.address)} actions={<Link href={paths.address}>{words.look}</Link>}>
      {words.text(change.askedAt)}
    </Callout>
  );
}
