// Answering messages whose subjects are as long as may be: what the answer begins with can be sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { VaultPerson } from '../support/vault-person.ts';

let server: TestServer;
let ana: VaultPerson;

beforeAll(async () => {
  server = await startTestServer();
  ana = new VaultPerson(server, { person: { name: 'Dr. Ana Ruiz', address: 'ana@northside.example' } });
  await ana.signUp();
  await ana.confirm();
});
afterAll(() => server?.stop());

test.each(['x'.repeat(200), `${'x'.repeat(194)}🦷🦷🦷`, 'x'.repeat(196)])('a reply and a forward of %j go out', async (subject) => {
  const draft = await ana.write([ana.address], { subject: 'x'.repeat(1000), text: 'Shade A3.' });
  const { id } = await ana.vault.send({ ...draft, noticeSubject: subject });
  for (const reply of [{ message: id, all: false, head: 'She wrote:' }, { forward: id, head: 'She wrote:' }]) {
    const answer = { ...(await ana.vault.newDraft({ reply })), recipients: [ana.address], noticeText: 'Please open it.' };
    expect(answer.noticeSubject).toMatch(/^(Re|Fwd): x+/);
    const sent = await ana.vault.open((await ana.vault.send(answer)).id);
    expect(sent.notice.subject).toBe(answer.noticeSubject);
  }
});
