// The server's half cannot decrypt: what `#crypto/server` reaches, file by file, and what those files use of the libraries.
import { describe, expect, it } from "vitest";
import { importGraph, readFromDisk, replacing, type ReadModule } from "./import-graph.ts";

/** Everything that may be reachable. A file is added here only after reading it: it must parse, verify or answer, and no more. */
const ALLOWED_MODULES = new Set([
  "crypto/server.ts", "crypto/address.ts", "crypto/byte-reader.ts", "crypto/bytes.ts", "crypto/canonical-json.ts", "crypto/errors.ts",
  "crypto/labels.ts", "crypto/padding.ts", "crypto/plain-name.ts", "crypto/shape.ts", "crypto/signed-object.ts",
  "crypto/primitives/age-stanza.ts", "crypto/primitives/cobblestone-length.ts", "crypto/primitives/ed25519-verify.ts",
  "crypto/primitives/hash.ts", "crypto/primitives/hmac.ts", "crypto/primitives/opaque-server.ts", "crypto/primitives/random.ts",
  "crypto/primitives/sodium.ts", "crypto/primitives/webcrypto.ts", "crypto/primitives/xwing-lengths.ts",
  "crypto/keys/identity.ts", "crypto/keys/practice.ts", "crypto/keys/member.ts", "crypto/keys/revoke.ts",
  "crypto/invitation/invitation.ts", "crypto/invitation/statement.ts", "crypto/message/container.ts", "crypto/message/segment-layout.ts", "crypto/message/link-target.ts",
  "crypto/profile/profile.ts", "crypto/profile/voucher.ts", "crypto/profile/logo.ts",
]);
const ALLOWED_PACKAGES = new Set(["@serenity-kit/opaque", "canonicalize", "libsodium-wrappers"]);

