// A person with a browser: signs up, logs in, keeps sealed state, all with the real cryptography and over the real API.
// What they write and read stands in correspondence.ts.
import {
  createAccountKey, createIdentity, createKeyring, createKit, createPractice, finishLogin, finishRegistration, identityHash, type KitEntropy,
  type Keyring, newId, normaliseAddress, openAccount, passwordUnlockKey, ready, sealAccount, sealRoot, sealState, signMember, startLogin,
  startRegistration, toBase64Url, fromBase64Url, deriveStateKey, fingerprint, unwrapAccountKey,
  type AccountKey, type Address, type ExportKey, type Id, type KemPublicKey, type SealedAccount, type SignedObject, type StateChange, type StateRoot,
} from '#crypto';
import { BrowserStandIn, ok } from './browser-stand-in.ts';
import type { TestServer } from './test-server.ts';

export type Person = { address: string; name: string; password: string };

/** What only the browser knows while somebody is logged in. */
export type Keys = {
  accountKey: AccountKey;
  keyring: Keyring;
  root: StateRoot;
  identity: SignedObject;
  kemPublicKey: KemPublicKey;
  kit: KitEntropy;
};

export type MadeAccount = Keys & { account: Id; exportKey: ExportKey; sealed: SealedAccount };

/** What a log-in opened for which the password was enough. */
export function withoutSecondFactor<Opened extends object>(proof: Opened): Exclude<Opened, { secondFactor: string }> {
  if ('secondFactor' in proof) throw new Error('a second factor is asked for');
  return proof as Exclude<Opened, { secondFactor: string }>;
}

let counter = 0;

export function somebody(given: Partial<Person> = {}): Person {
  counter += 1;
  return { address: `person${counter}@practice.example`, name: `Person ${counter}`, password: `correct horse ${counter}`, ...given };
}

export function wireState({ expectedVersion, root, put, remove }: StateChange) {
  const seal = <Blob extends { sealed: Uint8Array }>(blob: Blob) => ({ ...blob, sealed: toBase64Url(blob.sealed) });
  return { expectedVersion, root: seal(root), put: put.map(seal), remove: [...remove] };
}

export function wireWraps(wraps: SealedAccount['wraps']) {
  return wraps.map(({ name, version, sealed }) => ({ name, version, sealed: toBase64Url(sealed) }));
}

/** Account key, keyring, kit, identity and first state, as the browser makes them at a registration. */
export async function makeAccount(made: {
  address: Address; exportKey: ExportKey; account?: Id; keyring?: Keyring; previous?: SignedObject; restart?: true;
}): Promise<MadeAccount> {
  const { address, exportKey, account = newId(), keyring = createKeyring() } = made;
  const accountKey = createAccountKey();
  const kit = createKit().entropy;
  const chain = made.previous === undefined ? {} : { previous: made.previous };
  const { identity, kemPublicKey } = await createIdentity(keyring, { account, address, ...chain, ...(made.restart === undefined ? {} : { restart: true }) });
  const versions = { passwordWrap: 1, kitWrap: 1, keyring: 1, root: 1 };
  const sealed = await sealAccount({ account, accountKey, keyring, exportKey, kit, versions, blobs: [] });
  return { account, accountKey, keyring, root: sealed.root, identity, kemPublicKey, kit, exportKey, sealed };
}

/** The part that every registration sends. */
export function wireAccount({ account, sealed, identity, kemPublicKey }: MadeAccount, { record, name }: { record: string; name: string }) {
  return {
    account,
    record,
    name,
    wraps: wireWraps(sealed.wraps),
    kitProofHash: toBase64Url(sealed.kitProofHash),
    state: wireState(sealed.state),
    identity,
    kemPublicKey: toBase64Url(kemPublicKey),
  };
}

export class TestClient extends BrowserStandIn {
  person: Person;
  account: Id = '' as Id;
  practice: Id | null = null;
  keys: Keys | null = null;

  constructor(server: TestServer, person: Person = somebody(), options: { clientAddress?: string } = {}) {
    super(server, options);
    this.person = person;
  }

  get address(): Address {
    return normaliseAddress(this.person.address);
  }

  get unlocked(): Keys {
    if (this.keys === null) throw new Error('not logged in');
    return this.keys;
  }

  /** OPAQUE's browser half for whatever route begins a registration. */
  async register<Started extends { response: string }>(
    begin: (request: string) => Promise<Started>, password = this.person.password,
  ): Promise<{ started: Started; record: string; exportKey: ExportKey }> {
    await ready();
    const { state, request } = await startRegistration(password);
    const started = await begin(request);
    return { started, ...(await finishRegistration({ password, state, response: started.response, address: this.address })) };
  }

