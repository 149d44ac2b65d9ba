// Who is in a practice, as those who administer it are shown it, and whether somebody can log in.
import { ok } from './browser-stand-in.ts';
import { TestClient } from './client.ts';

export const roster = (client: TestClient) => ok(client.api.practice.members.$get());
export const inRoster = async (by: TestClient, { account }: TestClient) => (await roster(by)).members.find((member) => member.account === account);

export async function practiceLog(by: TestClient, what: 'members' | 'invitations' | 'account' = 'members') {
  return (await ok(by.api.practice.activity.$get({ query: { what } }))).events;
}

/** On another device: `in`, or why not. */
export async function tryLogIn({ server, person }: TestClient): Promise<string> {
  const again = new TestClient(server, person);
  const proved = await again.prove();
  if (proved === null) return 'not proved';
  const { status, body } = await again.call('POST /api/login/finish', { body: { login: proved.login, finish: proved.finish } });
  return status === 200 ? 'in' : ((body as { error: { code: string } }).error.code);
}
