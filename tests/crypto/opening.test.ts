// One failure: whatever is done to what was sealed, to its key or to its place, every function that opens throws OpenError and
// nothing else, with the same words.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as frontDoor from "../../crypto/index.ts";
import {
  createAccountKey, createAttachmentKey, createInvitation, createInviter, createKeyring, createKit, deriveStateKey, encodeUtf8, kitUnlockKey, newId,
  normaliseAddress, openAccount, openEscrow, OpenError, openKeyring, openMessage, openPass, openSegment, openState, openThumbnail, randomBytes, ready,
  sealAccount, sealEscrow, sealKeyring, sealMessage, sealPass, sealRoot, sealSegment, sealState, sealThumbnail, sha256, toBase64Url, unwrapAccountKey, wrapAccountKey,
  type Bytes, type EscrowKey, type ExportKey, type StateKey,
} from "../../crypto/index.ts";
import { openRoot } from "../../crypto/keys/state-root.ts";
import { segmentHash } from "../../crypto/message/segment-hash.ts";
import { createPerson, messageFrom, openOptions } from "./people.ts";

/** One way to open: honest bytes, and what opens any bytes; `elsewhere`, the honest bytes under another key or place. */
interface Opening {
  readonly sealed: Bytes;
  readonly open: (sealed: Uint8Array) => Promise<unknown>;
  readonly elsewhere: readonly (() => Promise<unknown>)[];
}

