// Invitation, escrow, claim and statement: what the access code vouches for, and to whom.
import { beforeAll, describe, expect, it } from "vitest";
import {
  claimFor, createAccessCode, createInvitation, createInviter, createKeyring, deriveInvitationKeys, fingerprint,
  InvalidInputError, newId, normaliseAddress, openEscrow, OpenError, randomBytes, ready, renewInvitation, sealEscrow, VerificationError,
  verifyClaim, verifyInvitation, type Address, type Id, type Invitation, type InvitationKeys, type MadeInvitation,
  type SignedObject,
} from "../../crypto/index.ts";
import { verifyRenewal } from "../../crypto/invitation/invitation.ts";
import { statementAbout, verifyStatement, type Statement } from "../../crypto/invitation/statement.ts";
import { createStatement } from "../../crypto/invitation/statement-signer.ts";
import { signPublicKey } from "../../crypto/primitives/ed25519-sign.ts";
import { seal } from "../../crypto/primitives/seal.ts";
import { createPerson, fieldsOf, signAnything, type Person } from "./signers.ts";

const invited = normaliseAddress("labor@example.net");
const id = newId();
const practice = newId();
let inviter: Person;
let stranger: Person;
let keys: InvitationKeys;
let made: MadeInvitation;
let statement: SignedObject;

const terms = (person: Person) => ({ id, address: invited, practice, expires: 1_800_000_000, inviter: { account: person.account, identity: person.identity.hash } });
const inviterOf = (person: Person, change: { invitation?: Id; practice?: Id; account?: Id } = {}) =>
  createInviter(person.keyring, { invitation: id, practice, account: person.account, identity: person.identity.hash, address: person.address, name: "Dr. Anna Östlund", ...change });

beforeAll(async () => {
  await ready();
  [inviter, stranger, keys] = await Promise.all([createPerson("anna"), createPerson("mallory"), deriveInvitationKeys(createAccessCode(), id)]);
  made = await createInvitation(inviter.keyring, terms(inviter));
  statement = await inviterOf(inviter);
});

describe("an invitation", () => {
  it("is verified by its inviter's key, with the kem key it names", async () => {
    const verified = await verifyInvitation(made.object, { signKey: inviter.identity.signPublicKey, kemPublicKey: made.kemPublicKey });
    expect(verified).toEqual({ type: "invitation", version: 1, ...terms(inviter), kemKeyHash: await fingerprint(made.kemPublicKey), restart: false });
    await expect(verifyInvitation(made.object, { signKey: stranger.identity.signPublicKey })).rejects.toThrow(VerificationError);
    await expect(verifyInvitation(made.object, { signKey: inviter.identity.signPublicKey, kemPublicKey: stranger.kemPublicKey })).rejects.toThrow(VerificationError);
    const elsewhere = { ...made.object, json: made.object.json.replace(invited, "mallory@example.net") };
    await expect(verifyInvitation(elsewhere, { signKey: inviter.identity.signPublicKey })).rejects.toThrow(VerificationError);
  });

  it("may let an account start again", async () => {
    const again = await createInvitation(inviter.keyring, { ...terms(inviter), restart: true });
    expect((await verifyInvitation(again.object, { signKey: inviter.identity.signPublicKey })).restart).toBe(true);
  });

  it("is renewed with a later expiry and nothing else", async () => {
    const signKey = inviter.identity.signPublicKey;
    const before = await verifyInvitation(made.object, { signKey });
    const renewed = await renewInvitation(inviter.keyring, { object: made.object, expires: before.expires + 1 });
    const after = await verifyInvitation(renewed, { signKey });
    expect(after).toEqual({ ...before, expires: before.expires + 1 });
    expect(() => verifyRenewal(before, after)).not.toThrow();
    await expect(renewInvitation(inviter.keyring, { object: made.object, expires: before.expires })).rejects.toThrow(InvalidInputError);
  });

  it.each<[string, Partial<Invitation>]>([
    ["the same expiry", { expires: 1_800_000_000 }],
    ["another id", { id: newId() }],
    ["another address", { address: normaliseAddress("mallory@example.net") }],
    ["another practice", { practice: newId() }],
    ["another kem key", { kemKeyHash: "A".repeat(43) }],
    ["another inviter", { inviter: { account: newId(), identity: "A".repeat(43) } }],
    ["another meaning", { restart: true }],
  ])("is not renewed by one with %s", async (_, change) => {
    const before = await verifyInvitation(made.object, { signKey: inviter.identity.signPublicKey });
    expect(() => verifyRenewal(before, { ...before, expires: before.expires + 1, ...change })).toThrow(VerificationError);
  });

  it("may be renewed by the inviter's later key", async () => {
    const before = await verifyInvitation(made.object, { signKey: inviter.identity.signPublicKey });
    const later = createKeyring();
    const renewed = await renewInvitation(later, { object: made.object, expires: before.expires + 1, identity: stranger.identity.hash });
    const after = await verifyInvitation(renewed, { signKey: signPublicKey(later.sign.current) });
    expect(after.inviter).toEqual({ account: inviter.account, identity: stranger.identity.hash });
    expect(() => verifyRenewal(before, after)).not.toThrow();
  });
});

