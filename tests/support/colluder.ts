// Somebody who signs and seals whatever they like, with a client that was changed and a server that delivers it.
import {
  fromBase64Url, identityHash, newId, normaliseAddress, parseBody,
  type Addressee, type KemPublicKey, type MessageParts, type SignedObject,
} from '#crypto';
import type { Directory, MessageRow } from '../../web/session/wire.ts';
import type { Lie, Made } from './lying-server.ts';

export const addressee = ({ address, account, kemPublicKey }: Directory): Addressee =>
  ({ address: normaliseAddress(address), account: account as Addressee['account'], invitation: null, kemPublicKey: fromBase64Url(kemPublicKey) as KemPublicKey });

/** A message as an honest client of this sender would begin it. */
export async function messageFrom(sender: Made, to: readonly Directory[], changes: Partial<MessageParts['manifest']> = {}): Promise<MessageParts> {
  const { account, keyring, chain, directory } = sender;
  return {
    manifest: {
      id: newId(), thread: newId(), inReplyTo: null, time: Date.now(), subject: 'Pay here', expires: null, forwarded: false,
      typeClass: 'standard', stateRoot: 1, attachments: [], ...changes,
    },
    body: parseBody({ type: 'doc', content: [{ type: 'paragraph' }] }),
    notice: { subject: 'A message for you', text: 'Please read it with the link.' },
    recipients: to.map(addressee),
    sender: { account, identity: await identityHash(chain.at(-1) as SignedObject), address: normaliseAddress(directory.address), kemPublicKey: addressee(directory).kemPublicKey },
    keyring,
  };
}

type Delivery = { container: Uint8Array; to: string; row?: Partial<MessageRow> };

/** Delivers a message that was never sent: the server alone shows it, as what the parts say of it. */
export function delivering({ manifest, notice, sender, recipients }: MessageParts, { container, to, row: changes = {} }: Delivery): Lie[] {
  const { id, thread, inReplyTo, typeClass, expires } = manifest;
  const row: MessageRow = {
    id, thread, inReplyTo, sender: { account: sender.account, address: sender.address, name: 'Somebody', practice: null }, handedOver: null, sentAt: Date.now(), folder: 'inbox',
    readAt: null, starred: false, removal: null, stanza: Math.max(0, recipients.findIndex(({ address }) => address === to)), role: 'recipient',
    recipients: recipients.map(({ address }) => ({ address, name: null })), notice: { ...notice }, attachments: 0, typeClass, expires, ...changes,
  };
  const sealed = Buffer.from(container).toString('base64url');
  return [
    [new RegExp(`messages/${row.id}$`), () => ({ row, container: sealed, pass: null, deliveries: [] })],
    [/api\/messages$/, (body: { rows?: MessageRow[] }) => (body.rows ? { ...body, rows: [row, ...body.rows] } : body)],
    [/messages\/read$/, ({ messages }: { messages: object[] }) => ({ messages: [{ id: row.id, stanza: row.stanza, container: sealed, pass: null }, ...messages] })],
  ];
}
