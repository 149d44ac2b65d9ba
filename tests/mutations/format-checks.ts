// The checks of the formats that everything else is made of, in the order of SPEC.md's first part. Each is shown by the tests of its own format.
import { type Mutation, NOTHING, of } from './check.ts';

export const formatChecks: readonly Mutation[] = [
  ...of('crypto/primitives/cobblestone.ts', [
    ['sealed bytes commit to their key', 'if (!constantTimeEqual(keys.commitment, sealed.subarray(SALT_BYTES, HEADER_BYTES))) throw new OpenError();', NOTHING, 'crypto/cobblestone', 'one flipped bit'],
    ['records of one size are none of another', 'concatBytes(encodeUtf8(COBBLESTONE_OTHER_RECORDS), encodeUint32(scope.recordBytes))', 'encodeUtf8(COBBLESTONE_OTHER_RECORDS)', 'crypto/cobblestone', 'record size'],
    ['records have their numbers', '(view.getUint32(8) ^ index) >>> 0', 'view.getUint32(8)', 'crypto/cobblestone', 'swapped, doubled'],
    ['sealed bytes are bound to their context', 'concatBytes(prefix, salt, scope.context)', 'concatBytes(prefix, salt)', 'crypto/cobblestone', 'bound to key, context'],
    ['each sealing has a salt of its own', 'cobblestoneSealWith(scope, { salt: randomBytes(SALT_BYTES), plaintext })', 'cobblestoneSealWith(scope, { salt: new Uint8Array(SALT_BYTES), plaintext })', 'crypto/cobblestone', 'never seals twice'],
    ['a key has 32 bytes', 'if (scope.key.length !== KEY_BYTES) throw new InvalidInputError("key length");', NOTHING, 'crypto/cobblestone', 'not 32 bytes'],
  ]),
  ...of('crypto/primitives/cobblestone-length.ts', [
    ['only lengths that a plaintext has are opened', 'if (body < TAG_BYTES || last < TAG_BYTES) return null;', NOTHING, 'crypto/cobblestone', 'lengths agree'],
  ]),
  ...of('crypto/canonical-json.ts', [
    ['numbers are safe integers', 'if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new InvalidInputError("JSON number");', NOTHING, 'crypto/canonical-json'],
    ['JSON is not deeper than its limit', 'if (depthLeft <= 0) throw new InvalidInputError("JSON too deep");', NOTHING, 'crypto/canonical-json', 'no deeper'],
  ]),
  ...of('crypto/address.ts', [
    ['an address has one form', 'return normaliseAddress(text) === text;', 'normaliseAddress(text); return true;', 'crypto/form-vectors', 'normalised form'],
    ['nothing of a URL is a domain', "typed === \"\" || NOT_IN_DOMAIN.test(typed)", 'typed === ""', 'crypto/address'],
    ['nothing invisible is in a local part', 'if (!local.split(".").every((atom) => LOCAL_ATOM.test(atom))) throw new InvalidInputError("address local part");', NOTHING, 'crypto/address'],
    ['no number is a top-level domain', 'if (/^[0-9]+$/.test(top)) throw new InvalidInputError("address domain");', NOTHING, 'crypto/form-vectors', 'refused'],
  ]),
  ...of('crypto/primitives/ed25519-verify.ts', [
    ['signatures are verified', 'return sodium.crypto_sign_verify_detached(check.signature, check.message, publicKey);', 'return true;', 'crypto/standard/ed25519', 'strict'],
  ]),
  ...of('crypto/signed-object.ts', [
    ['a signature holds for one type', '`${SIGNATURE_PREFIX}${type}\\0`', '`${SIGNATURE_PREFIX}\\0`', 'crypto/signed-object', 'never passes for another'],
    ['every signature is verified', 'if (!verifyEd25519(key, { message, signature: object.signatures[index]! })) throw new VerificationError();', 'if (index === 0 && !verifyEd25519(key, { message, signature: object.signatures[index]! })) throw new VerificationError();', 'crypto/signed-object', 'in their order'],
    ['there is a key for each signature', 'if (keys.length !== object.signatures.length) throw new VerificationError();', NOTHING, 'crypto/signed-object', 'in their order'],
    ['an object has as many signatures as its type', 'if (object.signatures.length < min || object.signatures.length > max) throw new InvalidInputError("number of signatures");', NOTHING, 'crypto/signed-object', 'is refused'],
    ['an object has the shape of its type', '!form.shape(fields) || ', NOTHING, 'crypto/identity', 'though rightly signed'],
  ]),
  ...of('crypto/shape.ts', [
    ['a time is one that can be shown', '(value) => value <= LAST_MOMENT', '() => true', 'altered-message', 'no calendar'],
  ]),
  ...of('crypto/signed-object-signer.ts', [
    ['nothing is signed that no reader takes', '!form.shape(fields) || ', NOTHING, 'crypto/signed-object', 'no reader would accept'],
    ['nothing is signed that is longer than a reader takes', 'if (encodeUtf8(json).length > (form.maxBytes ?? SIGNED_OBJECT_MAX_BYTES)) throw new InvalidInputError("signed object too long");', NOTHING, 'crypto/signed-object', 'longer than a reader'],
  ]),
  ...of('crypto/message/link-target.ts', [
    ['a link is read alike by everybody', ' || REFUSED.test(value)', NOTHING, 'crypto/body', 'links'],
  ]),
  ...of('crypto/message/segment-layout.ts', [
    ['a file has at most 10,000 segments', 'if (count > SEGMENTS_MAX) throw new InvalidInputError("too many segments");', NOTHING, 'crypto/attachment', 'in segments of'],
    ['segments have an allowed size', ' || !isSegmentSize(segmentSize)', NOTHING, 'crypto/attachment', 'in segments of'],
  ]),
  ...of('crypto/message/attachment.ts', [
    ['a segment says whether it is the last', 'Uint8Array.of(place.index === layout.count - 1 ? 1 : 0),', NOTHING, 'crypto/attachment', 'byte for byte'],
    ['an opened segment has the length of its place', ' && pieces.reduce((sum, { length }) => sum + length, 0) === expectedBytes', NOTHING, 'crypto/form-vectors', 'segment'],
    ['a sealed segment has the length of its place', 'if (message.plaintext.length !== expectedBytes) throw new InvalidInputError("segment length");', NOTHING, 'crypto/attachment', 'another length'],
  ]),
  ...of('crypto/message/attachment-name.ts', [
    ['no name is turned around or broken', ' && name.search(HIDDEN) === -1', NOTHING, 'crypto/message-form', 'refuses an attachment'],
    ['no name leads elsewhere', '&& !/[/\\\\]/.test(name)', NOTHING, 'crypto/message-form', 'refuses an attachment'],
  ]),
  ...of('crypto/message/manifest.ts', [
    ['recipients stand in one order, each once', 'inOrder(value.recipients.map((each) => each.address))', 'true', 'crypto/message', 'refuses'],
    ['a recipient is an account or an invitation', '(value) => (value.account === null) !== (value.invitation === null),', '() => true,', 'crypto/message', 'refuses'],
    ['attachments have different ids', '&& allDifferent(', '&& ((_: unknown) => true)(', 'crypto/message-form', 'under one id'],
    ['a file has as many segments as its size needs', '(value) => hasLayout(value),', '() => true,', 'crypto/message-form', 'refuses an attachment'],
  ]),
  ...of('crypto/primitives/age-unwrap.ts', [
    ['no stanza of another kind gives a key', ' || stanza.args[0] !== STANZA_TYPE', NOTHING, 'crypto/form-vectors', 'stanza'],
    ['a stanza has no further argument', ' || rest.length > 0', NOTHING, 'crypto/form-vectors', 'stanza'],
    ['a stanza has one spelling', ' || /[-_]/.test(share)', NOTHING, 'crypto/form-vectors', 'stanza'],
  ]),
  ...of('crypto/message/container.ts', [
    ['no chunk of a payload is empty', 'if (last > 0 && last <= CHUNK_TAG_BYTES) throw new InvalidInputError("container payload length");', NOTHING, 'crypto/message-form', 'no empty chunk'],
    ['a container has a stanza besides the sender’s', 'if (stanzas < 2) throw new InvalidInputError("too few stanzas");', NOTHING, 'crypto/age', 'a single one'],
    ['a container has no more stanzas than recipients may be', 'if (stanzas > RECIPIENTS_MAX + 1) throw new InvalidInputError("too many stanzas");', NOTHING, 'crypto/age', 'no further one'],
    ['a container is not longer than its limit', 'if (bytes.length > CONTAINER_MAX_BYTES) throw new InvalidInputError("container too long");', NOTHING, 'crypto/age', 'too long'],
    ['a container’s plaintext is padded', 'padmeLength(plaintextBytes) !== plaintextBytes', 'false', 'crypto/age', 'plaintext bytes'],
    ['a container has stanzas of one kind and form', 'if (!wellFormed) throw new InvalidInputError("container stanza");', NOTHING, 'crypto/age', 'refuses a header'],
    ['a container’s header ends with its MAC', 'if (start !== MAC_START || !mac.endsWith("\\n") || !BASE64_OF_32.test(mac.slice(0, -1))) throw new InvalidInputError("container header");', NOTHING, 'crypto/age', 'refuses a header'],
  ]),
];