  /** Everything of POST /api/sign-up/finish. */
  async signUpBody(token?: string) {
    const { address, name } = this.person;
    const begin = (request: string) => ok(this.api['sign-up'].start.$post({ json: { address, request, ...(token === undefined ? {} : { token }) } }));
    const { started, record, exportKey } = await this.register(begin);
    const made = await makeAccount({ address: this.address, exportKey });
    const practice = { id: newId(), name: `Practice of ${name}` };
    const { account, keyring } = made;
    const practiceObject = await createPractice(keyring, { practice: practice.id, owner: account, name: practice.name });
    const identity = await identityHash(made.identity);
    const member = await signMember(keyring, { practice: practice.id, account, identity, role: 'owner', administrator: account });
    const body = { signUp: started.signUp, ...wireAccount(made, { record, name }), practice, practiceObject, member };
    return { made, practice, body };
  }

  async signUp(token?: string): Promise<this> {
    const { made, practice, body } = await this.signUpBody(token);
    await ok(this.api['sign-up'].finish.$post({ json: body }));
    this.practice = practice.id;
    this.enter(made);
    return this;
  }

  enter({ account, ...keys }: MadeAccount): void {
    this.account = account;
    this.keys = keys;
  }

  async confirm(): Promise<this> {
    await ok(this.api.confirm.$post({ json: { token: await this.server.confirmationToken(this.address) } }));
    return this;
  }

  /** The finish message that proves the password; null where the password is wrong. */
  async prove(
    password = this.person.password, options: { existing?: true } = {},
  ): Promise<{ login: string; finish: string; exportKey: ExportKey } | null> {
    await ready();
    const { state, request } = await startLogin(password);
    const { login, response } = await ok(this.api.login.start.$post({ json: { address: this.person.address, request, ...options } }));
    const finished = await finishLogin({ password, state, response, address: this.address });
    return finished === null ? null : { login, ...finished };
  }

  async logIn(password = this.person.password): Promise<this> {
    const proved = await this.prove(password);
    if (proved === null) throw new Error('wrong password');
    const { session, wrap } = withoutSecondFactor(await ok(this.api.login.finish.$post({ json: { login: proved.login, finish: proved.finish } })));
    this.account = session.account as Id;
    const scope = { account: this.account, name: 'password', version: wrap.version } as const;
    await this.unlock(await unwrapAccountKey(await passwordUnlockKey(proved.exportKey), scope, fromBase64Url(wrap.sealed)));
    return this;
  }

  private async unlock(accountKey: AccountKey): Promise<void> {
    const { account } = this;
    const state = await ok(this.api.state.$get());
    const [keyring] = (await ok(this.api.state.read.$post({ json: { names: ['keyring'] } }))).blobs;
    if (keyring === undefined) throw new Error('no keyring');
    const opened = await openAccount(accountKey, {
      account,
      root: { version: state.root.version, sealed: fromBase64Url(state.root.sealed) },
      keyring: { version: keyring.version, sealed: fromBase64Url(keyring.sealed) },
    });
    const [self] = (await ok(this.api.accounts.lookup.$post({ json: { accounts: [account] } }))).results;
    const identity = self?.identities.at(-1);
    if (self === undefined || identity === undefined) throw new Error('no identity');
    const kemPublicKey = fromBase64Url(self.kemPublicKey) as KemPublicKey;
    this.keys = { accountKey, keyring: opened.keyring, root: opened.root, identity, kemPublicKey, kit: this.keys?.kit ?? createKit().entropy };
  }

  async reauthenticate(): Promise<string> {
    const proved = await this.prove();
    if (proved === null) throw new Error('wrong password');
    return (await ok(this.api.reauthenticate.$post({ json: { login: proved.login, finish: proved.finish } }))).reauth;
  }

  /** A change of state that writes one blob. */
  async stateChange(name: string, content: Uint8Array): Promise<{ change: StateChange; root: StateRoot }> {
    const { accountKey, root } = this.unlocked;
    const { account } = this;
    const stateKey = await deriveStateKey(accountKey);
    const version = (root.blobs[name]?.version ?? 0) + 1;
    const sealed = await sealState(stateKey, { account, name, version }, content);
    const next: StateRoot = { version: root.version + 1, blobs: { ...root.blobs, [name]: { version, sha256: await fingerprint(sealed) } } };
    const change = { expectedVersion: root.version, root: { version: next.version, sealed: await sealRoot(stateKey, { account }, next) }, put: [{ name, version, sealed }], remove: [] };
    return { change, root: next };
  }

  async saveState(name: string, content: Uint8Array): Promise<void> {
    const { change, root } = await this.stateChange(name, content);
    await ok(this.api.state.$put({ json: wireState(change) }));
    this.unlocked.root = root;
  }
}

/** A confirmed owner of a practice of their own. */
export async function founder(server: TestServer, person: Partial<Person> = {}): Promise<TestClient> {
  return await (await new TestClient(server, somebody(person)).signUp()).confirm();
}
