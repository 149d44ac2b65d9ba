// SPEC.md held against itself, README.md and the code: rules are defined once and lead somewhere, worked examples compute, limits
// are those of the code, labels cannot meet.
import { existsSync, readFileSync } from "node:fs";
import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { fromBase64Url, type Id } from "../../crypto/bytes.ts";
import { JSON_MAX_DEPTH } from "../../crypto/canonical-json.ts";
import { accessCodeWith } from "../../crypto/invitation/code.ts";
import { claimFor } from "../../crypto/invitation/claim.ts";
import type { ClaimKey } from "../../crypto/invitation/keys.ts";
import { kitProof, kitUnlockKey, sessionUnlockKey } from "../../crypto/keys/unlock.ts";
import { parseKit } from "../../crypto/keys/recovery-kit.ts";
import { STATE_CONTENT_MAX } from "../../crypto/keys/state.ts";
import {
  CLAIM_PREFIX, COBBLESTONE_OTHER_RECORDS, COBBLESTONE_STANDARD, DERIVATION, DERIVATION_PREFIX, FAKE_USER_IDENTIFIER, PURPOSE, SEAL_CONTEXT, SEGMENT_CONTEXT,
  SIGNATURE_PREFIX, SIGNED_TYPE,
} from "../../crypto/labels.ts";
import { sealSegmentWith } from "../../crypto/message/attachment.ts";
import { BODY_MAX_BYTES } from "../../crypto/message/body.ts";
import { CONTAINER_MAX_BYTES, PASS_MAX_BYTES, RECIPIENTS_MAX, TEXTS_MAX_BYTES } from "../../crypto/message/container.ts";
import { NAME_MAX_CHARACTERS, PATH_MAX_CHARACTERS } from "../../crypto/message/attachment-name.ts";
import { ATTACHMENTS_MAX, MANIFEST_MAX_BYTES, SUBJECT_MAX_CHARACTERS } from "../../crypto/message/manifest.ts";
import { SEGMENT_BYTES, SEGMENTS_MAX, segmentLayout } from "../../crypto/message/segment-layout.ts";
import { THUMBNAIL_MAX_BYTES } from "../../crypto/message/thumbnail.ts";
import { TEXTS_CONTENT_MAX_BYTES } from "../../crypto/practice/texts-content.ts";
import { TEXTS_OBJECT_MAX_BYTES } from "../../crypto/practice/texts.ts";
import { padmeLength } from "../../crypto/padding.ts";
import { LOGO_MAX_BYTES, LOGO_MAX_HEIGHT, LOGO_MAX_WIDTH } from "../../crypto/profile/logo.ts";
import { PROFILE_OBJECT_MAX_BYTES } from "../../crypto/profile/profile.ts";
import { unwrapFileKey } from "../../crypto/primitives/age-unwrap.ts";
import { argon2id } from "../../crypto/primitives/argon2id.ts";
import { cobblestoneSealWith } from "../../crypto/primitives/cobblestone.ts";
import { verifyEd25519 } from "../../crypto/primitives/ed25519-verify.ts";
import { deriveKey } from "../../crypto/primitives/hkdf.ts";
import { hpkeContext, hpkeSchedule } from "../../crypto/primitives/hpke.ts";
import { sealWith } from "../../crypto/primitives/seal.ts";
import { sodiumReady } from "../../crypto/primitives/sodium.ts";
import { signedMessage, SIGNED_OBJECT_MAX_BYTES } from "../../crypto/signed-object.ts";
import { FORMER_ADDRESS_DAYS } from "../../server/limits.ts";
import { RATES } from "../../server/rates.ts";
import { TICKET_MINUTES } from "../../server/routes/tickets.ts";
import { readVectors } from "./vectors.ts";

const folder = new URL("../../crypto/", import.meta.url);
const specification = readFileSync(new URL("SPEC.md", folder), "utf8");
const readme = readFileSync(new URL("README.md", folder), "utf8");

beforeAll(sodiumReady);

