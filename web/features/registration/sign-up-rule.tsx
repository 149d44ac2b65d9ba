// Stands before the form: where this server takes no new practices, or only with a link, nobody fills it in for nothing.
'use client';
import type { ReactNode } from 'react';
import { server } from '../../session/server.ts';
import { text } from '../../text/access.ts';
import { Callout } from '../../ui/callout.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';

const words = text.registration;

export function SignUpRule({ children }: { children: ReactNode }) {
  const query = useQuery();
  const settings = useLoaded('settings', server.settings);
  // Where the rule is not known, the answer to signing up says it.
  const rule = settings.status === 'ready' ? settings.data.signUp : 'open';
  const tokenMissing = rule === 'token' && query?.has('token') === false;
  if (rule !== 'closed' && !tokenMissing) {
    return (
      <>
        <p>{words.invited}</p>
        {children}
      </>
    );
  }
  return (
    <Callout tone="info" title={tokenMissing ? words.tokenNeeded : words.closed}>
      {words.invited}
    </Callout>
  );
}
