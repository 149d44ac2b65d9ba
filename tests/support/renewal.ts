// Re-key, recovery with the kit and starting again, as test clients do them.
import {
  createKeyring, createPractice, fromBase64Url, identityHash, kitProof, kitUnlockKey, openAccount, parseKit, prepareRekey, signMember, toBase64Url, unwrapAccountKey,
  type ExportKey, type Id, type PreparedRekey, type Rekey, type RekeyReason, type SignedObject,
} from '#crypto';
import { ok } from './browser-stand-in.ts';
import { type Keys, makeAccount, type TestClient, wireAccount, wireState, wireWraps } from './client.ts';

export function wireRekey({ wraps, kitProofHash, state, identity, kemPublicKey, revoke }: Rekey) {
  return {
    wraps: wireWraps(wraps),
    kitProofHash: toBase64Url(kitProofHash),
    state: wireState(state),
    identity,
    kemPublicKey: toBase64Url(kemPublicKey),
    revoke,
  };
}

/** A re-key of an account that is open, ready to be sent. */
export async function prepare(client: TestClient, { exportKey, reason = 'renewal' }: { exportKey: ExportKey; reason?: RekeyReason }): Promise<PreparedRekey> {
  const { accountKey, keyring, root, identity } = client.unlocked;
  const names = Object.keys(root.blobs);
  const { blobs } = await ok(client.api.state.read.$post({ json: { names } }));
  const { wraps } = await ok(client.api.wraps.$get());
  const versionOf = (name: string) => wraps.find((wrap) => wrap.name === name)?.version ?? 0;
  return await prepareRekey({
    account: client.account,
    address: client.address,
    reason,
    exportKey,
    accountKey,
    keyring,
    root,
    blobs: blobs.map(({ name, version, sealed }) => ({ name, version, sealed: fromBase64Url(sealed) })),
    identity,
    wrapVersions: { password: versionOf('password'), kit: versionOf('kit') },
  });
}

export function adopt(client: TestClient, { accountKey, keyring, root, rekey, words }: PreparedRekey): void {
  const { identity, kemPublicKey } = rekey;
  client.keys = { accountKey, keyring, root, identity, kemPublicKey, kit: parseKit(words.join(' ')) };
}

/** A new kit and new keys, with the password as it is. */
export async function renewKit(client: TestClient, reason: RekeyReason = 'renewal', code?: string): Promise<PreparedRekey> {
  const proved = await client.prove();
  if (proved === null) throw new Error('wrong password');
  const { reauth } = await ok(client.api.reauthenticate.$post({ json: { login: proved.login, finish: proved.finish } }));
  const prepared = await prepare(client, { exportKey: proved.exportKey, reason });
  await ok(client.api.rekey.$post({ json: { reauth, rekey: wireRekey(prepared.rekey), ...(code === undefined ? {} : { code }) } }));
  adopt(client, prepared);
  return prepared;
}

/** Everything of POST /api/recovery/finish, with the kit's words and a new password. */
export async function recoveryBody(client: TestClient, { kit, password }: { kit: Keys['kit']; password: string }) {
  const proof = toBase64Url(await kitProof(kit));
  const begin = (request: string) => ok(client.api.recovery.start.$post({ json: { address: client.person.address, proof, request } }));
  const { started, record, exportKey } = await client.register(begin, password);
  const account = started.account as Id;
  const scope = { account, name: 'kit', version: started.wrap.version } as const;
  const accountKey = await unwrapAccountKey(await kitUnlockKey(kit), scope, fromBase64Url(started.wrap.sealed));
  const blobs = started.state.blobs.map(({ name, version, sealed }) => ({ name, version, sealed: fromBase64Url(sealed) }));
  const keyring = blobs.find(({ name }) => name === 'keyring');
  const identity = started.identities.at(-1);
  if (keyring === undefined || identity === undefined) throw new Error('the account is not whole');
  const root = { version: started.state.root.version, sealed: fromBase64Url(started.state.root.sealed) };
  const opened = await openAccount(accountKey, { account, root, keyring });
  const wrapVersions = { password: started.passwordWrapVersion, kit: started.wrap.version };
  const prepared = await prepareRekey({
    account, address: client.address, reason: 'renewal', exportKey, accountKey, keyring: opened.keyring, root: opened.root, blobs, identity, wrapVersions,
  });
  return { account, prepared, body: { recovery: started.recovery, record, rekey: wireRekey(prepared.rekey) } };
}

export async function recover(client: TestClient, using: { kit: Keys['kit']; password: string }): Promise<void> {
  const { account, prepared, body } = await recoveryBody(client, using);
  await ok(client.api.recovery.finish.$post({ json: body }));
  client.account = account;
  client.person = { ...client.person, password: using.password };
  adopt(client, prepared);
}

/** Everything of POST /api/restart/finish: an owner who has only the operator's link. */
export async function restartBody(client: TestClient, token: string) {
  const begin = (request: string) => ok(client.api.restart.start.$post({ json: { token, request } }));
  const { started, record, exportKey } = await client.register(begin);
  const account = started.account as Id;
  const previous = started.identities.at(-1) as SignedObject;
  const practice = started.practice;
  if (practice === null) throw new Error('no practice');
  const made = await makeAccount({ address: client.address, exportKey, account, keyring: createKeyring(), previous, restart: true });
  const identity = await identityHash(made.identity);
  const practiceObject = await createPractice(made.keyring, { practice: practice.id as Id, owner: account, name: practice.name });
  const member = await signMember(made.keyring, { practice: practice.id as Id, account, identity, role: 'owner', administrator: account });
  const { wraps, kitProofHash, state, kemPublicKey } = wireAccount(made, { record, name: client.person.name });
  const rekey = { wraps, kitProofHash, state, identity: made.identity, kemPublicKey, revoke: null };
  return { made, body: { restart: started.restart, record, rekey, practiceObject, member } };
}