describe("the rules", () => {
  const defined = [...specification.matchAll(/(?:^|^\| |[ (])\*\*([A-Z]\d+)\*\* (?=[A-Z])/gm)].map(([, rule]) => rule!);
  const bold = [...specification.matchAll(/\*\*([A-Z]\d+)\*\*/g)].map(([, rule]) => rule!);

  it("are many, and each is defined once", () => {
    expect(defined.length).toBeGreaterThan(70);
    expect(defined.filter((rule, index) => defined.indexOf(rule) !== index)).toEqual([]);
  });
  it("that are leaned on are all defined", () => {
    const attacks = specification.slice(specification.indexOf("## Security considerations"), specification.indexOf("## Worked examples"));
    const leanedOn = [...attacks.matchAll(/\b([A-Z]\d{1,2})\b/g)].map(([, rule]) => rule!);
    expect(leanedOn.length).toBeGreaterThan(50);
    expect([...leanedOn, ...bold].filter((rule) => !defined.includes(rule))).toEqual([]);
  });
  it("stand once each in README.md's table, in rows of files and tests that are there", () => {
    const table = readme.slice(readme.indexOf("## Where each statement stands"), readme.indexOf("## Habits"));
    const rows = table.split("\n").filter((line) => /^\| [A-Z]/.test(line)).map((line) => line.split("|").map((cell) => cell.trim()));
    expect(rows.flatMap((cells) => cells[2]!.split(" ")).filter((rule) => rule !== "").toSorted()).toEqual(defined.toSorted());
    const pathsOf = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
    const code = rows.flatMap((cells) => pathsOf(cells[3]!).map((path) => new URL(path, folder)));
    const vectors = rows.flatMap((cells) => pathsOf(cells[4]!).map((path) => new URL(`vectors/${path}`, folder)));
    const tests = rows.flatMap((cells) => pathsOf(cells[5]!).map((path) => new URL(path.includes("/") ? path : `crypto/${path}`, new URL("../tests/", folder))));
    expect([...code, ...vectors, ...tests].filter((path) => !existsSync(path)).map(String)).toEqual([]);
    expect(rows.filter((cells) => cells[2] !== "" && pathsOf(cells[5]!).length === 0)).toEqual([]);
  });
});

describe("worked example", () => {
  const examples = specification.slice(specification.indexOf("## Worked examples"));

  /** Fields of an example: a name of at most ten characters, then the value, which may go on over further lines. */
  function example(title: string): Record<string, string> {
    const from = examples.indexOf(`    ${title}`);
    const block = examples.slice(from, examples.indexOf("\n\n", from)).split("\n").slice(1);
    const fields: Record<string, string> = {};
    let name = "";
    for (const line of block) {
      name = line.slice(6, 17).trim() || name;
      fields[name] = (fields[name] ?? "") + line.slice(17);
    }
    return fields;
  }
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));
  const hex = (value: Uint8Array): string => Buffer.from(value).toString("hex");

  it("HKDF", async () => {
    const { key, label, derived } = example("HKDF");
    expect(hex(await deriveKey(bytes(key!), label as "vault"))).toBe(derived);
  });
  it("Seal", async () => {
    const { key, purpose, owner, name, version, context, salt, sealed } = example("Seal");
    const scope = { purpose: purpose as "thumbnail", owner: owner!, name: name!, version: Number(version) };
    expect(hex(await sealWith(bytes(key!), scope, { salt: bytes(salt!), plaintext: new Uint8Array(0) }))).toBe(sealed);
    const cobblestone = { key: bytes(key!), context: bytes(context!), recordBytes: 16_384 };
    expect(hex(await cobblestoneSealWith(cobblestone, { salt: bytes(salt!), plaintext: new Uint8Array(0) }))).toBe(sealed);
  });
  it("segment", async () => {
    const { key, context, salt, sealed, hash } = example("Segment");
    const message = { salt: bytes(salt!), plaintext: new Uint8Array(0) };
    expect(hex(await cobblestoneSealWith({ key: bytes(key!), context: bytes(context!), recordBytes: 262_144 }, message))).toBe(sealed);
    const place = { id: "BAQEBAQEBAQEBAQEBAQEBA" as Id, size: 0, segmentSize: 5_242_880, index: 0 };
    const segment = await sealSegmentWith(bytes(key!) as never, place, message);
    expect([hex(segment.sealed), hex(fromBase64Url(segment.hash))]).toEqual([sealed, hash]);
  });
  it("stanza", async () => {
    const { shared, key, nonce, "file key": fileKey, body } = example("Stanza");
    const schedule = hpkeSchedule(hpkeContext(new TextEncoder().encode("age-encryption.org/mlkem768x25519")), bytes(shared!));
    expect([hex(schedule.key), hex(schedule.nonce)]).toEqual([key, nonce]);
    const vector = readVectors<{ seed: string; arguments: string[] }>("stanza");
    const unwrapped = unwrapFileKey([{ args: vector.arguments, body: bytes(body!) }], { seeds: [fromBase64Url(vector.seed) as never], stanzas: [0] });
    expect(hex(unwrapped!.fileKey)).toBe(fileKey);
  });
  it("signed object", async () => {
    const { text, signed, "public key": publicKey, signature } = example("Signed object");
    expect(hex(await signedMessage("revoke", text!))).toBe(signed);
    expect(verifyEd25519(bytes(publicKey!), { message: bytes(signed!), signature: bytes(signature!) })).toBe(true);
  });
  it("session", async () => {
    const { half, share, "unlock key": unlockKey } = example("Session");
    const key = await crypto.subtle.importKey("raw", bytes(half!), { name: "HMAC", hash: "SHA-512" }, false, ["sign"]);
    expect(hex(await sessionUnlockKey(key, bytes(share!)))).toBe(unlockKey);
  });
  it("kit", async () => {
    const { words, entropy, "unlock key": unlockKey, proof } = example("Kit");
    expect(words).toBe("abandon × 23, art");
    const kit = parseKit(`${"abandon ".repeat(23)}art`);
    expect([hex(kit), hex(await kitUnlockKey(kit)), hex(await kitProof(kit))]).toEqual([entropy, unlockKey, proof]);
  });
  it("access code", async () => {
    const { random, code, salt, stretched, "escrow key": escrowKey, proof, "claim key": claimKey } = example("Access code");
    expect(accessCodeWith(bytes(random!))).toBe(code);
    const key = await argon2id(new TextEncoder().encode(code!.replaceAll("-", "")), bytes(salt!));
    const derived = [DERIVATION.invitationEscrow, DERIVATION.invitationProof, DERIVATION.invitationClaim].map((label) => deriveKey(key, label));
    expect([hex(key), ...(await Promise.all(derived)).map(hex)]).toEqual([stretched, escrowKey, proof, claimKey]);
  });
  it("claim", async () => {
    const { "claim key": key, invitation, identity, claim } = example("Claim");
    expect(createHmac("sha256", bytes(key!)).update("sealpost/v1/claim\0").update(bytes(invitation!)).update(bytes(identity!)).digest("hex")).toBe(claim);
    const text = (part: string): string => Buffer.from(part, "hex").toString("base64url");
    expect(hex(await claimFor(bytes(key!) as ClaimKey, { id: text(invitation!) as Id, identityHash: text(identity!) }))).toBe(claim);
  });
  it("padding", () => {
    const { length, padmé: padme } = example("Padding");
    expect(length!.split(" ").map((each) => padmeLength(Number(each)))).toEqual(padme!.split(" ").map(Number));
  });
});

