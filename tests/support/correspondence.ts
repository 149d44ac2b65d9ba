// Writing, inviting, redeeming and reading, as test clients do them.
import {
  addOldKem, claimFor, createAccessCode, createInvitation, createInviter, createKeyring, deriveInvitationKeys, fromBase64Url,
  identityHash, kemSeeds, newId, normaliseAddress, openEscrow, openMessage, parseBody, sealEscrow, sealMessage, sha256, toBase64Url, verifyIdentityChain,
  type Addressee, type BodyDocument, type Id, type Manifest, type ManifestAttachment, type TypeClass,
} from '#crypto';
import { ok } from './browser-stand-in.ts';
import { makeAccount, somebody, TestClient, wireAccount, type Person } from './client.ts';

export type Draft = {
  id?: Id;
  to: string[];
  subject?: string;
  text?: string;
  notice?: { subject: string; text: string };
  typeClass?: TypeClass;
  attachments?: ManifestAttachment[];
  inReplyTo?: Id;
  thread?: Id;
  expires?: number;
};
/** `codes`: of the invitees, by address. */
export type Sealed = { body: Parameters<TestClient['api']['messages']['$post']>[0]['json']; codes: Map<string, string> };

export function paragraph(text: string): BodyDocument {
  return parseBody({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
}

export async function makeInvitation(client: TestClient, { address, restart, expires }: { address: string; restart?: true; expires?: number }) {
  const { keyring, identity } = client.unlocked;
  const id = newId();
  const code = createAccessCode();
  const practice = client.practice ?? newId();
  const inviter = { account: client.account, identity: await identityHash(identity) };
  const expiry = expires ?? Math.floor(client.server.parts.clock() / 1000) + 14 * 86_400;
  const invited = normaliseAddress(address);
  const made = await createInvitation(keyring, { id, address: invited, practice, expires: expiry, inviter, ...(restart === undefined ? {} : { restart }) });
  const { escrowKey, proof } = await deriveInvitationKeys(code, id);
  const statement = await createInviter(keyring, { invitation: id, practice, ...inviter, address: client.address, name: client.person.name });
  const escrow = await sealEscrow(escrowKey, { id }, { seed: made.seed, inviter: statement });
  const kemPublicKey = toBase64Url(made.kemPublicKey);
  const wire = { id, address: invited as string, object: made.object, kemPublicKey, proofHash: toBase64Url(await sha256(proof)), escrow: toBase64Url(escrow) };
  return { wire, code, kemPublicKey: made.kemPublicKey };
}

/** Looks everybody up, invites who is not there, and seals. */
export async function sealDraft(client: TestClient, draft: Draft): Promise<Sealed> {
  const { keyring, identity, kemPublicKey, root } = client.unlocked;
  const { results } = await ok(client.api.addresses.lookup.$post({ json: { addresses: draft.to } }));
  const codes = new Map<string, string>();
  const invitations: Sealed['body']['invitations'] = [];
  const recipients: Addressee[] = [];
  for (const { address, registered, invitation } of results) {
    const to = normaliseAddress(address);
    if (registered !== null) recipients.push({ address: to, account: registered.account as Id, invitation: null, kemPublicKey: fromBase64Url(registered.kemPublicKey) });
    else if (invitation !== null) recipients.push({ address: to, account: null, invitation: invitation.id as Id, kemPublicKey: fromBase64Url(invitation.kemPublicKey) });
    else {
      const made = await makeInvitation(client, { address });
      invitations.push(made.wire);
      codes.set(address, made.code);
      recipients.push({ address: to, account: null, invitation: made.wire.id, kemPublicKey: made.kemPublicKey });
    }
  }
  const { id = newId(), thread = newId(), inReplyTo = null, typeClass = 'standard', attachments = [], expires = null } = draft;
  const notice = draft.notice ?? { subject: 'A message', text: 'There is a secure message for you.' };
  const time = client.server.parts.clock();
  const { container, manifest } = await sealMessage({
    manifest: { id, thread, inReplyTo, time, subject: draft.subject ?? 'Findings', expires, forwarded: false, typeClass, stateRoot: root.version, attachments },
    body: paragraph(draft.text ?? 'The secret text.'),
    notice,
    recipients,
    sender: { account: client.account, identity: await identityHash(identity), address: client.address, kemPublicKey },
    keyring,
  });
  const wire = manifest.recipients.map(({ address, account, invitation, kem }) => ({ address: address as string, account, invitation, kem }));
  const body = { id, thread, inReplyTo, container: toBase64Url(container), recipients: wire, notice, typeClass, expires, attachments: attachments.map((each) => each.id), invitations };
  return { body, codes };
}

export async function send(client: TestClient, draft: Draft): Promise<{ id: Id; codes: Map<string, string>; body: Sealed['body'] }> {
  const { body, codes } = await sealDraft(client, draft);
  await ok(client.api.messages.$post({ json: body }));
  return { id: body.id as Id, codes, body };
}

export async function openInboxMessage(client: TestClient, id: Id): Promise<{ manifest: Manifest; body: BodyDocument }> {
  const { row, container } = await ok(client.api.messages[':id'].$get({ param: { id }, query: {} }));
  return await openMessage(fromBase64Url(container), {
    kemSeeds: kemSeeds(client.unlocked.keyring),
    stanza: row.stanza,
    self: [client.address],
    role: row.role,
    expect: {
      id,
      thread: row.thread as Id,
      inReplyTo: row.inReplyTo as Id | null,
      sender: row.sender.account as Id,
      notice: row.notice,
      typeClass: row.typeClass,
      expires: row.expires,
    },
    senderIdentity: async ({ account, identity }) => {
      const [sender] = (await ok(client.api.accounts.lookup.$post({ json: { accounts: [account] } }))).results;
      if (sender === undefined) return null;
      return (await verifyIdentityChain(sender.identities)).find(({ hash }) => hash === identity) ?? null;
    },
  });
}

export type Redeeming = { invitation: string; code: string; mailbox?: boolean };

/** Shows the proof of the code, with or without the mailed token. */
export async function redeem(client: TestClient, { invitation, code, mailbox = true }: Redeeming) {
  const id = invitation as Id;
  const { escrowKey, proof, claimKey } = await deriveInvitationKeys(code, id);
  const token = mailbox ? { token: client.server.invitationToken(id) } : {};
  const redeemed = await ok(client.api.invitations[':id'].redeem.$post({ param: { id }, json: { proof: toBase64Url(proof), ...token } }));
  const escrow = await openEscrow(escrowKey, { id, object: redeemed.object }, fromBase64Url(redeemed.escrow));
  return { id, ticket: redeemed.ticket, escrow, claimKey, address: redeemed.address };
}

export type Redeemed = Awaited<ReturnType<typeof redeem>>;

/** Everything of POST /api/invitations/:id/register/finish. */
export async function registerBody(client: TestClient, redeemed: Redeemed) {
  const { id, ticket } = redeemed;
  const begin = (request: string) => ok(client.api.invitations[':id'].register.start.$post({ param: { id }, json: { ticket, request } }));
  const { started, record, exportKey } = await client.register(begin);
  const { existing } = started;
  const previous = existing?.identities.at(-1);
  const made = await makeAccount({
    address: client.address,
    exportKey,
    keyring: addOldKem(createKeyring(), redeemed.escrow.seed),
    ...(existing === null ? {} : { account: existing.account as Id, restart: true }),
    ...(previous === undefined ? {} : { previous }),
  });
  const claim = await claimFor(redeemed.claimKey, { id, identityHash: await identityHash(made.identity) });
  const account = wireAccount(made, { record, name: client.person.name });
  return { made, body: { ticket, registration: started.registration, ...account, practiceName: 'Northside Lab', claim: toBase64Url(claim) } };
}

/** A guest who came by this invitation. */
export async function acceptInvitation(client: TestClient, redeeming: Redeeming): Promise<TestClient> {
  const redeemed = await redeem(client, redeeming);
  const { made, body } = await registerBody(client, redeemed);
  await ok(client.api.invitations[':id'].register.finish.$post({ param: { id: redeemed.id }, json: body }));
  client.enter(made);
  return client;
}

/** A message to an address that nobody has, with what its reader needs to register. */
export async function inviteSomebody(inviter: TestClient) {
  const { address } = somebody();
  const { id: message, codes, body } = await send(inviter, { to: [address] });
  const [made] = body.invitations;
  if (made === undefined) throw new Error('nobody was invited');
  return { address, message, code: codes.get(address) ?? '', invitation: made.id as Id, object: made.object };
}

/** Somebody whom `inviter` has written to and who has registered with the code. */
export async function guestOf(inviter: TestClient, person: Partial<Person> = {}): Promise<{ guest: TestClient; message: Id; invitation: Id }> {
  const guest = new TestClient(inviter.server, somebody(person));
  const { id, codes, body } = await send(inviter, { to: [guest.address] });
  const code = codes.get(guest.address);
  const invitation = body.invitations[0]?.id as Id | undefined;
  if (code === undefined || invitation === undefined) throw new Error('nobody was invited');
  await acceptInvitation(guest, { invitation, code });
  return { guest, message: id, invitation };
}
