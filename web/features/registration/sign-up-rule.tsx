// Says beforehand where this server takes no new practices, or only with a link.
'use client';
import { server } from '../../session/server.ts';
import { text } from '../../text/access.ts';
import { Callout } from '../../ui/callout.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useQuery } from '../../ui/use-query.ts';

const words = text.registration;

export function SignUpRule() {
  const query = useQuery();
  const settings = useLoaded('settings', server.settings);
  // Where the rule is not known, the answer to signing up says it.
  const rule = settings.status === 'ready' ? settings.data.signUp : 'open';
  const tokenMissing = rule === 'token' && query?.has('token') === false;
  if (rule !== 'closed' && !tokenMissing) return <p>{words.invited}</p>;
  return (
    <Callout tone="info" title={tokenMissing ? words.tokenNeeded : words.closed}>
      {words.invited}
    </Callout>
  );
}