it("limits are those of the code", () => {
  const limits = specification.slice(specification.indexOf("## Limits and budgets"), specification.indexOf("How far the keys carry"));
  const numbers = [
    CONTAINER_MAX_BYTES, MANIFEST_MAX_BYTES, BODY_MAX_BYTES, SIGNED_OBJECT_MAX_BYTES, JSON_MAX_DEPTH, SEGMENTS_MAX, THUMBNAIL_MAX_BYTES, STATE_CONTENT_MAX,
    TEXTS_MAX_BYTES, TEXTS_OBJECT_MAX_BYTES, TEXTS_CONTENT_MAX_BYTES,
  ];
  for (const number of numbers) expect(limits).toContain(number.toLocaleString("en"));
  for (const row of [
    `| pass, sealed; its JSON | ${PASS_MAX_BYTES}; 4096 bytes |`,
    `| profile; voucher; a profile's logo | ${PROFILE_OBJECT_MAX_BYTES}; ${PROFILE_OBJECT_MAX_BYTES}; ${LOGO_MAX_BYTES.toLocaleString("en")} bytes, ${LOGO_MAX_WIDTH} × ${LOGO_MAX_HEIGHT} pixels |`,
    `| subject; names; file name; path; link; access code as typed | 1000; 200; ${NAME_MAX_CHARACTERS}; ${PATH_MAX_CHARACTERS}; 2048; 200 code units |`,
    `depth | 16,384 bytes; ${JSON_MAX_DEPTH}, bodies 52, texts of a practice 55 |`,
  ]) expect(limits).toContain(row);
  expect([RECIPIENTS_MAX, ATTACHMENTS_MAX, SUBJECT_MAX_CHARACTERS]).toEqual([1000, 1000, 1000]);
  // The records that one key meets: SPEC.md's budget of AES-GCM.
  expect(Math.floor(SEGMENT_BYTES / 262_144) + 1).toBe(21);
  expect(Math.floor((2 ** 32 - 262_144) / 262_144) + 1).toBe(16_384);
  expect(() => segmentLayout(1, 2 ** 32 - 262_144)).not.toThrow();
  expect(Math.floor(2 ** 20 / 16_384) + 1).toBe(65);
});

