// Coworkers as they really come: invited with a role, registered with the code and the mailed link.
import { claimFor, createInvitation, identityHash, newId, normaliseAddress, proposeMember, toBase64Url, type Id, type MemberRole } from '#crypto';
import { randomBytes } from 'node:crypto';
import { ok } from './browser-stand-in.ts';
import { somebody, TestClient, wireState, type Person } from './client.ts';
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

/** An invitation for a member to start again. */
export async function inviteAgain(by: TestClient, { person }: TestClient, role: MemberRole = 'member'): Promise<Invited> {
  const { wire, code } = await makeInvitation(by, { address: person.address, restart: true });
  await ok(by.api.practice.invitations.$post({ json: { invitations: [{ ...wire, role }] } }));
  return { by, invitation: wire.id as Id, code, role, person: { ...person, password: `${person.password}, another` } };
}

export async function coworkerOf(by: TestClient, given: Partial<Person> & { role?: MemberRole } = {}): Promise<TestClient> {
  return await registerCoworker(await inviteCoworker(by, given));
}

type Joining = Pick<Invited, 'by' | 'code'> & { invitation: string };

/** Everything of POST /api/invitations/:id/claim by somebody who is signed in and becomes a member. */
export async function joinBody(client: TestClient, { by, invitation, code }: Joining) {
  const redeemed = await redeem(client, { invitation, code });
  const identity = await identityHash(client.unlocked.identity);
  const { change, root } = await client.stateChange('contacts', new Uint8Array([1]));
  const claim = toBase64Url(await claimFor(redeemed.claimKey, { id: redeemed.id, identityHash: identity }));
  const member = await proposeMember(client.unlocked.keyring, { practice: by.practice as Id, account: client.account, identity, role: 'member', administrator: by.account });
  return { root, body: { ticket: redeemed.ticket, claim, state: wireState(change), member } };
}

export async function joinWith(client: TestClient, joining: Joining): Promise<void> {
  const { root, body } = await joinBody(client, joining);
  await ok(client.api.invitations[':id'].claim.$post({ param: { id: joining.invitation }, json: body }));
  client.unlocked.root = root;
}

/** An invitation that nobody could redeem, made in no time: the server cannot tell. */
export async function emptyInvitation(by: TestClient, { address, role = 'member', restart }: { address: string; role?: MemberRole; restart?: true }) {
  const { keyring, identity } = by.unlocked;
  const id = newId();
  const expires = Math.floor(by.server.parts.clock() / 1000) + 86_400;
  const inviter = { account: by.account, identity: await identityHash(identity) };
  const invited = normaliseAddress(address);
  const { object, kemPublicKey } = await createInvitation(keyring, { id, address: invited, practice: by.practice as Id, expires, inviter, ...(restart && { restart }) });
  return { id, address: invited as string, object, kemPublicKey: toBase64Url(kemPublicKey), proofHash: toBase64Url(randomBytes(32)), escrow: toBase64Url(randomBytes(100)), role };
}
