// Every parser that reads what others wrote, fed with its own honest input cut, flipped, extended, spliced, nested and replaced: it gives
// a value of its exact form or refuses with its one error, and quickly. PARSER_CASES: how many inputs in all.
import fc from 'fast-check';
import {
  CryptoError, createAccessCode, createAccountKey, createAttachmentKey, createIdentity, createInvitation, createInviter, createKeyring, createKit, createPractice, createProfile, createRevoke,
  createVoucher, deriveInvitationKeys, deriveStateKey, encodeRoot, encodeUtf8, fromBase64Url, InvalidInputError, newId,
  normaliseAddress, OpenError, openEscrow, openKeyring, openMessage, openSegment, openState, openThumbnail, parseAccessCode, parseBody, parseKit, parseRoot,
  proposeMember, publicKeysOf, randomBytes, ready, sealEscrow, sealKeyring, sealSegment, sealState, sealThumbnail, SEGMENT_BYTES, segmentLayout, signMember,
  startLogin, startRegistration, toBase64Url, unwrapAccountKey, VerificationError, verifyIdentityChain, wrapAccountKey,
  type UnlockKey,
} from '#crypto';
import { createStatement } from '../../crypto/invitation/statement-signer.ts';
import { createOpaqueSetup, createUserIdentifier, finishServerLogin, ready as serverReady, registrationResponse, startServerLogin } from '#crypto/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeCanonicalJson, parseCanonicalJson, type JsonValue } from '../../crypto/canonical-json.ts';
import { INVITATION_FORM } from '../../crypto/invitation/invitation.ts';
import { INVITER_FORM } from '../../crypto/invitation/inviter.ts';
import { STATEMENT_FORM } from '../../crypto/invitation/statement.ts';
import { IDENTITY_FORM } from '../../crypto/keys/identity.ts';
import { encodeKeyring, parseKeyring } from '../../crypto/keys/keyring-encoding.ts';
import { MEMBER_FORM, MEMBER_PROPOSAL_FORM } from '../../crypto/keys/member.ts';
import { PRACTICE_FORM } from '../../crypto/keys/practice.ts';
import { REVOKE_FORM } from '../../crypto/keys/revoke.ts';
import { PROFILE_FORM } from '../../crypto/profile/profile.ts';
import { VOUCHER_FORM } from '../../crypto/profile/voucher.ts';
import { encodeBody, parseBodyBytes } from '../../crypto/message/body.ts';
import { parseContainer } from '../../crypto/message/container.ts';
import { MANIFEST_FORM } from '../../crypto/message/manifest.ts';
import { encodePlaintext, parsePlaintext } from '../../crypto/message/plaintext.ts';
import { encodeMessage, sealMessage } from '../../crypto/message/seal.ts';
import { readRange } from '../../server/routes/attachments/range.ts';
import { createPerson, messageFrom, openOptions } from '../crypto/people.ts';
import { signedObject, textOf, type Parser } from '../support/fed-parser.ts';
import { sealedOnParsers } from '../support/sealed-on-parsers.ts';

const CASES = Number(process.env['PARSER_CASES'] ?? 6000);
/** Beyond every limit where there is time, beyond most otherwise. */
const OVERSIZED_BYTES = CASES >= 100_000 ? 9_000_000 : 1_500_000;
/** Of the processor, so that a machine with other things to do counts alike. */
const QUICKLY_MS = 2_500;

const parsers: Record<string, () => Promise<Parser>> = { ...sealedOnParsers };

/** Of what a parser gave: anything else than a refusal fails the test. */
function must(holds: boolean): void {
  if (!holds) throw new Error('not of its exact form');
}

const keyring = createKeyring();
const [account, practice] = [newId(), newId()];
const address = normaliseAddress('anna@praxis.example');
const member = { practice, account, identity: 'A'.repeat(43), role: 'member', administrator: account } as const;
const inviting = { account, identity: 'A'.repeat(43) };
const attachmentKey = createAttachmentKey();

