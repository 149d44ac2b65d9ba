// Practice profiles: what may stand in one, who must have signed it, who vouches for it, and what bytes a logo may be. With the frozen
// vectors.
import { beforeAll, describe, expect, it } from "vitest";
import {
  createProfile, createVoucher, fingerprint, fromBase64Url, InvalidInputError, isLogo, isPhoneNumber, isWebsite, newId, profileHash, ready, toBase64Url, verifyProfile,
  verifyProfileNotOlder, verifyVouchedProfile, verifyVoucher, VerificationError, type Id, type NewProfile, type SeenProfile, type SignedObject, type SignSeed,
} from "../../crypto/index.ts";
import { signPublicKey } from "../../crypto/primitives/ed25519-sign.ts";
import { createPerson, type Person } from "./signers.ts";
import { readVectors } from "./vectors.ts";

type Wrong = { why: string; code: string };
type Signer = { account: Id; identity: string; signSeed: string; signKey: string };
type Logo = { bytes: string; filled?: { at: number; count: number } };
const vectors = readVectors<{
  administrator: Signer;
  member: Signer;
  valid: { what: string; profile: SignedObject; hash: string; voucher: SignedObject }[];
  invalidProfiles: (Wrong & { profile: SignedObject })[];
  invalidVouchers: (Wrong & { profile: SignedObject; voucher: SignedObject })[];
  editions: { accepted: { seen: SeenProfile | null; shown: SeenProfile }[]; refused: (Wrong & { seen: SeenProfile; shown: SeenProfile })[] };
  logos: { valid: (Logo & { what: string })[]; invalid: (Logo & { why: string })[] };
}>("practice-profile");

const { administrator, member } = vectors;
const keyOf = ({ signKey }: Signer) => fromBase64Url(signKey);
const readBy = { account: member.account, identity: member.identity, signKey: keyOf(member) };
const refusing = (code: string): unknown => expect.objectContaining({ code });

beforeAll(ready);

describe("the vectors", () => {
  it("are of the keys that they name", () => {
    for (const each of [administrator, member]) expect(toBase64Url(signPublicKey(fromBase64Url(each.signSeed) as SignSeed))).toBe(each.signKey);
  });
  it.each(vectors.valid)("$what is verified, by its signer and by who vouches", async ({ profile, hash, voucher }) => {
    const fields = JSON.parse(profile.json) as NewProfile;
    expect(await verifyProfile(profile, keyOf(administrator))).toEqual(fields);
    expect(await profileHash(profile)).toBe(hash);
    expect(await verifyVouchedProfile({ profile, voucher }, readBy)).toEqual({ profile: fields, hash, time: 1_790_000_100_000 });
    expect(await verifyVoucher(voucher, readBy.signKey)).toEqual(JSON.parse(voucher.json));
  });
  it.each(vectors.valid)("$what is made again, byte for byte", async ({ profile, voucher }) => {
    const keyring = (seed: string) => ({ sign: { current: fromBase64Url(seed) as SignSeed, old: [] }, kem: { current: new Uint8Array(32) as never, old: [] } });
    expect(await createProfile(keyring(administrator.signSeed), JSON.parse(profile.json) as NewProfile)).toEqual(profile);
    expect(await createVoucher(keyring(member.signSeed), JSON.parse(voucher.json) as Parameters<typeof createVoucher>[1])).toEqual(voucher);
  });
  it.each(vectors.invalidProfiles)("profile refused: $why", async ({ profile, code }) => {
    await expect(verifyProfile(profile, keyOf(administrator))).rejects.toThrow(refusing(code));
  });
  it.each(vectors.invalidVouchers)("voucher refused: $why", async ({ profile, voucher, code }) => {
    await expect(verifyVouchedProfile({ profile, voucher }, readBy)).rejects.toThrow(refusing(code));
  });
  it.each(vectors.editions.accepted)("edition $shown.edition is accepted after $seen.edition", ({ seen, shown }) => {
    expect(() => verifyProfileNotOlder(seen, shown)).not.toThrow();
  });
  it.each(vectors.editions.refused)("refused: $why", ({ seen, shown, code }) => {
    expect(() => verifyProfileNotOlder(seen, shown)).toThrow(refusing(code));
  });

  const bytesOf = ({ bytes, filled = { at: 0, count: 0 } }: Logo): Uint8Array => {
    const given = fromBase64Url(bytes);
    return new Uint8Array([...given.subarray(0, filled.at), ...new Uint8Array(filled.count).fill(0x41), ...given.subarray(filled.at)]);
  };
  it.each(vectors.logos.valid)("a logo: $what", (logo) => expect(isLogo(bytesOf(logo))).toBe(true));
  it.each(vectors.logos.invalid)("no logo: $why", (logo) => expect(isLogo(bytesOf(logo))).toBe(false));
  it("the first profile names the largest logo", async () => {
    const largest = bytesOf(vectors.logos.valid.find(({ what }) => what === "320 by 160")!);
    expect((JSON.parse(vectors.valid[0]!.profile.json) as NewProfile).logo).toBe(await fingerprint(largest));
  });
});

describe("making a profile", () => {
  let owner: Person;
  let fields: NewProfile;
  beforeAll(async () => {
    owner = await createPerson("owner");
    const signer = { account: owner.account, identity: owner.identity.hash };
    fields = { practice: newId(), edition: 1, time: 1, name: "Praxis", address: ["Weg 1"], phone: "030 123", website: "https://praxis.example", logo: null, signer };
  });

  it("signs with the current key", async () => {
    const profile = await createProfile(owner.keyring, fields);
    expect(await verifyProfile(profile, owner.identity.signPublicKey)).toMatchObject(fields);
    const other = await createPerson("other");
    await expect(verifyProfile(profile, other.identity.signPublicKey)).rejects.toThrow(VerificationError);
  });
  it.each([{ phone: "call us" }, { website: "http://praxis.example" }, { name: "" }, { address: [""] }, { edition: 0 }])("signs nothing that no reader takes: %j", async (changes) => {
    await expect(createProfile(owner.keyring, { ...fields, ...changes })).rejects.toThrow(InvalidInputError);
  });
  it.each([["+49 30 123456", true], ["(030) 12 34-56", true], ["110", true], ["12", false], ["", false], ["030 1234 ext 5", false], ["030\n1234", false], ["0".repeat(41), false]])(
    "%j is a number to dial: %s", (text, yes) => expect(isPhoneNumber(text)).toBe(yes),
  );
  it.each([["https://praxis.example", true], ["https://praxis.example/weg?x#y", true], ["praxis.example", false], ["http://praxis.example", false], ["https://a@b.example", false], ["https:///", false]])(
    "%j is a website: %s", (text, yes) => expect(isWebsite(text)).toBe(yes),
  );
});
