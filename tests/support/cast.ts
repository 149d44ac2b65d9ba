// The people that tests of rights need, met in one practice and around it.
import { randomBytes } from 'node:crypto';
import { newId, type Id } from '#crypto';
import { hashOf } from '../../server/token.ts';
import { BrowserStandIn } from './browser-stand-in.ts';
import { founder, somebody, TestClient } from './client.ts';
import { guestOf } from './correspondence.ts';
import type { TestServer } from './test-server.ts';

export type Cast = {
  owner: TestClient;
  /** A member of the owner's practice. */
  colleague: TestClient;
  /** Invited by the owner, who sent `message`. */
  guest: TestClient;
  message: Id;
  /** The one by which the guest came. */
  usedInvitation: Id;
  /** Owner of another practice; nobody here knows them. */
  stranger: TestClient;
  /** Signed up, address not confirmed. */
  unconfirmed: TestClient;
};

export async function assemble(server: TestServer): Promise<Cast> {
  const owner = await founder(server);
  const colleague = await founder(server);
  await join(colleague, owner);
  const { guest, message, invitation } = await guestOf(owner);
  const stranger = await founder(server);
  const unconfirmed = await new TestClient(server, somebody()).signUp();
  return { owner, colleague, guest, message, usedInvitation: invitation, stranger, unconfirmed };
}

/** In one statement, for tests that are not about joining: how a coworker really comes stands in coworkers.ts. */
export async function join(client: TestClient, owner: TestClient): Promise<void> {
  const { practice } = owner;
  if (practice === null) throw new Error('the owner has no practice');
  await client.server.database
    .updateTable('members')
    .set({ practice_id: practice, role: 'member' })
    .where('account_id', '=', client.account)
    .execute();
  client.practice = practice;
}

/** Another device of the same person, signed in without a password: for what is about sessions and not about logging in. */
export async function anotherDevice({ server, account }: Pick<TestClient, 'server' | 'account'>): Promise<BrowserStandIn & { device: Id }> {
  const browser = new BrowserStandIn(server);
  const token = randomBytes(32).toString('base64url');
  const now = new Date(server.parts.clock());
  const device = newId();
  await server.database
    .insertInto('sessions')
    .values({
      id: device,
      token_hash: hashOf(token),
      account_id: account,
      share: randomBytes(32),
      user_agent: 'test',
      client_address: browser.clientAddress,
      created_at: now,
      last_active_at: now,
    })
    .execute();
  browser.cookies.set('sealpost_session', token);
  return Object.assign(browser, { device });
}
