// Practice, member and revoke objects: who must have signed what.
import { beforeAll, describe, expect, it } from "vitest";
import {
  countersignMember, createPractice, createRevoke, InvalidInputError, newId, proposeMember, ready, rotateKeyring, signMember,
  VerificationError, verifyMember, verifyMemberProposal, verifyRevoke, type Id,
} from "../../crypto/index.ts";
import { verifyPractice } from "../../crypto/keys/practice.ts";
import { createPerson, fieldsOf, signAnything, type Person } from "./signers.ts";

let owner: Person;
let assistant: Person;
let practice: Id;

beforeAll(async () => {
  await ready();
  [owner, assistant] = await Promise.all([createPerson("owner"), createPerson("assistant")]);
  practice = newId();
});

describe("a practice", () => {
  it("is verified by its owner's key only", async () => {
    const object = await createPractice(owner.keyring, { practice, owner: owner.account, name: "Praxis Dr. Östlund" });
    const verified = await verifyPractice(object, owner.identity.signPublicKey);
    expect(verified).toEqual({ type: "practice", version: 1, practice, owner: owner.account, name: "Praxis Dr. Östlund" });
    await expect(verifyPractice(object, assistant.identity.signPublicKey)).rejects.toThrow(VerificationError);
    await expect(verifyPractice({ ...object, json: object.json.replace("Dr. ", "") }, owner.identity.signPublicKey)).rejects.toThrow(VerificationError);
    await expect(verifyPractice({ ...object, signatures: [...object.signatures, ...object.signatures] }, owner.identity.signPublicKey)).rejects.toThrow(VerificationError);
  });

  it.each(["", "a".repeat(201), "two\nlines", "null\0"])("refuses the name %j", async (name) => {
    await expect(createPractice(owner.keyring, { practice, owner: owner.account, name })).rejects.toThrow(InvalidInputError);
  });
});

describe("a membership", () => {
  const terms = () => ({ practice, account: assistant.account, identity: assistant.identity.hash, role: "member" as const, administrator: owner.account });
  const keys = () => ({ administratorKey: owner.identity.signPublicKey, accountKey: assistant.identity.signPublicKey });

  it("is made by the account first and the administrator then, and verified with both keys", async () => {
    const proposal = await proposeMember(assistant.keyring, terms());
    expect(await verifyMemberProposal(proposal, assistant.identity.signPublicKey)).toMatchObject(terms());
    const object = await countersignMember(owner.keyring, { proposal, accountKey: assistant.identity.signPublicKey });
    expect(object.json).toBe(proposal.json);
    expect(await verifyMember(object, keys())).toEqual({ type: "member", version: 1, ...terms() });
  });

  it("is refused with one signature, in the wrong order, or from the wrong side twice", async () => {
    const proposal = await proposeMember(assistant.keyring, terms());
    const object = await countersignMember(owner.keyring, { proposal, accountKey: assistant.identity.signPublicKey });
    await expect(verifyMember(proposal, keys())).rejects.toThrow(VerificationError);
    await expect(verifyMember({ ...object, signatures: object.signatures.toReversed() }, keys())).rejects.toThrow(VerificationError);
    await expect(verifyMember({ ...object, signatures: [object.signatures[0]!, object.signatures[0]!] }, keys())).rejects.toThrow(VerificationError);
    await expect(verifyMember({ ...object, signatures: [object.signatures[1]!, object.signatures[1]!] }, keys())).rejects.toThrow(VerificationError);
    await expect(verifyMemberProposal(object, assistant.identity.signPublicKey)).rejects.toThrow(VerificationError);
  });

  it("is refused with a role that was raised after the signatures", async () => {
    const proposal = await proposeMember(assistant.keyring, terms());
    const object = await countersignMember(owner.keyring, { proposal, accountKey: assistant.identity.signPublicKey });
    await expect(verifyMember({ ...object, json: object.json.replace('"role":"member"', '"role":"owner"') }, keys())).rejects.toThrow(VerificationError);
    await expect(verifyMember(await signAnything("member", { ...fieldsOf(object), role: "guest" }, [owner.keyring.sign.current, assistant.keyring.sign.current]), keys())).rejects.toThrow(VerificationError);
  });

  it("is not countersigned where the account did not sign", async () => {
    const forged = await proposeMember(owner.keyring, terms());
    await expect(countersignMember(owner.keyring, { proposal: forged, accountKey: assistant.identity.signPublicKey })).rejects.toThrow(VerificationError);
  });

  it("of a founder is signed twice by the same key, for itself only", async () => {
    const own = { practice, account: owner.account, identity: owner.identity.hash, role: "owner" as const, administrator: owner.account };
    const object = await signMember(owner.keyring, own);
    const key = owner.identity.signPublicKey;
    expect(await verifyMember(object, { administratorKey: key, accountKey: key })).toMatchObject(own);
    await expect(signMember(owner.keyring, { ...own, account: assistant.account })).rejects.toThrow(InvalidInputError);
  });
});

describe("a revocation", () => {
  it("is signed by the key it withdraws, also after that was rotated away", async () => {
    const rotated = rotateKeyring(owner.keyring);
    const { hash, signKey, signPublicKey } = owner.identity;
    const object = await createRevoke(rotated, { account: owner.account, identity: hash, signKey });
    expect(await verifyRevoke(object, signPublicKey)).toEqual({ type: "revoke", version: 1, account: owner.account, identity: hash });
    await expect(verifyRevoke(object, assistant.identity.signPublicKey)).rejects.toThrow(VerificationError);
    await expect(verifyRevoke({ ...object, json: object.json.replace(hash, assistant.identity.hash) }, signPublicKey)).rejects.toThrow(VerificationError);
  });

  it("cannot be made by somebody else", async () => {
    const { hash, signKey } = owner.identity;
    await expect(createRevoke(assistant.keyring, { account: owner.account, identity: hash, signKey })).rejects.toThrow(InvalidInputError);
  });
});
