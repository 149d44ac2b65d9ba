// Our frozen vectors for access codes, signed objects, escrow, claim and OPAQUE.
import { beforeAll, describe, expect, it } from "vitest";
import {
  claimFor, deriveInvitationKeys, finishLogin, fromBase64Url, openEscrow, OpenError, parseAccessCode, ready, toBase64Url, VerificationError,
  verifyClaim, verifyIdentityChain, verifyInvitation, verifyMember, verifyRevoke,   type Address, type Id, type InvitationKeys, type KemSeed, type SignedObject,
} from "../../crypto/index.ts";
import { verifyPractice } from "../../crypto/keys/practice.ts";
import { verifyStatement } from "../../crypto/invitation/statement.ts";
import { fakeUserIdentifier, finishServerLogin, ready as serverReady, registrationResponse } from "../../crypto/server.ts";
import { accessCodeWith } from "../../crypto/invitation/code.ts";
import { sealEscrowWith } from "../../crypto/invitation/escrow.ts";
import { verifyInviter } from "../../crypto/invitation/inviter.ts";
import { argon2id } from "../../crypto/primitives/argon2id.ts";
import codeVectors from "../../crypto/vectors/access-code.json" with { type: "json" };
import escrowVectors from "../../crypto/vectors/escrow.json" with { type: "json" };
import opaqueVectors from "../../crypto/vectors/opaque.json" with { type: "json" };
import objectVectors from "../../crypto/vectors/signed-objects.json" with { type: "json" };

beforeAll(async () => void (await Promise.all([ready(), serverReady()])));

describe("access code", () => {
  it.each(codeVectors.valid)("$code", async (vector) => {
    expect(accessCodeWith(fromBase64Url(vector.randomness))).toBe(vector.code);
    const symbols = new TextEncoder().encode(vector.code.replaceAll("-", ""));
    expect(toBase64Url(await argon2id(symbols, fromBase64Url(vector.invitation)))).toBe(vector.stretched);
    const keys = await deriveInvitationKeys(vector.code, vector.invitation as Id);
    expect([keys.escrowKey, keys.proof, keys.claimKey].map(toBase64Url)).toEqual([vector.escrowKey, vector.proof, vector.claimKey]);
  });
  it.each(codeVectors.typed)("typed $typed", ({ typed, code }) => expect(parseAccessCode(typed)).toBe(code));
  it.each(codeVectors.invalid)("refused: %j", (typed) => expect(parseAccessCode(typed)).toBeNull());
});

describe("signed object", () => {
  const verify = (type: string, object: SignedObject, keys: readonly string[]): Promise<unknown> => {
    const [first, second] = keys.map(fromBase64Url);
    switch (type) {
      case "practice": return verifyPractice(object, first!);
      case "member": return verifyMember(object, { administratorKey: first!, accountKey: second! });
      case "revoke": return verifyRevoke(object, first!);
      case "invitation": return verifyInvitation(object, { signKey: first! });
      case "inviter": return verifyInviter(object);
      case "statement": return verifyStatement(object, first!);
      default: throw new Error(`no such type: ${type}`);
    }
  };
  it.each(objectVectors.valid)("$type", async ({ type, object, keys }) => {
    expect(await verify(type, object, keys)).toEqual(JSON.parse(object.json));
  });
  it.each(objectVectors.invalid)("refused: $type, $why", async ({ type, object, keys }) => {
    await expect(verify(type, object, keys)).rejects.toThrow(VerificationError);
  });
});

describe("escrow and claim", () => {
  const { code, object, inviter, sealed, claim, invalid, ...vector } = escrowVectors;
  const id = vector.invitation as Id;
  let keys: InvitationKeys;
  beforeAll(async () => {
    keys = await deriveInvitationKeys(code, id);
  });

  it("sealed and opened", async () => {
    expect([keys.escrowKey, keys.proof, keys.claimKey].map(toBase64Url)).toEqual([vector.escrowKey, vector.proof, vector.claimKey]);
    const escrow = { seed: fromBase64Url(vector.seed) as KemSeed, inviter };
    expect(toBase64Url(await sealEscrowWith(keys.escrowKey, { id, salt: fromBase64Url(vector.salt) }, escrow))).toBe(sealed);
    const opened = await openEscrow(keys.escrowKey, { id, object }, fromBase64Url(sealed));
    expect(toBase64Url(opened.seed)).toBe(vector.seed);
    expect([opened.inviter, opened.invitation]).toEqual([JSON.parse(inviter.json), JSON.parse(object.json)]);
  });
  it.each(invalid)("refused: $why", async (wrong) => {
    await expect(openEscrow(keys.escrowKey, { id, object: wrong.object }, fromBase64Url(wrong.sealed))).rejects.toThrow(OpenError);
  });
  it("claimed", async () => {
    expect(toBase64Url(await claimFor(keys.claimKey, { id, identityHash: claim.identityHash }))).toBe(claim.claim);
    const [identity] = await verifyIdentityChain([claim.identity]);
    const claimed = { id, address: claim.address as Address, identity, claim: fromBase64Url(claim.claim) };
    expect(await verifyClaim(keys.claimKey, claimed)).toBe(true);
  });
});

describe("OPAQUE's frozen transcript", () => {
  const { password, setup, userIdentifier, registration, login, exportKey, fake } = opaqueVectors;
  const address = opaqueVectors.address as Address;

  it("gives the same answer, export key and finish again, for both spellings of the password", async () => {
    expect(registrationResponse({ setup, userIdentifier, request: registration.request })).toBe(registration.response);
    for (const typed of [password.nfc, password.nfd]) {
      const finished = await finishLogin({ password: typed, state: login.state, response: login.response, address });
      expect(finished).toEqual({ finish: login.finish, exportKey: fromBase64Url(exportKey) });
    }
    expect(finishServerLogin({ state: login.serverState, finish: login.finish })).toBe(true);
  });
  it("is refused with another password or address, and from a fake record", async () => {
    const refused = [
      { password: password.wrong, address, response: login.response },
      { password: password.nfc, address: opaqueVectors.otherAddress as Address, response: login.response },
      { password: password.nfc, address, response: fake.response },
    ];
    for (const each of refused) expect(await finishLogin({ ...each, state: login.state })).toBeNull();
  });
  it("names an unknown address", async () => {
    expect(await fakeUserIdentifier(fromBase64Url(fake.secret), address)).toBe(fake.userIdentifier);
  });
});