Object.assign(parsers, {
  'canonical JSON': async () => ({
    honest: encodeUtf8('{"a":[1,-2,{"b":null}],"c":"d\\n\\u0001é€😀","e":{"f":true,"g":9007199254740991}}'),
    refuses: InvalidInputError,
    parse: (input) => encodeUtf8(encodeCanonicalJson(parseCanonicalJson(textOf(input), { maxBytes: 10_000 }))),
    weight: 3,
  }),
  'body': async () => ({
    honest: encodeBody({ type: 'doc', content: [{ type: 'heading', attrs: { level: 2 } }, { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://a.example/' } }] }] }] }] }] }),
    refuses: InvalidInputError,
    parse: (input) => encodeBody(parseBody(parseBodyBytes(input))),
    weight: 3,
  }),
  'state root': async () => ({
    honest: encodeRoot({ version: 7, blobs: { contacts: { version: 5, sha256: 'A'.repeat(43) }, [`draft/${newId()}`]: { version: 1, sha256: 'A'.repeat(43) } } }),
    refuses: InvalidInputError,
    parse: (input) => encodeRoot(parseRoot(input)),
    weight: 2,
  }),
  'keyring': async () => ({ honest: encodeKeyring(keyring), refuses: InvalidInputError, parse: (input) => encodeKeyring(parseKeyring(input)), weight: 2 }),
  'base64url': async () => ({ honest: encodeUtf8(toBase64Url(randomBytes(47))), refuses: InvalidInputError, parse: (input) => encodeUtf8(toBase64Url(fromBase64Url(decodeLatin(input)))) }),
  'address': async () => ({ honest: encodeUtf8('anna.müller+x@praxis-ä.example'), refuses: InvalidInputError, parse: (input) => settled(normaliseAddress, textOf(input)) }),
  'access code': async () => ({ honest: encodeUtf8(createAccessCode()), refuses: null, parse: (input) => settled((typed: string) => parseAccessCode(typed), textOf(input)) }),
  'recovery words': async () => ({ honest: encodeUtf8(createKit().words.join(' ')), refuses: InvalidInputError, parse: (input) => (must(parseKit(textOf(input)).length === 32), undefined) }),
  'attachment sizes': async () => ({ honest: encodeUtf8('12000001 5242880'), refuses: InvalidInputError, parse: (input) => layoutOf(textOf(input)) }),
  'range header': async () => ({ honest: encodeUtf8('bytes=5243272-'), refuses: null, parse: (input) => rangeOf(textOf(input)) }),
  'identity': signedObject(IDENTITY_FORM, async () => (await createPersonObject()).identity),
  'practice': signedObject(PRACTICE_FORM, () => createPractice(keyring, { practice, owner: account, name: 'Praxis' })),
  'member': signedObject(MEMBER_FORM, () => signMember(keyring, member)),
  'member proposal': signedObject(MEMBER_PROPOSAL_FORM, () => proposeMember(keyring, member)),
  'revoke': signedObject(REVOKE_FORM, () => createRevoke(keyring, { account, identity: 'A'.repeat(43), signKey: publicKeysOf(keyring).signKey })),
  'invitation': signedObject(INVITATION_FORM, async () => (await createInvitation(keyring, { id: newId(), address, practice, expires: 1_800_000_000, inviter: inviting })).object),
  'inviter': signedObject(INVITER_FORM, () => createInviter(keyring, { invitation: newId(), practice, ...inviting, address, name: 'Anna' })),
  'statement': signedObject(STATEMENT_FORM, () => createStatement(keyring, { address, account, identity: 'A'.repeat(43), by: inviting })),
  'profile': signedObject(PROFILE_FORM, () => createProfile(keyring, { practice, edition: 1, time: 1, name: 'Praxis', address: ['Weg 1'], phone: '+49 30 123', website: 'https://a.example/', logo: 'A'.repeat(43), signer: inviting })),
  'voucher': signedObject(VOUCHER_FORM, () => createVoucher(keyring, { practice, profile: 'A'.repeat(43), edition: 1, time: 1, ...inviting })),
  'chain of identities': async () => {
    const { identity } = await createPersonObject();
    return {
      honest: encodeUtf8(identity.json),
      refuses: VerificationError,
      parse: async (input) => {
        await verifyIdentityChain([{ ...identity, json: textOf(input) }]);
        return encodeUtf8(identity.json);
      },
    };
  },
  'container': async () => {
    const { container } = await sealMessage(await aMessage());
    const honest = parseContainer(container);
    // It reads only the shape: what it says of an altered one is what it said of the honest one, or it refuses.
    return { honest: container, refuses: InvalidInputError, parse: (input) => (must(parseContainer(input).stanzas === honest.stanzas), input) };
  },
  'plaintext': async () => ({ honest: (await encodeMessage(await aMessage())).plaintext, refuses: InvalidInputError, parse: (input) => encodePlaintext(parsePlaintext(input)) }),
  'manifest': async () => {
    const { manifest } = await encodeMessage(await aMessage());
    return await signedObject(MANIFEST_FORM, async () => ({ json: encodeCanonicalJson(manifest as unknown as JsonValue), signatures: [toBase64Url(new Uint8Array(64))] }))();
  },
  'sealed message': async () => {
    const [anna, bert] = [await createPerson('anna@praxis.example'), await createPerson('bert@lab.example')];
    const parts = messageFrom(anna, [bert]);
    const { container } = await sealMessage(parts);
    return { honest: container, refuses: OpenError, weight: 0.2, parse: async (input) => (await openMessage(input, openOptions(bert, parts, [anna])), container) };
  },
  'sealed state': async () => {
    const stateKey = await deriveStateKey(createAccountKey());
    const scope = { account, name: 'contacts', version: 1 };
    const honest = await sealState(stateKey, scope, new Uint8Array(10));
    return { honest, refuses: OpenError, parse: async (input) => (await openState(stateKey, scope, input), honest) };
  },
  'sealed keyring': async () => {
    const accountKey = createAccountKey();
    const honest = await sealKeyring(accountKey, { account, version: 1 }, keyring);
    return { honest, refuses: OpenError, parse: async (input) => (await openKeyring(accountKey, { account, version: 1 }, input), honest) };
  },
  'wrap': async () => {
    const unlockKey = randomBytes(32) as UnlockKey;
    const scope = { account, name: 'password', version: 1 } as const;
    const honest = await wrapAccountKey(unlockKey, scope, createAccountKey());
    return { honest, refuses: OpenError, parse: async (input) => (await unwrapAccountKey(unlockKey, scope, input), honest) };
  },
  'escrow': async () => {
    const id = newId();
    const { escrowKey } = await deriveInvitationKeys(createAccessCode(), id);
    const made = await createInvitation(keyring, { id, address, practice, expires: 1_800_000_000, inviter: inviting });
    const inviter = await createInviter(keyring, { invitation: id, practice, ...inviting, address, name: 'Anna' });
    const honest = await sealEscrow(escrowKey, { id }, { seed: made.seed, inviter });
    return { honest, refuses: OpenError, parse: async (input) => (await openEscrow(escrowKey, { id, object: made.object }, input), honest) };
  },
  'segment': async () => {
    const place = { id: newId(), size: 1000, segmentSize: SEGMENT_BYTES, index: 0 };
    const { sealed, hash } = await sealSegment(attachmentKey, place, new Uint8Array(1000));
    return { honest: sealed, refuses: OpenError, parse: async (input) => (await openSegment(attachmentKey, { ...place, hash }, input), sealed) };
  },
  'thumbnail': async () => {
    const place = { attachment: newId(), id: newId() };
    const { sealed, sha256 } = await sealThumbnail(attachmentKey, place, new Uint8Array(1000));
    return { honest: sealed, refuses: OpenError, parse: async (input) => (await openThumbnail(attachmentKey, { ...place, sha256 }, input), sealed) };
  },
  'request to register': async () => opaque((await startRegistration('x')).request, (request) => registrationResponse({ setup, userIdentifier: createUserIdentifier(), request })),
  'request to log in': async () => opaque((await startLogin('x')).request, (request) => startServerLogin({ setup, userIdentifier: createUserIdentifier(), record: null, request, address }).response),
  'end of a log-in': async () => {
    const { state } = startServerLogin({ setup, userIdentifier: createUserIdentifier(), record: null, request: (await startLogin('x')).request, address });
    return { honest: encodeUtf8('A'.repeat(86)), refuses: null, weight: 0.3, parse: (input) => (must(!finishServerLogin({ state, finish: decodeLatin(input) })), undefined) };
  },
} satisfies typeof parsers);

let setup: string;
beforeAll(async () => {
  await Promise.all([ready(), serverReady()]);
  setup = createOpaqueSetup();
});

const decodeLatin = (input: Uint8Array) => Buffer.from(input).toString('latin1');
const aMessage = async () => messageFrom(await createPerson('anna@praxis.example'), [await createPerson('bert@lab.example')]);
const createPersonObject = () => createIdentity(createKeyring(), { account, address });

/** A normaliser settles after one time. */
function settled(normalise: (text: string) => string | null, text: string): Uint8Array | undefined {
  const once = normalise(text);
  if (once !== null) expect(normalise(once)).toBe(once);
  return undefined;
}

function layoutOf(text: string): undefined {
  const [size = NaN, segmentSize = NaN] = text.split(' ').map(Number);
  const layout = segmentLayout(size, segmentSize);
  expect(layout.count).toBeLessThanOrEqual(10_000);
  expect(layout.segmentSize * (layout.count - 1) + layout.segmentBytes(layout.count - 1)).toBe(size);
}

function rangeOf(header: string): undefined {
  const range = readRange(header, 10_000_000);
  if (range === null || range === 'unsatisfiable') return;
  expect(range.start).toBeGreaterThanOrEqual(0);
  expect(range.start + range.length).toBeLessThanOrEqual(10_000_000);
}

function opaque(honest: string, answer: (request: string) => string): Parser {
  return { honest: encodeUtf8(honest), refuses: InvalidInputError, weight: 0.3, parse: (input) => (answer(decodeLatin(input)), undefined) };
}

const nested = fc.tuple(fc.constantFrom('[', '{"a":', '[{"type":', '{"content":['), fc.integer({ min: 1, max: 20_000 })).map(([open, depth]) => Buffer.from(open.repeat(depth)));
const piece = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 200 }), nested, fc.constantFrom(' ', '\0', '"', '\\u0000', '1e3', '-0', '__proto__', '\ud800', 'É', '\u202e').map((text) => Buffer.from(text)));
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const cut = (bytes: Uint8Array, at: number) => at % (bytes.length + 1);

/** What is done to an honest input. */
const alteration = fc.oneof(
  fc.nat().map((at) => (bytes: Uint8Array) => bytes.slice(0, cut(bytes, at))),
  fc.nat().map((at) => (bytes: Uint8Array) => bytes.slice(cut(bytes, at))),
  fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 4 }).map((flips) => (bytes: Uint8Array) => {
    const altered = bytes.slice();
    for (const [at, bit] of flips) altered[at % altered.length]! ^= 1 << bit;
    return altered;
  }),
  piece.map((added) => (bytes: Uint8Array) => joined(bytes, added)),
  fc.tuple(fc.nat(), piece).map(([at, added]) => (bytes: Uint8Array) => joined(bytes.subarray(0, cut(bytes, at)), added, bytes.subarray(cut(bytes, at)))),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 400 }), piece).map(([at, length, added]) => (bytes: Uint8Array) => joined(bytes.subarray(0, cut(bytes, at)), added, bytes.subarray(cut(bytes, at) + length))),
  fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 400 })).map(([from, to, length]) => (bytes: Uint8Array) =>
    joined(bytes.subarray(0, cut(bytes, to)), bytes.subarray(cut(bytes, from), cut(bytes, from) + length), bytes.subarray(cut(bytes, to)))),
  fc.oneof(fc.uint8Array({ maxLength: 300 }), nested).map((bytes) => () => new Uint8Array(bytes)),
);

