// The secrets of an account, computed from outside of its browser: the same person logs in once more with the password, and
// opens everything that only the vault's worker should hold.
import {
  deriveStateKey, finishLogin, fromBase64Url, kemSeeds, kitUnlockKey, normaliseAddress, openAccount, openMessage, parseKit, passwordUnlockKey, ready,
  startLogin, unwrapAccountKey, verifyIdentityChain, type Id, type ManifestAttachment,
} from '#crypto';
import { answer, createApi, type ApiClient } from '../../web/session/api.ts';
import { withoutSecondFactor } from './client.ts';
import { fetchWithCookies } from './cookie-fetch.ts';
import type { Secrets } from './secret-traces.ts';

export type AccountSecrets = { api: ApiClient; secrets: Record<string, Uint8Array>; attachments: ManifestAttachment[] };

/** `message`: the id of one that this account has sent, whose attachments' keys are wanted too. */
export async function accountSecrets(origin: string, who: { address: string; password: string; message?: string }): Promise<AccountSecrets> {
  await ready();
  const api = createApi({ origin, fetch: fetchWithCookies(origin), retryDelays: [] });
  const address = normaliseAddress(who.address);
  const { state, request } = await startLogin(who.password);
  const { login, response } = await answer(api.login.start.$post({ json: { address, request } }));
  const proved = await finishLogin({ password: who.password, state, response, address });
  if (proved === null) throw new Error('cannot log in');
  const { session, wrap, share } = withoutSecondFactor(await answer(api.login.finish.$post({ json: { login, finish: proved.finish } })));
  const account = session.account as Id;
  const unlockKey = await passwordUnlockKey(proved.exportKey);
  const accountKey = await unwrapAccountKey(unlockKey, { account, name: 'password', version: wrap.version }, fromBase64Url(wrap.sealed));
  const { root } = await answer(api.state.$get());
  const { blobs } = await answer(api.state.read.$post({ json: { names: ['keyring'] } }));
  const [blob] = blobs;
  if (!root || !blob) throw new Error('no state');
  const { keyring } = await openAccount(accountKey, {
    account, root: { version: root.version, sealed: fromBase64Url(root.sealed) }, keyring: { version: blob.version, sealed: fromBase64Url(blob.sealed) },
  });
  const attachments: ManifestAttachment[] = [];
  if (who.message !== undefined) {
    const { row, container } = await answer(api.messages[':id'].$get({ param: { id: who.message }, query: {} }));
    const { results } = await answer(api.accounts.lookup.$post({ json: { accounts: [account] } }));
    const chain = await verifyIdentityChain(results[0]?.identities ?? []);
    const { manifest } = await openMessage(fromBase64Url(container), {
      kemSeeds: kemSeeds(keyring), stanza: row.stanza, self: [address], role: 'sender',
      expect: { id: row.id as Id, thread: row.thread as Id, inReplyTo: row.inReplyTo as Id | null, sender: account, notice: row.notice, typeClass: row.typeClass, expires: row.expires },
      senderIdentity: async ({ identity }) => chain.find(({ hash }) => hash === identity) ?? null,
    });
    attachments.push(...manifest.attachments);
  }
  const secrets = {
    exportKey: proved.exportKey, unlockKey, accountKey, stateKey: await deriveStateKey(accountKey), share: fromBase64Url(share),
    signSeed: keyring.sign.current, ...Object.fromEntries(kemSeeds(keyring).map((seed, index) => [`kemSeed${index}`, seed])),
    ...Object.fromEntries(attachments.map(({ key, name }) => [`key of ${name}`, fromBase64Url(key)])),
  };
  return { api, secrets, attachments };
}

/** What the 24 words stand for. */
export async function kitSecrets(words: readonly string[]): Promise<Secrets> {
  const entropy = parseKit(words.join(' '));
  return { kitWords: words, kitEntropy: entropy, kitUnlockKey: await kitUnlockKey(entropy) };
}
