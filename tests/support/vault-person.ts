// A person whose browser runs the real vault, without the browser: the same engine as in the worker, on the real application.
import { openSegment } from '#crypto';
import { createApi } from '../../web/session/api.ts';
import { createSegmentSealer } from '../../web/session/segment-sealer.ts';
import type { DeviceStore } from '../../web/session/vault/device-store.ts';
import { createMemoryDevice } from '../../web/session/vault/memory-device.ts';
import { createVault, type VaultEngine } from '../../web/session/vault/vault.ts';
import type { RecoveryKit } from '../../web/session/vault-api/account.ts';
import type { DeviceName, Draft } from '../../web/session/vault-api/drafts.ts';
import { VaultError } from '../../web/session/vault-error.ts';
import { BrowserStandIn } from './browser-stand-in.ts';
import { somebody, type Person } from './client.ts';
import type { TestServer } from './test-server.ts';

type Fetch = typeof fetch;
/** Sees every request before the server does: may answer in its place, break it or change what comes back. */
export type Interception = (request: { method: string; path: string; init: RequestInit }, pass: () => Promise<Response>) => Promise<Response>;

export type Options = { person?: Partial<Person>; device?: DeviceStore };

export class VaultPerson {
  readonly person: Person;
  readonly server: TestServer;
  readonly browser: BrowserStandIn;
  readonly device: DeviceStore;
  vault: VaultEngine;
  intercept: Interception | null = null;
  kit: RecoveryKit | null = null;
  deviceName: DeviceName | null = { browser: 'Chrome', system: 'Linux' };
  /** Added to this person's clock. */
  clockSkew = 0;

  constructor(server: TestServer, { person = {}, device = createMemoryDevice() }: Options = {}) {
    this.server = server;
    this.person = somebody(person);
    this.browser = new BrowserStandIn(server);
    this.device = device;
    this.vault = this.newVault();
  }

  get address(): string {
    return this.person.address;
  }

  private readonly fetch: Fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const pass = () => this.browser.fetch(url, init);
    const { intercept } = this;
    if (!intercept) return pass();
    return intercept({ method: init.method ?? 'GET', path: new URL(url).pathname, init }, pass);
  };

  private newVault(): VaultEngine {
    const origin = this.server.parts.settings.publicUrl;
    const api = createApi({ origin, fetch: this.fetch, retryDelays: [] });
    return createVault({ api, fetch: this.fetch, openSegment, device: this.device, deviceName: this.deviceName, origin, now: () => this.server.parts.clock() + this.clockSkew });
  }

  /** As after a reload of the page: the worker and its keys are gone, cookies and device store stay. */
  reload(): void {
    this.vault = this.newVault();
  }

  /** The same person at another browser. */
  elsewhere(): VaultPerson {
    return new VaultPerson(this.server, { person: this.person });
  }

  async signUp(): Promise<this> {
    const { address, name, password } = this.person;
    this.kit = await this.vault.signUp({ practiceName: `Practice of ${name}`, name, address, password, token: null });
    return this;
  }

  async confirm(): Promise<this> {
    const answer = await this.browser.call('POST /api/confirm', { body: { token: await this.server.confirmationToken(this.address) } });
    if (answer.status !== 200) throw new Error(`not confirmed: ${answer.status}`);
    await this.vault.session();
    return this;
  }

  async logIn(): Promise<this> {
    const { address, password } = this.person;
    await this.vault.logIn({ address, password });
    return this;
  }

  /** Registers under the invitation that was mailed to this person. */
  async accept(given: { invitation: string; code: string }): Promise<string | null> {
    const { name, password } = this.person;
    const { invitation: id, code } = given;
    await this.vault.redeem({ id, token: this.server.invitationToken(id), code });
    const { kit, message } = await this.vault.acceptInvitation({ name, practiceName: `Practice of ${name}`, password });
    this.kit = kit;
    return message;
  }

  async attach(draft: Draft, { name, bytes, type = 'application/octet-stream' }: { name: string; bytes: Uint8Array<ArrayBuffer>; type?: string }): Promise<void> {
    const { vault } = this;
    const id = await vault.reserveAttachment({ draft: draft.id, name, path: null, mediaType: type, size: bytes.length, lastModified: 0 });
    const { count, segmentSize, received } = await vault.beginAttachment(id);
    const sealer = createSegmentSealer({
      keys: vault.keys,
      put: ({ attachment, index, sealed, signal }) => this.put({ path: `/api/attachments/${attachment}/segments/${index}`, sealed, signal }),
      onProgress: () => undefined,
      wait: async () => undefined,
    });
    const file = new Blob([bytes]);
    for (let index = 0; index < count; index += 1) {
      if (received.includes(index)) continue;
      const start = index * segmentSize;
      await sealer.send({ attachment: id, index, file, start, end: Math.min(bytes.length, start + segmentSize) });
    }
    await vault.finishAttachment(id);
    draft.attachments.push({ id, name, path: null, mediaType: type, size: bytes.length });
  }

  private async put({ path, sealed, signal }: { path: string; sealed: Uint8Array<ArrayBuffer>; signal: AbortSignal }): Promise<void> {
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await this.fetch(`${this.server.parts.settings.publicUrl}${path}`, { method: 'PUT', headers, body: sealed, signal }).catch((cause: unknown) =>
      Promise.reject(new VaultError('offline', {}, { cause })),
    );
    if (!answer.ok) throw new VaultError(answer.status === 503 ? 'unavailable' : 'unexpected');
  }

  async download(message: string, attachment: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const parts = { signal: new AbortController().signal, wait: async () => undefined };
    for await (const chunk of this.vault.read({ message, attachment }, parts)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** A draft to these people with a text in each part. */
  async write(to: readonly string[], { subject = 'Findings', text = 'All well' }: { subject?: string; text?: string } = {}): Promise<Draft> {
    const draft = await this.vault.newDraft({ reply: null });
    return {
      ...draft,
      recipients: [...to],
      noticeSubject: 'A message from us',
      noticeText: 'Please read it with the link.',
      secureSubject: subject,
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
    };
  }
}

/** The code of a refusal that must come. */
export async function refused(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
  throw new Error('was not refused');
}
