// Changing an account's address, as its owner does it.
import { finishRegistration, normaliseAddress, prepareRekey, startRegistration, fromBase64Url, type PreparedRekey } from '#crypto';
import { mailedToken } from '../../server/mailed-token.ts';
import { ok, type Answer } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';
import { adopt, wireRekey } from './renewal.ts';

export const CHANGE = 'POST /api/address-change';
export const FINISH = 'POST /api/address-change/finish';

export async function ask(client: TestClient, address: string, given: { code?: string } = {}): Promise<Answer> {
  return await client.call(CHANGE, { body: { reauth: await client.reauthenticate(), address, ...given } });
}

/** The tokens of the links in the two mails about what was asked for last. */
export async function links({ server, account }: TestClient): Promise<{ toNew: string; toOld: string }> {
  const change = await server.database.selectFrom('address_changes').select('id').where('account_id', '=', account).orderBy('asked_at', 'desc').orderBy('status').executeTakeFirstOrThrow();
  const token = (purpose: 'new-address' | 'old-address') => mailedToken(server.parts.secrets, { purpose, id: change.id });
  return { toNew: token('new-address'), toOld: token('old-address') };
}

export async function answerFromNew(client: TestClient): Promise<void> {
  await ok(client.api['address-change'].answer.$post({ json: { token: (await links(client)).toNew } }));
}

export async function agreeFromOld(client: TestClient): Promise<void> {
  await ok(client.api['address-change'].agree.$post({ json: { token: (await links(client)).toOld } }));
}

/** Everything of the last step but sending it. `change` alters what an honest browser would prepare. */
export async function finishBody(client: TestClient, address: string, change: { addressChanges?: false; address?: string } = {}) {
  const to = normaliseAddress(address);
  const { state, request } = await startRegistration(client.person.password);
  const started = await ok(client.api['address-change'].start.$post({ json: { reauth: await client.reauthenticate(), request } }));
  const { record, exportKey } = await finishRegistration({ password: client.person.password, state, response: started.response, address: to });
  const { accountKey, keyring, root, identity } = client.unlocked;
  const { blobs } = await ok(client.api.state.read.$post({ json: { names: Object.keys(root.blobs) } }));
  const { wraps } = await ok(client.api.wraps.$get());
  const versionOf = (name: string) => wraps.find((wrap) => wrap.name === name)?.version ?? 0;
  const prepared = await prepareRekey({
    account: client.account,
    address: normaliseAddress(change.address ?? address),
    ...(change.addressChanges ?? true ? { addressChanges: true as const } : {}),
    reason: 'renewal',
    exportKey, accountKey, keyring, root, identity,
    blobs: blobs.map(({ name, version, sealed }) => ({ name, version, sealed: fromBase64Url(sealed) })),
    wrapVersions: { password: versionOf('password'), kit: versionOf('kit') },
  });
  return { prepared, body: { ticket: started.ticket, record, rekey: wireRekey(prepared.rekey) } };
}

/** The account goes by its new address from now on. */
export function adoptAddress(client: TestClient, { prepared, address }: { prepared: PreparedRekey; address: string }): void {
  adopt(client, prepared);
  client.person = { ...client.person, address };
}

/** The whole way, with both mailboxes. */
export async function changeAddress(client: TestClient, address: string): Promise<void> {
  const asked = await ask(client, address);
  if (asked.status !== 204) throw new Error(`not asked: ${asked.status}`);
  await answerFromNew(client);
  await agreeFromOld(client);
  const { prepared, body } = await finishBody(client, address);
  await ok(client.api['address-change'].finish.$post({ json: body }));
  adoptAddress(client, { prepared, address });
}
