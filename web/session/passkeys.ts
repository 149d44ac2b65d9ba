// One's own passkeys, as far as it needs no keys: which there are, their names, and one's answer where a change asks for it.
import { answer, settled } from './api.ts';
import { askPasskey } from './passkey-request.ts';
import { api } from './server.ts';
import type { Id } from './vault-api/id.ts';
import type { PasskeyAssertion } from './vault-api/second-factor.ts';

export type Passkey = Awaited<ReturnType<typeof passkeys.list>>[number];

export const passkeys = {
  list: async () => (await answer(api().passkeys.$get())).passkeys,
  rename: ({ id, name }: { id: Id; name: string }) => settled(api().passkeys[':id'].$patch({ param: { id }, json: { name } })),
  /** The second factor for a change, by any of one's passkeys. */
  prove: async (): Promise<PasskeyAssertion> => (await askPasskey({ ...(await answer(api().passkeys.challenge.$post())), input: null })).assertion,
};
