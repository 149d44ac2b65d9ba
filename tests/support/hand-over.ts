// Handing messages over as test clients do it: a real pass for the colleague, sealed with the giver's own key.
import { fromBase64Url, identityHash, kemSeeds, messageFileKey, newId, openPass, sealPass, toBase64Url, verifyIdentityChain, openMessage, type Id } from '#crypto';
import { ok, type Answer } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';

export async function beginHandOver(giver: TestClient, receiver: Pick<TestClient, 'account'>): Promise<Id> {
  const id = newId();
  await ok(giver.api['hand-overs'].$post({ json: { id, to: receiver.account } }));
  return id;
}

/** The pass of a message that the giver was sent or has sent. */
export async function passFor(giver: TestClient, { handOver, receiver, message }: { handOver: Id; receiver: TestClient; message: Id }): Promise<string> {
  const { row, container } = await ok(giver.api.messages[':id'].$get({ param: { id: message }, query: {} }));
  const bytes = fromBase64Url(container);
  const fileKey = await messageFileKey(bytes, { kemSeeds: kemSeeds(giver.unlocked.keyring), stanza: row.stanza, role: row.role });
  const pass = await sealPass({
    handOver, message, sender: row.sender.account as Id, container: bytes, fileKey, time: giver.server.parts.clock(),
    giver: { account: giver.account, identity: await identityHash(giver.unlocked.identity), address: giver.address },
    receiver: { account: receiver.account, address: receiver.address, kemPublicKey: receiver.unlocked.kemPublicKey },
    keyring: giver.unlocked.keyring,
  });
  return toBase64Url(pass);
}

export async function passesFor(giver: TestClient, { messages, ...to }: { handOver: Id; receiver: TestClient; messages: readonly Id[] }) {
  return await Promise.all(messages.map(async (message) => ({ message, pass: await passFor(giver, { ...to, message }) })));
}

export const give = (giver: TestClient, { handOver, passes }: { handOver: Id; passes: readonly { message: string; pass: string }[] }): Promise<Answer> =>
  giver.call(`POST /api/hand-overs/${handOver}/messages`, { body: { passes } });

/** Everything at once, ended too. */
export async function handOverTo(giver: TestClient, receiver: TestClient, messages: readonly Id[]) {
  const handOver = await beginHandOver(giver, receiver);
  const given = await give(giver, { handOver, passes: await passesFor(giver, { handOver, receiver, messages }) });
  await ok(giver.api['hand-overs'][':id'].end.$post({ param: { id: handOver } }));
  return { handOver, given: given.body as { handed: Id[]; there: Id[]; absent: Id[] } };
}

/** As the receiver's client opens it. */
export async function openHandedOver(receiver: TestClient, id: Id) {
  const { row, container, pass } = await ok(receiver.api.messages[':id'].$get({ param: { id }, query: {} }));
  if (row.handedOver === null || pass === null) throw new Error('it was not handed over');
  const bytes = fromBase64Url(container);
  const seeds = kemSeeds(receiver.unlocked.keyring);
  const sender = row.sender.account as Id;
  const identityOf = async ({ account, identity }: { account: Id; identity: string }) => {
    const [found] = (await ok(receiver.api.accounts.lookup.$post({ json: { accounts: [account] } }))).results;
    return found === undefined ? null : ((await verifyIdentityChain(found.identities)).find(({ hash }) => hash === identity) ?? null);
  };
  const opened = await openPass(fromBase64Url(pass), {
    kemSeeds: seeds,
    self: { account: receiver.account, addresses: [receiver.address] },
    expect: { message: id, sender, handOver: row.handedOver.id as Id, giver: row.handedOver.giver.account as Id },
    container: bytes,
    giverIdentity: identityOf,
  });
  const message = await openMessage(bytes, {
    kemSeeds: seeds, stanza: null, self: [receiver.address], role: 'handed', fileKey: opened.fileKey,
    expect: { id, thread: row.thread as Id, inReplyTo: row.inReplyTo as Id | null, sender, notice: row.notice, typeClass: row.typeClass, expires: row.expires },
    senderIdentity: identityOf,
  });
  return { row, pass: opened.pass, ...message };
}