it("tries and times in the protocols are those that the server counts", () => {
  expect(TICKET_MINUTES.restart).toBe(TICKET_MINUTES.registration);
  const protocols = specification.slice(specification.indexOf("## Protocols"), specification.indexOf("## Limits and budgets")).replaceAll(/\s+/g, " ");
  const said = {
    "sign-up-by-client": [3600, (limit: number) => `(${limit} an hour for a network address`],
    "confirmation-by-address": [3600, (limit: number) => `${limit} an hour for the e-mail address)`],
    "log-in": [900, (limit: number) => `${limit} in 15 minutes for address and client`],
    "log-in-by-address": [3600, (limit: number) => `${limit} an hour for the address`],
    "log-in-by-client": [900, (limit: number) => `${limit} in 15 minutes for the client`],
    "passkey-log-in": [900, (limit: number) => `for the client, ${limit} for the credential`],
    "address-change": [86_400, (limit: number) => `${limit} a day for the account`],
    "address-change-by-address": [86_400, (limit: number) => `${limit} a day for the address`],
    "recovery-by-address": [3600, (limit: number) => `(${limit} an hour for the address`],
    "recovery-by-client": [3600, (limit: number) => `${limit} for the client)`],
  } as const;
  for (const [rate, [seconds, text]] of Object.entries(said)) {
    const { limit, windowSeconds } = RATES[rate as keyof typeof said];
    expect([rate, windowSeconds, protocols.includes(text(limit))]).toEqual([rate, seconds, true]);
  }
  const ticket = (minutes: number, after: string): string => `ticket (${minutes} minutes)${after}`;
  for (const text of [
    `ticket (${TICKET_MINUTES["sign-up"]} minutes; ${TICKET_MINUTES.registration} in *Claim* and *Restart*), registration response`, ticket(TICKET_MINUTES.password, ", response"), ticket(TICKET_MINUTES.recovery, ", response, the kit's wrap"),
    ticket(TICKET_MINUTES.redemption, ", escrow"), ticket(TICKET_MINUTES["second-factor"], " alone"), `(**re-authentication**, ${TICKET_MINUTES.reauthentication} minutes)`,
    `a challenge (${TICKET_MINUTES["passkey-log-in"]} minutes)`, `a challenge (${TICKET_MINUTES["passkey-adding"]} minutes), for this account`, `left the address within ${FORMER_ADDRESS_DAYS} days`,
  ]) expect(protocols).toContain(text);
});

it("no front door gives out a function that takes randomness or a salt", async () => {
  const names = [...Object.keys(await import("../../crypto/index.ts")), ...Object.keys(await import("../../crypto/server.ts")), ...Object.keys(await import("../../crypto/practice/index.ts"))];
  expect(names.length).toBeGreaterThan(80);
  // The one that reads a salt: of a segment that was sent, to compare a file with it (A4).
  expect(names.filter((name) => name.endsWith("With") || /salt|nonce/i.test(name))).toEqual(["segmentSalt"]);
});

describe("labels", () => {
  it("of one key never begin each other (L1)", () => {
    const derivations = Object.values(DERIVATION).map((label) => DERIVATION_PREFIX + label);
    const signatures = Object.values(SIGNED_TYPE).map((type) => `${SIGNATURE_PREFIX}${type}\0`);
    const cobblestones = [COBBLESTONE_STANDARD, COBBLESTONE_OTHER_RECORDS, SEAL_CONTEXT, SEGMENT_CONTEXT];
    for (const labels of [derivations, signatures, cobblestones, [CLAIM_PREFIX, FAKE_USER_IDENTIFIER, ...derivations]]) {
      expect(labels.filter((one) => labels.some((other) => other !== one && other.startsWith(one)))).toEqual([]);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
  it("are all in SPEC.md", () => {
    const quoted = [...Object.values(DERIVATION), ...Object.values(PURPOSE), ...Object.values(SIGNED_TYPE)].filter((label) => !specification.includes(`\`${label}\``) && !specification.includes(`"${label}"`));
    expect(quoted).toEqual([]);
  });
});
