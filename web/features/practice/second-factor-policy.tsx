// Whether all members need a second factor: who asks for it must have one, and sees how many have none.
'use client';

import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { roster } from '../../session/roster.ts';
import { useSession } from '../../session/session-provider.tsx';
import { text } from '../../text/index.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Link } from '../../ui/link.tsx';
import { paths } from '../../ui/paths.ts';

const words = text.practice.secondFactor;

export function SecondFactorPolicy({ required, onChange }: { required: boolean; onChange: (required: boolean) => void }) {
  const { session } = useSession();
  const { data } = useQuery({ queryKey: queryKeys.roster, queryFn: () => roster.list() });
  const own = data?.members.find(({ account }) => account === session?.account)?.secondFactor === true;
  const missing = data?.members.filter(({ secondFactor }) => !secondFactor).length ?? 0;
  const locked = !own && !required;
  return (
    <Checkbox
      label={words.label}
      description={
        <>
          {words.hint} {!locked && missing > 0 && words.missing(missing)}
          {locked && (
            <>
              {words.ownFirst} <Link href={paths.settings}>{words.settings}</Link>
            </>
          )}
        </>
      }
      checked={required}
      disabled={locked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
