// Log-off overwrites the keys at once. What is under way then must not go out: it would be sealed under zeros.
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { refused, VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
afterEach(() => void vi.restoreAllMocks());

/** Logs off at the first encryption from now on, and writes down what is sent. */
function leaveWhileSealing(person: VaultPerson): { sent: string[]; left: () => Promise<void> } {
  const sent: string[] = [];
  person.intercept = ({ method, path }, pass) => {
    sent.push(`${method} ${path}`);
    return pass();
  };
  const { subtle } = globalThis.crypto;
  const encrypt = subtle.encrypt.bind(subtle);
  let leaving: Promise<void> | null = null;
  vi.spyOn(subtle, 'encrypt').mockImplementation(async (...given) => {
    leaving ??= person.vault.logOut();
    // The keys are zeros before the next one is used.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return encrypt(...given);
  });
  return { sent, left: async () => void (await leaving) };
}

test('a save that meets a log-off is not sent', async () => {
  const ana = await new VaultPerson(server).signUp();
  const draft = await ana.write(['lee@finelab.example']);
  const { sent, left } = leaveWhileSealing(ana);
  expect(await refused(ana.vault.saveDraft(draft))).toBe('not_signed_in');
  await left();
  expect(sent).not.toContain('PUT /api/state');
  expect(sent).toContain('DELETE /api/session');
});

test('a new password that meets a log-off is not sent, and the old one still opens the account', async () => {
  const ana = await new VaultPerson(server).signUp();
  const { sent, left } = leaveWhileSealing(ana);
  expect(await refused(ana.vault.changePassword({ current: ana.person.password, next: 'saddle-comet-turnip-harvest-88' }))).toBe('not_signed_in');
  await left();
  expect(sent).not.toContain('POST /api/password/finish');
  vi.restoreAllMocks();
  await ana.logIn();
});