const openings: Record<string, () => Promise<Opening>> = {
  async unwrapAccountKey() {
    const { entropy } = createKit();
    const scope = { account: newId(), name: "kit", version: 3 } as const;
    const unlockKey = await kitUnlockKey(entropy);
    const sealed = await wrapAccountKey(unlockKey, scope, createAccountKey());
    const other = await kitUnlockKey(createKit().entropy);
    return {
      sealed,
      open: (bytes) => unwrapAccountKey(unlockKey, scope, bytes),
      elsewhere: [
        () => unwrapAccountKey(other, scope, sealed),
        () => unwrapAccountKey(unlockKey, { ...scope, account: newId() }, sealed),
        () => unwrapAccountKey(unlockKey, { ...scope, name: "password" }, sealed),
        () => unwrapAccountKey(unlockKey, { ...scope, version: 2 }, sealed),
      ],
    };
  },
  async openKeyring() {
    const accountKey = createAccountKey();
    const scope = { account: newId(), version: 1 };
    const sealed = await sealKeyring(accountKey, scope, createKeyring());
    return {
      sealed,
      open: (bytes) => openKeyring(accountKey, scope, bytes),
      elsewhere: [() => openKeyring(createAccountKey(), scope, sealed), () => openKeyring(accountKey, { ...scope, version: 2 }, sealed), () => openKeyring(accountKey, { ...scope, account: newId() }, sealed)],
    };
  },
  async openState() {
    const key = await deriveStateKey(createAccountKey());
    const scope = { account: newId(), name: "contacts", version: 1 };
    const sealed = await sealState(key, scope, encodeUtf8("contacts"));
    const other = await deriveStateKey(createAccountKey());
    return {
      sealed,
      open: (bytes) => openState(key, scope, bytes),
      elsewhere: [() => openState(other, scope, sealed), () => openState(key, { ...scope, name: "invitations" }, sealed), () => openState(key, { ...scope, version: 2 }, sealed)],
    };
  },
  async openRoot() {
    const key = await deriveStateKey(createAccountKey());
    const account = newId();
    const sealed = await sealRoot(key, { account }, { version: 4, blobs: { contacts: { version: 1, sha256: toBase64Url(await sha256(encodeUtf8("x"))) } } });
    const other: StateKey = await deriveStateKey(createAccountKey());
    return {
      sealed,
      open: (bytes) => openRoot(key, { account, version: 4 }, bytes),
      elsewhere: [() => openRoot(other, { account, version: 4 }, sealed), () => openRoot(key, { account, version: 5 }, sealed), () => openRoot(key, { account: newId(), version: 4 }, sealed)],
    };
  },
  async openAccount() {
    const contents = {
      account: newId(), accountKey: createAccountKey(), keyring: createKeyring(), exportKey: randomBytes(64) as ExportKey, kit: createKit().entropy,
      versions: { passwordWrap: 1, kitWrap: 1, keyring: 1, root: 1 }, blobs: [],
    };
    const { account, accountKey } = contents;
    const { root, put } = (await sealAccount(contents)).state;
    const other = (await sealAccount(contents)).state;
    const [keyring, otherKeyring] = [put[0]!, other.put[0]!];
    return {
      sealed: keyring.sealed,
      open: (bytes) => openAccount(accountKey, { account, root, keyring: { version: 1, sealed: bytes } }),
      elsewhere: [
        () => openAccount(createAccountKey(), { account, root, keyring }),
        () => openAccount(accountKey, { account: newId(), root, keyring }),
        () => openAccount(accountKey, { account, root: { ...root, version: 2 }, keyring }),
        () => openAccount(accountKey, { account, root: { ...root, sealed: root.sealed.subarray(1) }, keyring }),
        () => openAccount(accountKey, { account, root, keyring: { ...keyring, version: 2 } }),
        () => openAccount(accountKey, { account, root, keyring: otherKeyring }),
      ],
    };
  },
  async openEscrow() {
    const inviter = await createPerson("anna@praxis.example");
    const [id, practice] = [newId(), newId()];
    const by = { account: inviter.account, identity: inviter.identity.hash };
    const { object, seed } = await createInvitation(inviter.keyring, { id, practice, address: normaliseAddress("new@lab.example"), expires: 1_800_000_000, inviter: by });
    const statement = await createInviter(inviter.keyring, { invitation: id, practice, ...by, address: inviter.address, name: "Anna" });
    const key = randomBytes(32) as Bytes as EscrowKey;
    const sealed = await sealEscrow(key, { id }, { seed, inviter: statement });
    const another = await createInvitation(inviter.keyring, { id, practice, address: normaliseAddress("new@lab.example"), expires: 1_800_000_000, inviter: by });
    return {
      sealed,
      open: (bytes) => openEscrow(key, { id, object }, bytes),
      elsewhere: [
        () => openEscrow(randomBytes(32) as Bytes as EscrowKey, { id, object }, sealed),
        () => openEscrow(key, { id: newId(), object }, sealed),
        () => openEscrow(key, { id, object: another.object }, sealed),
        () => openEscrow(key, { id, object: { json: "{}", signatures: [] } }, sealed),
        () => openEscrow(key, { id, object: { json: "no JSON", signatures: ["no signature"] } }, sealed),
      ],
    };
  },
  async openMessage() {
    const [anna, bert, carl] = await Promise.all(["anna@praxis.example", "bert@lab.example", "carl@other.example"].map(createPerson)) as [Awaited<ReturnType<typeof createPerson>>, Awaited<ReturnType<typeof createPerson>>, Awaited<ReturnType<typeof createPerson>>];
    const parts = messageFrom(anna, [bert]);
    const { container: sealed } = await sealMessage(parts);
    const options = openOptions(bert, parts, [anna]);
    return {
      sealed,
      open: (bytes) => openMessage(bytes, options),
      elsewhere: [
        () => openMessage(sealed, openOptions(carl, parts, [anna])),
        () => openMessage(sealed, openOptions(bert, parts, [])),
        () => openMessage(sealed, { ...options, kemSeeds: [] }),
        () => openMessage(sealed, { ...options, role: "sender" }),
        () => openMessage(sealed, { ...options, expect: { ...options.expect, id: newId() } }),
        () => openMessage(sealed, { ...options, senderIdentity: async () => Promise.reject(new TypeError("the directory is out of reach")) }),
      ],
    };
  },
  async openPass() {
    const [anna, bert] = [await createPerson("anna@praxis.example"), await createPerson("bert@lab.example")];
    const parts = messageFrom(bert, [anna]);
    const { container } = await sealMessage(parts);
    const [handOver, message, sender] = [newId(), parts.manifest.id, bert.account];
    const fileKey = await frontDoor.messageFileKey(container, { kemSeeds: frontDoor.kemSeeds(anna.keyring), stanza: 0, role: "recipient" });
    const giver = { account: anna.account, identity: anna.identity.hash, address: anna.address };
    const sealed = await sealPass({ handOver, message, sender, container, fileKey, time: 0, giver, receiver: bert, keyring: anna.keyring });
    const options = {
      kemSeeds: frontDoor.kemSeeds(bert.keyring), self: { account: bert.account, addresses: [bert.address] }, container,
      expect: { handOver, message, sender, giver: anna.account }, giverIdentity: async () => anna.identity,
    };
    return {
      sealed,
      open: (bytes) => openPass(bytes, options),
      elsewhere: [
        () => openPass(sealed, { ...options, kemSeeds: [] }),
        () => openPass(sealed, { ...options, container: sealed }),
        () => openPass(sealed, { ...options, expect: { ...options.expect, message: newId() } }),
        () => openPass(sealed, { ...options, giverIdentity: async () => bert.identity }),
        () => openPass(sealed, { ...options, giverIdentity: async () => Promise.reject(new TypeError("the directory is out of reach")) }),
      ],
    };
  },
  async openSegment() {
    const key = createAttachmentKey();
    const place = { id: newId(), size: 1000, segmentSize: frontDoor.SEGMENT_BYTES, index: 0 };
    const { sealed, hash } = await sealSegment(key, place, randomBytes(1000));
    return {
      sealed,
      open: (bytes) => openSegment(key, { ...place, hash }, bytes),
      elsewhere: [
        () => openSegment(createAttachmentKey(), { ...place, hash }, sealed),
        () => openSegment(key, { ...place, id: newId(), hash }, sealed),
        () => openSegment(key, { ...place, size: 999, hash }, sealed),
        // Altered together with its hash, as a recipient who colludes could.
        async () => {
          const altered = sealed.slice();
          altered[100]! ^= 1;
          return openSegment(key, { ...place, hash: toBase64Url(await segmentHash(altered)) }, altered);
        },
      ],
    };
  },
  async openThumbnail() {
    const key = createAttachmentKey();
    const place = { attachment: newId(), id: newId() };
    const { sealed, sha256: hash } = await sealThumbnail(key, place, randomBytes(500));
    return {
      sealed,
      open: (bytes) => openThumbnail(key, { ...place, sha256: hash }, bytes),
      elsewhere: [() => openThumbnail(createAttachmentKey(), { ...place, sha256: hash }, sealed), () => openThumbnail(key, { ...place, id: newId(), sha256: hash }, sealed)],
    };
  },
};

