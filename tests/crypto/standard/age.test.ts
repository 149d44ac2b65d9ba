// The container against age's published test kit (C2SP's CCTV, package cctv-age): every file of it. Those with the one stanza
// type that we take open as the kit says; all others are refused, also those that age itself opens.
import { bech32 } from "@scure/base";
import * as kit from "cctv-age";
import { beforeAll, describe, expect, it } from "vitest";
import type { KemSeed } from "../../../crypto/bytes.ts";
import { InvalidInputError, OpenError } from "../../../crypto/errors.ts";
import { parseContainer } from "../../../crypto/message/container.ts";
import { decryptAge, type AgeOpened } from "../../../crypto/primitives/age-unwrap.ts";
import { sha256 } from "../../../crypto/primitives/hash.ts";
import { sodiumReady } from "../../../crypto/primitives/sodium.ts";
import { inflate, toHex } from "./hex.ts";

const vectors: Readonly<Record<string, Uint8Array>> = { ...kit };
const names = Object.keys(vectors).filter((name) => vectors[name] instanceof Uint8Array);
const seedOf = (identity: string): KemSeed => new Uint8Array(bech32.decodeToBytes(identity.toLowerCase()).bytes) as KemSeed;

type AgeTest = { name: string; fields: Record<string, string[]>; seeds: KemSeed[]; file: () => Promise<Uint8Array> };

/** Fields, an empty line, and the file, perhaps compressed. */
function parseTest(name: string): AgeTest {
  const bytes = vectors[name]! as Uint8Array<ArrayBuffer>;
  const end = bytes.findIndex((byte, at) => byte === 10 && bytes[at + 1] === 10);
  const fields: Record<string, string[]> = {};
  for (const line of new TextDecoder().decode(bytes.subarray(0, end)).split("\n")) {
    const [field = "", ...value] = line.split(": ");
    (fields[field] ??= []).push(value.join(": "));
  }
  const rest = bytes.slice(end + 2);
  const seeds = (fields["identity"] ?? []).filter((identity) => identity.startsWith("AGE-SECRET-KEY-PQ-1")).map(seedOf);
  return { name, fields, seeds, file: async () => (fields["compressed"]?.[0] === "zlib" ? inflate(rest) : rest) };
}

const tests = names.map(parseTest);
const isArmored = ({ fields }: AgeTest): boolean => fields["armored"]?.[0] === "yes";
const opens = (test: AgeTest): boolean => test.fields["expect"]?.[0] === "success" && test.seeds.length > 0 && !isArmored(test);
/** A seed of nobody, for files that come with none of our kind. */
const stranger = new Uint8Array(32).fill(9) as KemSeed;
const openTest = async ({ seeds, file }: AgeTest): Promise<AgeOpened> =>
  decryptAge(await file(), { seeds: seeds.length > 0 ? seeds : [stranger], stanzas: Array.from({ length: 16 }, (_, index) => index) });

beforeAll(sodiumReady);

describe("the age test kit", () => {
  it("is whole", () => {
    expect(tests.length).toBeGreaterThanOrEqual(100);
    expect(tests.filter(opens).length).toBeGreaterThanOrEqual(2);
    const theirs = tests.filter((test) => test.fields["expect"]?.[0] === "success" && !opens(test));
    // Files that stock age opens and we must not: X25519, scrypt, armor.
    expect(theirs.length).toBeGreaterThanOrEqual(10);
  });

  it.each(tests.filter(opens))("$name opens", async (test) => {
    const { plaintext } = await openTest(test);
    expect(toHex(await sha256(plaintext))).toBe(test.fields["payload"]?.[0]);
  });

  it.each(tests.filter((test) => !opens(test)))("$name is refused", async (test) => {
    await expect(openTest(test)).rejects.toThrow(OpenError);
  });

  // None of them holds a padded message for two: as containers all are refused before any key is used.
  it.each(tests)("$name is no container", async (test) => {
    const file = await test.file();
    expect(() => parseContainer(file)).toThrow(InvalidInputError);
  });
});
