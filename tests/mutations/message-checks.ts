// The checks of opening a message, in the order of SPEC.md, and of the formats that it is made of.
import { type Mutation, NOTHING, of } from './check.ts';

export const messageChecks: readonly Mutation[] = [
  ...of('crypto/message/open.ts', [
    ['the container has the form of a container', 'const { stanzas } = parseContainer(container);', 'let stanzas = 2; try { ({ stanzas } = parseContainer(container)); } catch {}', 'added-recipient', 'in secret'],
    ['a sender opens the last stanza only', 'if (role === "sender") return [last];', NOTHING, 'readdressed-message', 'that Ana received'],
    ['the id is the one shown', 'must(manifest.id === expect.id, "id");', NOTHING, 'replayed-message', 'under a new id'],
    ['the thread is the one shown', 'must(manifest.thread === expect.thread, "thread");', NOTHING, 'replayed-message', 'in another thread'],
    ['the message answered is the one shown', 'must(manifest.inReplyTo === expect.inReplyTo, "in reply to");', NOTHING, 'replayed-message', 'in another thread'],
    ['the sender’s account is the one shown', 'must(manifest.sender.account === expect.sender, "sender");', NOTHING, 'swapped-sender', 'cannot name another account'],
    ['the type class is the one shown', 'must(manifest.typeClass === expect.typeClass, "type class");', NOTHING, 'altered-notice', 'another class'],
    ['the expiry is the one shown', 'must(manifest.expires === expect.expires, "expiry");', NOTHING, 'altered-notice', 'an expiry'],
    ['the identity is of the account that signs', 'identity.account === account && identity.hash', 'identity.hash', 'crypto/message', 'does not hold'],
    ['the sender’s address is the identity’s', ' && identity.address === address, "identity"', ', "identity"', 'swapped-sender', 'under their own name'],
    ['the signature is by the identity', 'await verifySignatures(signed, [identity.signPublicKey]);', NOTHING, 'altered-message', 'another signature|after signing'],
    ['there is one stanza more than recipients', 'must(stanzas === manifest.recipients.length + 1, "number of stanzas");', NOTHING, 'added-recipient', 'in secret'],
    ['a stanza is missing for nobody', 'must(stanzas === manifest.recipients.length + 1, "number of stanzas");', 'must(stanzas <= manifest.recipients.length + 1, "number of stanzas");', 'dropped-recipient', 'does not seal to'],
    ['the recipient has this address', 'recipient !== undefined && options.self.includes(recipient.address)', 'recipient !== undefined', 'readdressed-message', 'Bob’s address and Ana’s key'],
    ['the sender’s copy is of one’s own address', 'must(options.self.includes(manifest.sender.address), "own address");', NOTHING, 'readdressed-message', 'sender’s stanza for Ana'],
    ['the recipient has this key', 'must(recipient.kem === (await ownFingerprint(by.seed)), "own key");', NOTHING, 'readdressed-message', 'Bob’s key'],
    ['the notice is the signed one', 'must((await noticeHash(options.expect.notice)) === manifest.notice, "notice");', NOTHING, 'altered-notice', 'e-mail part'],
    ['the body is the signed one', 'must((await fingerprint(plaintext.body)) === manifest.body, "body");', NOTHING, 'altered-message', 'another body'],
  ]),
  ...of('crypto/message/plaintext.ts', [
    ['the plaintext is of this format', 'if (!reader.take(MAGIC.length).every((byte, index) => byte === MAGIC[index])) throw new InvalidInputError("plaintext magic");', 'reader.take(MAGIC.length);', 'altered-message', 'another format'],
    ['the padding has its one length', 'if (bytes.length !== paddedLength(reader.position)) throw new InvalidInputError("padding length");', NOTHING, 'altered-message', 'another length of padding'],
    ['the padding is zeros', 'requireZeros(reader.take(reader.left));', NOTHING, 'altered-message', 'hidden in its padding'],
  ]),
  ...of('crypto/message/body.ts', [
    ['the body is in the schema', 'if (!bodyDocument(value)) throw new InvalidInputError("body");', NOTHING, 'altered-message', 'signed body'],
    ['links lead to harmless places', 'attrs: record({ href: isLinkTarget })', 'attrs: record({ href: text })', 'altered-message', 'a link that runs'],
  ]),
  ...of('crypto/message/manifest.ts', [
    ['attachments have the names of files', 'name: text(isFileName),', 'name: text(() => true),', 'altered-message', 'leads elsewhere'],
  ]),
  ...of('crypto/shape.ts', [
    ['signed objects have no other fields', 'Object.hasOwn(fields, name) && object[name] !== undefined', 'object[name] !== undefined', 'altered-message', 'nobody knows'],
  ]),
  ...of('crypto/canonical-json.ts', [
    ['JSON has one text', 'if (encodeCanonicalJson(value, maxDepth) !== text) throw new InvalidInputError("JSON not canonical");', NOTHING, 'malformed-input', 'canonical JSON'],
    ['JSON is not read beyond its limit', 'if (text.length > limits.maxBytes) throw new InvalidInputError("JSON too long");\n  if (encodeUtf8(text).length > limits.maxBytes) throw new InvalidInputError("JSON too long");', NOTHING, 'crypto/canonical-json'],
  ]),
  ...of('crypto/byte-reader.ts', [
    ['bytes are not read beyond their end', 'if (length > this.left) throw new InvalidInputError("bytes end too early");', NOTHING, 'malformed-input', 'keyring|plaintext|container'],
  ]),
  ...of('crypto/keys/keyring-encoding.ts', [
    ['nothing follows a keyring', 'if (reader.left > 0) throw new InvalidInputError("bytes after keyring");', NOTHING, 'malformed-input', '^keyring'],
  ]),
  ...of('crypto/bytes.ts', [
    ['base64url has one text', 'if ((group & unused) !== 0) throw new InvalidInputError("base64url trailing bits");', NOTHING, 'malformed-input', 'base64url'],
  ]),
];