/** In whatever is reachable: the only functions of libsodium, and of WebCrypto, and the only half of OPAQUE. */
const ALLOWED_SODIUM = new Set(["crypto_sign_verify_detached"]);
const ALLOWED_SUBTLE = new Set(["digest", "importKey", "sign"]);
const OPAQUE_CLIENT = /import\s*\{[^}]*\bclient\b[^}]*\}\s*from\s*["']@serenity-kit\/opaque["']|import\s*\*.*@serenity-kit\/opaque/;

/** What is wrong with the server's front door; nothing, if all is well. */
function violations(read: ReadModule = readFromDisk): string[] {
  const { modules, packages } = importGraph("crypto/server.ts", read);
  const found = [
    ...[...modules.keys()].filter((path) => !ALLOWED_MODULES.has(path)).map((path) => `reaches ${path}`),
    ...[...packages].filter((name) => !ALLOWED_PACKAGES.has(name)).map((name) => `reaches ${name}`),
  ];
  for (const [path, text] of modules) {
    for (const [, name] of text.matchAll(/\b(crypto_\w+)/g)) if (!ALLOWED_SODIUM.has(name!)) found.push(`${path} uses ${name}`);
    for (const [, name] of text.matchAll(/\bsubtle\.(\w+)/g)) if (!ALLOWED_SUBTLE.has(name!)) found.push(`${path} uses ${name}`);
    if (/\bsubtle\s*\[|\bsodium\s*\[/.test(text)) found.push(`${path} uses a computed function`);
    if (OPAQUE_CLIENT.test(text)) found.push(`${path} uses OPAQUE's client`);
  }
  return found;
}

interface Planted {
  readonly what: string;
  readonly path: string;
  readonly line: string;
  /** What the check must say. */
  readonly found: string;
}

const appending = (line: string) => (text: string): string => `${text}\n${line}\n`;

describe("the server's front door", () => {
  it("reaches only files that parse, verify or answer passwords", () => {
    expect(violations()).toEqual([]);
  });

  it("is checked by a walk that goes all the way down", () => {
    const { modules, packages } = importGraph("crypto/server.ts");
    // Only through identity.ts → signed-object.ts → ed25519-verify.ts → sodium.ts.
    expect([...modules.keys()]).toContain("crypto/primitives/sodium.ts");
    expect([...packages].sort()).toEqual([...ALLOWED_PACKAGES].sort());
    expect(modules.size).toBeGreaterThan(20);
  });

  it("has a list without files that are not reached", () => {
    const { modules } = importGraph("crypto/server.ts");
    expect([...ALLOWED_MODULES].filter((path) => !modules.has(path))).toEqual([]);
  });

  it("would reach opening code by the browser's front door, which the walk finds", () => {
    const reached = [...importGraph("crypto/index.ts").modules.keys()];
    expect(reached).toEqual(expect.arrayContaining([
      "crypto/primitives/xwing-decapsulate.ts", "crypto/primitives/cobblestone.ts", "crypto/primitives/seal.ts", "crypto/primitives/opaque.ts",
      "crypto/keys/unlock.ts", "crypto/keys/keyring.ts", "crypto/invitation/escrow.ts",
    ]));
  });
});

describe("OpenPGP at the edge", () => {
  it("is not reached by the main protocol's front door, and does not reach the account's secrets", () => {
    const main = importGraph("crypto/index.ts");
    expect([...main.modules.keys()].filter((path) => path.startsWith("crypto/openpgp/"))).toEqual([]);
    expect([...main.packages]).not.toContain("openpgp");
    const edge = [...importGraph("crypto/openpgp/index.ts").modules.keys()];
    expect(edge).toContain("crypto/openpgp/encrypt.ts");
    expect(edge.filter((path) => /keyring|unlock|xwing-decapsulate|age-unwrap|escrow/.test(path))).toEqual([]);
  });
});

describe("a planted violation is found:", () => {
  it.each<Planted>([
    { what: "the keyring", path: "crypto/server.ts", line: 'export { openKeyring } from "./keys/keyring.ts";', found: "reaches crypto/keys/keyring.ts" },
    { what: "unlocking", path: "crypto/server.ts", line: 'export * from "./keys/unlock.ts";', found: "reaches crypto/keys/unlock.ts" },
    { what: "the escrow, over several lines", path: "crypto/keys/member.ts", line: 'import {\n  openEscrow,\n} from "../invitation/escrow.ts";', found: "reaches crypto/invitation/escrow.ts" },
    { what: "Cobblestone, deep down", path: "crypto/primitives/hash.ts", line: 'import { cobblestoneOpen } from "./cobblestone.ts";', found: "reaches crypto/primitives/cobblestone.ts" },
    { what: "decapsulation", path: "crypto/signed-object.ts", line: 'export { xwingDecapsulate } from "./primitives/xwing-decapsulate.ts";', found: "reaches crypto/primitives/xwing-decapsulate.ts" },
    { what: "opening messages", path: "crypto/message/container.ts", line: "import './open.ts';", found: "reaches crypto/message/open.ts" },
    { what: "OPAQUE's browser half", path: "crypto/server.ts", line: 'import "./primitives/opaque.ts";', found: "reaches crypto/primitives/opaque.ts" },
    { what: "a dynamic import", path: "crypto/bytes.ts", line: 'const later = () => import("./keys/keyring.ts");', found: "reaches crypto/keys/keyring.ts" },
    { what: "a computed import", path: "crypto/bytes.ts", line: "const later = (name: string) => import(name);", found: "reaches computed import" },
    { what: "OpenPGP", path: "crypto/server.ts", line: 'export { readCertificate } from "./openpgp/index.ts";', found: "reaches openpgp" },
    { what: "another library", path: "crypto/errors.ts", line: 'import { argon2id } from "hash-wasm";', found: "reaches hash-wasm" },
    { what: "a decapsulation by libsodium", path: "crypto/primitives/ed25519-verify.ts", line: "sodium.crypto_kem_xwing_dec(a, b);", found: "crypto/primitives/ed25519-verify.ts uses crypto_kem_xwing_dec" },
    { what: "a function of libsodium taken out", path: "crypto/primitives/sodium.ts", line: "const { crypto_kem_xwing_dec: take } = sodium;", found: "crypto/primitives/sodium.ts uses crypto_kem_xwing_dec" },
    { what: "a function of libsodium by name", path: "crypto/primitives/sodium.ts", line: "sodium[name](a);", found: "crypto/primitives/sodium.ts uses a computed function" },
    { what: "a decryption by WebCrypto", path: "crypto/primitives/hmac.ts", line: "subtle.decrypt(a, b, c);", found: "crypto/primitives/hmac.ts uses decrypt" },
    { what: "OPAQUE's client", path: "crypto/primitives/opaque-server.ts", line: 'import { client } from "@serenity-kit/opaque";', found: "crypto/primitives/opaque-server.ts uses OPAQUE's client" },
  ])("$what", ({ path, line, found }) => {
    expect(violations(replacing({ [path]: appending(line) }))).toContain(found);
  });

  it("but a type, which is erased, and a comment are none", () => {
    const harmless = 'import type { Keyring } from "./keys/keyring.ts";\nexport type { Keyring };\n// import { open } from "./primitives/seal.ts";';
    expect(violations(replacing({ "crypto/server.ts": appending(harmless) }))).toEqual([]);
  });
});