describe("an escrow", () => {
  it("gives the seed and who invites to whoever has the code", async () => {
    const sealed = await sealEscrow(keys.escrowKey, { id }, { seed: made.seed, inviter: statement });
    const opened = await openEscrow(keys.escrowKey, { id, object: made.object }, sealed);
    expect(opened.seed).toEqual(made.seed);
    expect(opened.inviter).toMatchObject({ account: inviter.account, address: inviter.address, name: "Dr. Anna Östlund", signKey: inviter.identity.signKey });
    expect(opened.invitation.address).toBe(invited);
  });

  it("leaves the inviter's seed as it was, to be wiped by the caller", async () => {
    const before = made.seed.slice();
    await sealEscrow(keys.escrowKey, { id }, { seed: made.seed, inviter: statement });
    expect(made.seed.slice()).toEqual(before);
  });

  it("does not open with another code, for another invitation, or altered", async () => {
    const sealed = await sealEscrow(keys.escrowKey, { id }, { seed: made.seed, inviter: statement });
    const object = made.object;
    const others = await deriveInvitationKeys(createAccessCode(), id);
    await expect(openEscrow(others.escrowKey, { id, object }, sealed)).rejects.toThrow(OpenError);
    await expect(openEscrow(keys.escrowKey, { id: newId(), object }, sealed)).rejects.toThrow(OpenError);
    await expect(openEscrow(keys.escrowKey, { id, object }, sealed.with(70, sealed[70]! ^ 1))).rejects.toThrow(OpenError);
    await expect(openEscrow(keys.escrowKey, { id, object }, sealed.subarray(0, -1))).rejects.toThrow(OpenError);
  });

  it("does not vouch for an invitation that the server put in its place", async () => {
    const sealed = await sealEscrow(keys.escrowKey, { id }, { seed: made.seed, inviter: statement });
    const byStranger = await createInvitation(stranger.keyring, terms(inviter));
    const otherSeed = await createInvitation(inviter.keyring, terms(inviter));
    const otherPractice = await signAnything("invitation", { ...fieldsOf(made.object), practice: newId() }, [inviter.keyring.sign.current]);
    const otherId = await signAnything("invitation", { ...fieldsOf(made.object), id: newId() }, [inviter.keyring.sign.current]);
    const otherAccount = await signAnything("invitation", { ...fieldsOf(made.object), inviter: { account: newId(), identity: inviter.identity.hash } }, [inviter.keyring.sign.current]);
    const otherIdentity = await signAnything("invitation", { ...fieldsOf(made.object), inviter: { account: inviter.account, identity: stranger.identity.hash } }, [inviter.keyring.sign.current]);
    for (const object of [byStranger.object, otherSeed.object, otherPractice, otherId, otherAccount, otherIdentity]) {
      await expect(openEscrow(keys.escrowKey, { id, object }, sealed)).rejects.toThrow(OpenError);
    }
  });

  it("does not open with a statement for another invitation or practice, or one that its key did not sign", async () => {
    const forged = { json: statement.json, signatures: (await inviterOf(stranger)).signatures };
    for (const inside of [await inviterOf(inviter, { invitation: newId() }), await inviterOf(inviter, { practice: newId() }), await inviterOf(stranger), forged]) {
      const sealed = await sealEscrow(keys.escrowKey, { id }, { seed: made.seed, inviter: inside });
      await expect(openEscrow(keys.escrowKey, { id, object: made.object }, sealed)).rejects.toThrow(OpenError);
    }
  });

  it("does not open with anything after its end, cut short or of another version, though sealed under the code", async () => {
    const statementBytes = new TextEncoder().encode(statement.json);
    const signature = new Uint8Array(Buffer.from(statement.signatures[0]!, "base64url"));
    const length = Uint8Array.of(0, 0, statementBytes.length >> 8, statementBytes.length & 255);
    const whole = Uint8Array.of(...new TextEncoder().encode("SPE1"), ...made.seed, ...length, ...statementBytes, ...signature);
    const attempt = async (plaintext: Uint8Array) => {
      const sealed = await seal(keys.escrowKey, { purpose: "escrow", owner: id, name: "escrow", version: 1 }, plaintext);
      return openEscrow(keys.escrowKey, { id, object: made.object }, sealed);
    };
    await expect(attempt(whole)).resolves.toMatchObject({ seed: made.seed });
    await expect(attempt(Uint8Array.of(...whole, 0))).rejects.toThrow(OpenError);
    await expect(attempt(whole.subarray(0, -1))).rejects.toThrow(OpenError);
    await expect(attempt(whole.with(3, 0x32))).rejects.toThrow(OpenError);
    await expect(attempt(whole.with(36, 255))).rejects.toThrow(OpenError);
    await expect(attempt(new Uint8Array(0))).rejects.toThrow(OpenError);
  });
});

