// Sealed state: compare-and-swap, versions that only rise, limits.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, newId, openState, deriveStateKey, toBase64Url } from '#crypto';
import { ok, refusal } from '../support/browser-stand-in.ts';
import { anotherDevice } from '../support/cast.ts';
import { founder, type TestClient, wireState } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  owner = await founder(server);
});
afterAll(() => server.stop());

describe('sealed state', () => {
  it('gives back what was saved, blob by blob', async () => {
    await owner.saveState('contacts', new TextEncoder().encode('one contact'));
    await owner.saveState('settings', new TextEncoder().encode('dark'));
    const state = await ok(owner.api.state.$get());
    expect(state.root.version).toBe(3);
    expect(state.blobs).toEqual([{ name: 'contacts', version: 1 }, { name: 'keyring', version: 1 }, { name: 'settings', version: 1 }]);
    const [blob] = (await ok(owner.api.state.read.$post({ json: { names: ['contacts', 'unknown'] } }))).blobs;
    if (blob === undefined) throw new Error('no blob');
    expect((await ok(owner.api.state.read.$post({ json: { names: [], root: true } }))).root).toEqual(state.root);
    const scope = { account: owner.account, name: 'contacts', version: 1 };
    const opened = await openState(await deriveStateKey(owner.unlocked.accountKey), scope, fromBase64Url(blob.sealed));
    expect(new TextDecoder().decode(opened)).toBe('one contact');
  });

  it('lets one of two devices that save at once win and tells the other, which changes nothing', async () => {
    const [first, second] = [await owner.stateChange('contacts', new Uint8Array(10)), await owner.stateChange('settings', new Uint8Array(10))];
    const devices = [await anotherDevice(owner), await anotherDevice(owner)];
    const answers = await Promise.all([first, second].map(({ change }, index) => devices[index]?.call('PUT /api/state', { body: wireState(change) })));
    expect(answers.map((answer) => answer?.status).toSorted()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? first : second;
    const { root, blobs } = await ok(owner.api.state.$get());
    expect(root.version).toBe(winner.root.version);
    expect(Object.fromEntries(blobs.map(({ name, version }) => [name, version]))).toEqual(
      Object.fromEntries(Object.entries(winner.root.blobs).map(([name, { version }]) => [name, version])),
    );
    owner.unlocked.root = winner.root;
  });

  it('refuses versions that do not rise, of the root and of a blob', async () => {
    const { change } = await owner.stateChange('contacts', new Uint8Array(10));
    const wire = wireState(change);
    const [blob] = wire.put;
    if (blob === undefined) throw new Error('no blob');
    const stale = [
      { ...wire, root: { ...wire.root, version: wire.expectedVersion } },
      { ...wire, put: [{ ...blob, version: blob.version - 1 }] },
      { ...wire, expectedVersion: 0 },
    ];
    for (const body of stale) expect(refusal(await owner.call('PUT /api/state', { body }))).toBe('409 state_conflict');
    expect((await ok(owner.api.state.$get())).root.version).toBe(wire.expectedVersion);
  });

  it('removes drafts, and refuses a name that is put and removed at once, or that is none', async () => {
    const draft = `draft/${newId()}`;
    await owner.saveState(draft, new Uint8Array(5));
    const { change } = await owner.stateChange('contacts', new Uint8Array(10));
    const wire = wireState(change);
    expect(refusal(await owner.call('PUT /api/state', { body: { ...wire, remove: ['contacts'] } }))).toBe('400 invalid_request');
    expect(refusal(await owner.call('PUT /api/state', { body: { ...wire, remove: ['../contacts'] } }))).toBe('400 invalid_request');
    expect((await owner.call('PUT /api/state', { body: { ...wire, remove: [draft] } })).status).toBe(200);
    expect((await ok(owner.api.state.$get())).blobs.map(({ name }) => name)).not.toContain(draft);
    owner.unlocked.root = { version: wire.root.version, blobs: owner.unlocked.root.blobs };
  });

  it('has an end: what an account may keep is limited', async () => {
    const sealed = toBase64Url(new Uint8Array(1024 * 1024));
    const put = (from: number) => Array.from({ length: 8 }, (_, index) => ({ name: `draft/${newId()}`, version: from + index + 1, sealed }));
    let { version } = (await ok(owner.api.state.$get())).root;
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const body = { expectedVersion: version, root: { version: version + 1, sealed: toBase64Url(new Uint8Array(64)) }, put: put(version), remove: [] };
      const { status } = await owner.call('PUT /api/state', { body });
      statuses.push(status);
      if (status === 200) version += 1;
    }
    expect(statuses).toEqual([200, 200, 200, 413, 413]);
  });
});