/** Gives the input, and fails for every end but the exact form or the one refusal. */
async function feed({ parse, refuses }: Parser, input: Uint8Array): Promise<void> {
  let again: Uint8Array | undefined;
  try {
    again = await parse(input);
  } catch (error) {
    if (refuses === null || !(error instanceof refuses)) throw error;
    expect(error).toBeInstanceOf(CryptoError);
    return;
  }
  if (again !== undefined) expect([input, encodeUtf8(textOf(input))].some((same) => Buffer.compare(again, same) === 0)).toBe(true);
}

const names = Object.keys(parsers);
const shares = 1.05 * names.length;

describe.each(names)('%s', (name) => {
  let parser: Parser;
  beforeAll(async () => {
    parser = (await parsers[name]?.()) as Parser;
  });

  it('is read where it is honest', async () => {
    await feed({ ...parser, refuses: null }, parser.honest);
  });

  it('that is malformed is refused, with one error', async () => {
    await fc.assert(fc.asyncProperty(alteration, async (alter) => feed(parser, alter(parser.honest))), { numRuns: Math.ceil((CASES / shares) * (parser.weight ?? 1)) });
  });

  it('that is oversized is refused quickly', async () => {
    const oversized = [
      new Uint8Array(Buffer.alloc(OVERSIZED_BYTES, parser.honest)),
      joined(parser.honest, new Uint8Array(OVERSIZED_BYTES)),
      new Uint8Array(OVERSIZED_BYTES).fill('['.charCodeAt(0)),
      new Uint8Array(OVERSIZED_BYTES).fill('a'.charCodeAt(0)),
    ];
    for (const input of oversized) {
      const begun = process.cpuUsage();
      await feed(parser, input);
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(QUICKLY_MS);
    }
  });
});

it('as many inputs as the run asks for are tried', async () => {
  const made = await Promise.all(names.map(async (name) => (await parsers[name]?.())?.weight ?? 1));
  const tried = made.reduce((sum, weight) => sum + Math.ceil((CASES / shares) * weight), 0);
  expect(tried).toBeGreaterThanOrEqual(CASES);
});
