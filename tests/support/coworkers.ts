// Coworkers as they really come: invited with a role, registered with the code and the mailed link.
import { createInvitation, identityHash, newId, normaliseAddress, proposeMember, toBase64Url, type Id, type MemberRole } from '#crypto';
import { randomBytes } from 'node:crypto';
import { ok } from './browser-stand-in.ts';
import { somebody, TestClient, type Person } from './client.ts';
import { makeInvitation, redeem, registerBody, type Redeemed } from './correspondence.ts';

export const INVITE = 'POST /api/practice/invitations';

export type Invited = { by: TestClient; invitation: Id; code: string; role: MemberRole; person: Person };

export async function inviteCoworker(by: TestClient, { role = 'member', ...given }: Partial<Person> & { role?: MemberRole } = {}): Promise<Invited> {
  const person = somebody(given);
  const { wire, code } = await makeInvitation(by, { address: person.address });
  await ok(by.api.practice.invitations.$post({ json: { invitations: [{ ...wire, role }] } }));
  return { by, invitation: wire.id as Id, code, role, person };
}

/** Everything of POST /api/invitations/:id/register/finish for a coworker; `tampered`: what their half of the membership says instead. */
export async function coworkerBody(client: TestClient, invited: Invited, tampered: { role?: MemberRole; practice?: Id; administrator?: Id } = {}) {
  const redeemed: Redeemed = await redeem(client, invited);
  const { made, body } = await registerBody(client, redeemed);
  const { by, role } = invited;
  const member = await proposeMember(made.keyring, {
    practice: by.practice as Id, account: made.account, identity: await identityHash(made.identity), role, administrator: by.account, ...tampered,
  });
  return { made, body: { ...body, practiceName: null, member } };
}

export async function registerCoworker(invited: Invited): Promise<TestClient> {
  const client = new TestClient(invited.by.server, invited.person);
  const { made, body } = await coworkerBody(client, invited);
  await ok(client.api.invitations[':id'].register.finish.$post({ param: { id: invited.invitation }, json: body }));
  client.enter(made);
  client.practice = invited.by.practice;
  return client;
}

export async function coworkerOf(by: TestClient, given: Partial<Person> & { role?: MemberRole } = {}): Promise<TestClient> {
  return await registerCoworker(await inviteCoworker(by, given));
}

/** An invitation that nobody could redeem, made in no time: the server cannot tell. */
export async function emptyInvitation(by: TestClient, { address, role = 'member' }: { address: string; role?: MemberRole }) {
  const { keyring, identity } = by.unlocked;
  const id = newId();
  const expires = Math.floor(by.server.parts.clock() / 1000) + 86_400;
  const inviter = { account: by.account, identity: await identityHash(identity) };
  const invited = normaliseAddress(address);
  const { object, kemPublicKey } = await createInvitation(keyring, { id, address: invited, practice: by.practice as Id, expires, inviter });
  return { id, address: invited as string, object, kemPublicKey: toBase64Url(kemPublicKey), proofHash: toBase64Url(randomBytes(32)), escrow: toBase64Url(randomBytes(100)), role };
}