/** Anything that can be done to bytes. */
const alteration: fc.Arbitrary<(sealed: Uint8Array) => Uint8Array> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => (sealed: Uint8Array) => sealed.map((byte, index) => (index === at % sealed.length ? byte ^ flip : byte))),
  fc.nat().map((length) => (sealed: Uint8Array) => sealed.subarray(0, length % sealed.length)),
  fc.nat().map((length) => (sealed: Uint8Array) => sealed.subarray(1 + (length % (sealed.length - 1)))),
  fc.uint8Array({ minLength: 1, maxLength: 100 }).map((more) => (sealed: Uint8Array) => Uint8Array.of(...sealed, ...more)),
  fc.uint8Array({ maxLength: 6000 }).map((bytes) => () => bytes),
  fc.nat().map((at) => (sealed: Uint8Array) => Uint8Array.of(...sealed.subarray(at % sealed.length), ...sealed.subarray(0, at % sealed.length))),
);

async function refusal(opening: () => Promise<unknown>): Promise<[unknown, string, string]> {
  try {
    await opening();
  } catch (error) {
    if (!(error instanceof OpenError)) throw error;
    return [error.constructor, error.code, error.message];
  }
  throw new Error("was opened");
}
const THE_REFUSAL = [OpenError, "cannot_open", "cannot open"];

beforeAll(ready);

it("covers every function of the front door that opens, and the root's, which opens with the account", () => {
  const opening = Object.keys(frontDoor).filter((name) => /^(open|unwrap|unseal|decrypt)[A-Z]/.test(name));
  expect(Object.keys(openings).sort()).toEqual([...opening, "openRoot"].sort());
});

describe.each(Object.keys(openings))("%s", (name) => {
  let opening: Opening;
  beforeAll(async () => {
    await ready();
    opening = await openings[name]!();
  });

  it("opens what was sealed", async () => expect(await opening.open(opening.sealed)).toBeDefined());

  it("refuses any alteration in the same words", async () => {
    await fc.assert(fc.asyncProperty(alteration, async (alter) => {
      const altered = alter(opening.sealed);
      fc.pre(altered.length !== opening.sealed.length || altered.some((byte, index) => byte !== opening.sealed[index]));
      expect(await refusal(() => opening.open(altered))).toEqual(THE_REFUSAL);
    }), { numRuns: 150 });
  });

  it("refuses it under any other key or in any other place in the same words", async () => {
    for (const elsewhere of opening.elsewhere) expect(await refusal(elsewhere)).toEqual(THE_REFUSAL);
  });
});