describe("a claim", () => {
  it("is true for the identity it was made for, at the invited address only", async () => {
    const labor = await createPerson("labor");
    const identity = { ...labor.identity, address: invited };
    const claim = await claimFor(keys.claimKey, { id, identityHash: identity.hash });
    const claimed = { id, address: invited, identity, claim };
    expect(claim).toHaveLength(32);
    expect(await verifyClaim(keys.claimKey, claimed)).toBe(true);
    expect(await verifyClaim(keys.claimKey, { ...claimed, identity: labor.identity })).toBe(false);
    expect(await verifyClaim(keys.claimKey, { ...claimed, identity: { ...identity, hash: stranger.identity.hash } })).toBe(false);
    expect(await verifyClaim(keys.claimKey, { ...claimed, id: newId() })).toBe(false);
    expect(await verifyClaim(keys.claimKey, { ...claimed, claim: claim.with(31, claim[31]! ^ 1) })).toBe(false);
    expect(await verifyClaim(keys.claimKey, { ...claimed, claim: claim.subarray(0, 31) })).toBe(false);
    expect(await verifyClaim(keys.claimKey, { ...claimed, claim: randomBytes(0) })).toBe(false);
    const others = await deriveInvitationKeys(createAccessCode(), id);
    expect(await verifyClaim(others.claimKey, claimed)).toBe(false);
  });
});

describe("a statement to colleagues", () => {
  it("is verified by the key of who states it", async () => {
    const says = { address: invited, account: stranger.account, identity: stranger.identity.hash, by: { account: inviter.account, identity: inviter.identity.hash } };
    const object = await createStatement(inviter.keyring, says);
    expect(await verifyStatement(object, inviter.identity.signPublicKey)).toEqual({ type: "statement", version: 1, ...says });
    await expect(verifyStatement(object, stranger.identity.signPublicKey)).rejects.toThrow(VerificationError);
    await expect(verifyStatement({ ...object, json: object.json.replace(stranger.identity.hash, inviter.identity.hash) }, inviter.identity.signPublicKey)).rejects.toThrow(VerificationError);
  });

  describe("about a person", () => {
    const [account, other] = [newId(), newId()];
    const at = (hash: string, { address = "lab@invited.example" as Address, restart = false } = {}) => ({ hash, address, restart });
    const person = (...identities: ReturnType<typeof at>[]) => ({ account, identities, revoked: new Set<string>() });
    const says = (changes: Partial<Statement> = {}): Statement =>
      ({ type: "statement", version: 1, address: "lab@invited.example" as Address, account, identity: "first", by: { account: other, identity: "signer" }, ...changes });

    it("vouches for the stated keys, and for those that they have signed since, under another address too", () => {
      expect(statementAbout(says(), person(at("first")))).toBe("vouches");
      expect(statementAbout(says(), person(at("before"), at("first"), at("later")))).toBe("vouches");
      expect(statementAbout(says(), person(at("first"), at("moved", { address: "new@invited.example" as Address })))).toBe("vouches");
    });

    it("says nothing of keys after a restart, of withdrawn ones, or with another address than the identity has", () => {
      expect(statementAbout(says(), person(at("first"), at("anew", { restart: true })))).toBe("nothing");
      expect(statementAbout(says(), person(at("first"), at("anew", { restart: true }), at("later")))).toBe("nothing");
      expect(statementAbout(says(), { ...person(at("first"), at("later")), revoked: new Set(["first"]) })).toBe("nothing");
      expect(statementAbout(says({ address: "else@invited.example" as Address }), person(at("first")))).toBe("nothing");
    });

    it("vouches for a restart that was itself stated", () => {
      expect(statementAbout(says({ identity: "anew" }), person(at("first"), at("anew", { restart: true }), at("later")))).toBe("vouches");
    });

    it("contradicts where the address has another account, or the account other keys", () => {
      expect(statementAbout(says({ account: other }), person(at("first")))).toBe("contradicts");
      expect(statementAbout(says({ identity: "unheard" }), person(at("first"), at("later")))).toBe("contradicts");
    });

    it("says nothing of another account, under another address or one that was left", () => {
      expect(statementAbout(says({ account: other, address: "else@invited.example" as Address }), person(at("first")))).toBe("nothing");
      expect(statementAbout(says({ account: other }), person(at("first"), at("moved", { address: "new@invited.example" as Address })))).toBe("nothing");
    });
  });
});
