// Bounds that SPEC.md states and that nothing else meets: the largest keyring and signed objects, and a server that would have a
// password stretched less.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { client } from "@serenity-kit/opaque";
import { beforeAll, describe, expect, it } from "vitest";
import { finishLogin, InvalidInputError, normaliseAddress, ready, startLogin, VerificationError, type KemSeed, type SignSeed } from "../../crypto/index.ts";
import { createOpaqueSetup, createUserIdentifier, ready as serverReady, registrationResponse, startServerLogin } from "../../crypto/server.ts";
import { encodeKeyring, parseKeyring } from "../../crypto/keys/keyring-encoding.ts";
import { OPAQUE_SERVER_IDENTIFIER } from "../../crypto/labels.ts";
import { MANIFEST_FORM, MANIFEST_MAX_BYTES, type Manifest } from "../../crypto/message/manifest.ts";
import { PASS_FORM } from "../../crypto/message/pass.ts";
import { TEXTS_FORM } from "../../crypto/practice/texts.ts";
import { PROFILE_FORM } from "../../crypto/profile/profile.ts";
import { VOUCHER_FORM } from "../../crypto/profile/voucher.ts";
import { moment, momentInSeconds } from "../../crypto/shape.ts";
import { parseSignedObject, SIGNED_OBJECT_MAX_BYTES, type SignedFields, type SignedObjectForm } from "../../crypto/signed-object.ts";

beforeAll(async () => void (await Promise.all([ready(), serverReady()])));

describe("a keyring", () => {
  const seeds = <Seed>(count: number): { current: Seed; old: Seed[] } => {
    const [current, ...old] = Array.from({ length: count }, () => new Uint8Array(32) as Seed);
    return { current: current!, old };
  };
  it("has 4096 seeds of a kind, and not one more", () => {
    const largest = { sign: seeds<SignSeed>(4096), kem: seeds<KemSeed>(4096) };
    const encoded = encodeKeyring(largest);
    expect(parseKeyring(encoded).kem.old).toHaveLength(4095);
    expect(() => encodeKeyring({ ...largest, kem: seeds<KemSeed>(4097) })).toThrow(InvalidInputError);
    const more = new Uint8Array(8 + 4097 * 32 + 4 + 32);
    more.set(encoded.subarray(0, 4));
    new DataView(more.buffer).setUint32(4, 4097 * 32);
    new DataView(more.buffer).setUint32(8 + 4097 * 32, 32);
    expect(() => parseKeyring(more)).toThrow(InvalidInputError);
  });
});

type Sized = Pick<SignedObjectForm<SignedFields>, "type" | "maxBytes">;

describe("a signed object", () => {
  /** The form with its shape left out, so that only the length decides. */
  const anyShape = <T extends SignedFields>(form: Pick<SignedObjectForm<T>, "type" | "maxBytes">): SignedObjectForm<T> =>
    ({ ...form, shape: (value): value is T => (value as SignedFields).type === form.type, signatures: { min: 0, max: 0 } });
  const textOf = (type: string, length: number): string => {
    const frame = `{"type":"${type}","x":""}`;
    return `${frame.slice(0, -2)}${"a".repeat(length - frame.length)}"}`;
  };

  it.each([
    ["practice", SIGNED_OBJECT_MAX_BYTES, anyShape<SignedFields>({ type: "practice" })],
    ["manifest", MANIFEST_MAX_BYTES, anyShape<Manifest>({ type: "manifest", maxBytes: MANIFEST_FORM.maxBytes! })],
    ["pass", 4096, anyShape<SignedFields>(PASS_FORM as Sized)],
    ["profile", 4096, anyShape<SignedFields>(PROFILE_FORM as Sized)],
    ["voucher", 4096, anyShape<SignedFields>(VOUCHER_FORM as Sized)],
    ["practice-texts", 131_072, anyShape<SignedFields>(TEXTS_FORM as Sized)],
  ] as const)("of type %s has at most %i bytes", (type, most, form) => {
    expect(() => parseSignedObject({ json: textOf(type, most), signatures: [] }, form as SignedObjectForm<SignedFields>)).not.toThrow();
    expect(() => parseSignedObject({ json: textOf(type, most + 1), signatures: [] }, form as SignedObjectForm<SignedFields>)).toThrow(VerificationError);
  });
});

describe("a date", () => {
  const last = 8_640_000_000_000_000;
  it.each([["milliseconds", moment, last], ["seconds", momentInSeconds, last / 1000]] as const)("in %s is one that can be shown", (_, shape, most) => {
    for (const value of [0, 1_790_000_000, most]) expect(shape(value)).toBe(true);
    expect(new Date(last).toISOString()).toBe("+275760-09-13T00:00:00.000Z");
    expect(() => new Date(last + 1).toISOString()).toThrow(RangeError);
    for (const value of [most + 1, Number.MAX_SAFE_INTEGER, -1, 0.5, "1"]) expect(shape(value)).toBe(false);
  });

  it("is what every signed object has that says when", async () => {
    const folder = join(import.meta.dirname, "../../crypto");
    const files = ["message/manifest.ts", "message/pass.ts", "practice/texts.ts", "profile/profile.ts", "profile/voucher.ts", "invitation/invitation.ts"];
    for (const file of files) expect(await readFile(join(folder, file), "utf8")).toMatch(/^ {2}(time: moment|expires: momentInSeconds),$/m);
    const all = await Promise.all((await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts")).map((file) => readFile(join(folder, file), "utf8")));
    expect(all.filter((text) => /^ {2}(time|expires): (count|orNull\(count\)),$/m.test(text))).toEqual([]);
  });
});

it("the specification says of each form how long it may be", async () => {
  const specification = await readFile(join(import.meta.dirname, "../../crypto/SPEC.md"), "utf8");
  const rule = /- \*\*O1\*\* ([^]*?)- \*\*O2\*\*/.exec(specification)?.[1]?.replaceAll(/\s+/g, " ") ?? "";
  expect(rule).toContain("longer than 16,384 bytes (manifests: 4,194,304; passes, profiles and vouchers: 4096; texts of a practice: 131,072)");
  const longer = [PASS_FORM, PROFILE_FORM, VOUCHER_FORM, TEXTS_FORM, MANIFEST_FORM].map(({ maxBytes }) => maxBytes);
  expect([SIGNED_OBJECT_MAX_BYTES, ...longer]).toEqual([16_384, 4096, 4096, 4096, 131_072, 4_194_304]);
});

describe("a password", () => {
  const address = normaliseAddress("anna@praxis.example");
  const password = "correct horse battery staple";

  /** Registered by a client that stretches less, as a server would like it. */
  function weakRecord(setup: string, userIdentifier: string): string {
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
    const response = registrationResponse({ setup, userIdentifier, request: registrationRequest });
    const finished = client.finishRegistration({
      password, clientRegistrationState, registrationResponse: response,
      identifiers: { client: address, server: OPAQUE_SERVER_IDENTIFIER },
      keyStretching: { "argon2id-custom": { iterations: 1, memory: 8192, parallelism: 1 } },
    });
    return finished.registrationRecord;
  }

  it("is stretched as the client says: a record that was made with less is a wrong password (W1)", async () => {
    const setup = createOpaqueSetup();
    const userIdentifier = createUserIdentifier();
    const record = weakRecord(setup, userIdentifier);
    const { state, request } = await startLogin(password);
    const { response } = startServerLogin({ setup, userIdentifier, record, request, address });
    expect(await finishLogin({ password, state, response, address })).toBeNull();
  });
});
