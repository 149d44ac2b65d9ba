// Our frozen vectors for what people type, and for what server and strangers could put in the place of the right thing: kits, codes,
// escrows, claims, renewals, roots and blobs.
import { beforeAll, describe, expect, it } from "vitest";
import {
  containsAccessCode, deriveInvitationKeys, fromBase64Url, InvalidInputError, openEscrow, parseAccessCode, parseKit, ready, toBase64Url, verifyAgainstRoot, verifyClaim,
  verifyNotRolledBack, type Address, type ClaimKey, type EscrowKey, type Id, type Invitation, type SeenRoot, type SignedObject, type StateKey,
  type StateRoot,
} from "../../crypto/index.ts";
import { openRoot } from "../../crypto/keys/state-root.ts";
import { verifyRenewal } from "../../crypto/invitation/invitation.ts";
import { readVectors } from "./vectors.ts";

type Wrong = { why: string; code: string };
const bytes = fromBase64Url;
const refusing = (code: string): unknown => expect.objectContaining({ code });

beforeAll(ready);

describe("access code", () => {
  type Codes = { typed: { typed: string; code: string }[]; invalid: (Wrong & { typed: string })[]; notices: { text: string; codes: string[]; contains: boolean }[] };
  const { typed, invalid, notices } = readVectors<Codes>("access-code-typed");
  it.each(typed)("typed $typed", (vector) => expect(parseAccessCode(vector.typed)).toBe(vector.code));
  it.each(invalid)("refused: $why", async (wrong) => {
    expect(parseAccessCode(wrong.typed)).toBeNull();
    await expect(deriveInvitationKeys(wrong.typed, "W2JpcHd-hYyTmqGor7a9xA" as Id)).rejects.toThrow(InvalidInputError);
  });
  it.each(notices)("in the notice '$text': $contains", ({ text, codes, contains }) => expect(containsAccessCode(text, codes)).toBe(contains));
});

describe("recovery kit", () => {
  type Kits = { typed: { typed: string; entropy: string }[]; invalid: (Wrong & { typed: string; problem: string; word: number | null })[] };
  const { typed, invalid } = readVectors<Kits>("recovery-kit-typed");
  it.each(typed)("typed $typed", (vector) => expect(toBase64Url(parseKit(vector.typed))).toBe(vector.entropy));
  it.each(invalid)("refused: $why", ({ typed: words, code, problem, word }) => {
    expect(() => parseKit(words)).toThrow(expect.objectContaining({ code, problem, word }));
  });
});

describe("escrow", () => {
  type Escrow = Wrong & { key: string; invitation: Id; object: SignedObject; sealed: string };
  it.each(readVectors<{ invalid: Escrow[] }>("escrow-invalid").invalid)("refused: $why", async ({ key, invitation, object, sealed, code }) => {
    await expect(openEscrow(bytes(key) as EscrowKey, { id: invitation, object }, bytes(sealed))).rejects.toThrow(refusing(code));
  });
});

describe("claim", () => {
  type Claim = { invitation: Id; address: Address; identityHash: string; identityAddress: Address; claimKey: string; claim: string };
  const { valid, invalid } = readVectors<{ valid: Claim[]; invalid: (Claim & { why: string })[] }>("claim");
  const holds = ({ invitation, address, identityHash, identityAddress, claimKey, claim }: Claim): Promise<boolean> =>
    verifyClaim(bytes(claimKey) as ClaimKey, { id: invitation, address, identity: { hash: identityHash, address: identityAddress }, claim: bytes(claim) });
  it.each(valid)("holds", async (vector) => expect(await holds(vector)).toBe(true));
  it.each(invalid)("does not hold: $why", async (vector) => expect(await holds(vector)).toBe(false));
});

describe("renewal", () => {
  const { invitation, valid, invalid } = readVectors<{ invitation: string; valid: string[]; invalid: (Wrong & { renewed: string })[] }>("renewal");
  const verify = (renewed: string): void => verifyRenewal(JSON.parse(invitation) as Invitation, JSON.parse(renewed) as Invitation);
  it.each(valid)("%s", (renewed) => expect(() => verify(renewed)).not.toThrow());
  it.each(invalid)("refused: $why", ({ renewed, code }) => expect(() => verify(renewed)).toThrow(refusing(code)));
});

describe("state", () => {
  type States = {
    roots: (Wrong & { version: number; sealed: string })[];
    rollback: { accepted: (SeenRoot | null)[]; refused: (Wrong & { seen: SeenRoot })[] };
    blobs: (Wrong & { name: string; version: number; sealed: string })[];
  };
  const { roots, rollback, blobs } = readVectors<States>("state-invalid");
  const { account, stateKey, root } = readVectors<{ account: Id; stateKey: string; root: { version: number; sealed: string } }>("state");
  const shown = { version: root.version, sealed: bytes(root.sealed) };
  const opened = ({ version, sealed }: { version: number; sealed: string }): Promise<StateRoot> =>
    openRoot(bytes(stateKey) as StateKey, { account, version }, bytes(sealed));

  it.each(roots)("root refused: $why", async (wrong) => expect(opened(wrong)).rejects.toThrow(refusing(wrong.code)));
  it("a root is accepted as the first, as a newer one, and again", async () => {
    for (const seen of rollback.accepted) expect(await verifyNotRolledBack(seen, shown)).toMatchObject({ version: root.version });
  });
  it.each(rollback.refused)("root refused: $why", async ({ seen, code }) => expect(verifyNotRolledBack(seen, shown)).rejects.toThrow(refusing(code)));
  it.each(blobs)("refused: $why", async ({ name, version, sealed, code }) => {
    await expect(verifyAgainstRoot(await opened(root), { name, version, sealed: bytes(sealed) })).rejects.toThrow(refusing(code));
  });
});
