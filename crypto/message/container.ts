// The container as anybody may see it: how many stanzas, how long, and nothing else allowed. No key comes near this file,
// so the server checks containers with it too (SPEC.md, "Container").
import { ByteReader } from "../byte-reader.ts";
import { InvalidInputError } from "../errors.ts";
import { padmeLength } from "../padding.ts";
import { STANZA_BODY_CHARACTERS, STANZA_SHARE_CHARACTERS, STANZA_TYPE } from "../primitives/age-stanza.ts";

/** Addressees of one message; each has a stanza, and the sender one more. */
export const RECIPIENTS_MAX = 1000;
/** Room for 1001 stanzas and the longest manifest and body. */
export const CONTAINER_MAX_BYTES = 8_388_608;
/** Plaintexts are padded to at least this. */
export const PLAINTEXT_MIN_BYTES = 4096;

const VERSION_LINE = "age-encryption.org/v1\n";
const STANZA_START = `-> ${STANZA_TYPE} `;
const MAC_START = "--- ";
const MAC_CHARACTERS = 43;
const STANZA_BYTES = STANZA_START.length + STANZA_SHARE_CHARACTERS + 1 + STANZA_BODY_CHARACTERS + 1;
const PAYLOAD_NONCE_BYTES = 16;
const CHUNK_BYTES = 65_536;
const CHUNK_TAG_BYTES = 16;

// Base64 without padding of 32 bytes, and of 1120: the last character's unused bits are zero.
const BASE64_OF_32 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]$/;
const BASE64_OF_1120 = /^[A-Za-z0-9+/]{1493}[AQgw]$/;

/** A pass: one stanza, and room for the longest addresses. */
export const PASS_MAX_BYTES = 8192;

/** Texts of a practice: 1000 stanzas, the longest list of receivers and the longest content. */
export const TEXTS_MAX_BYTES = 2_097_152;

export interface Container {
  readonly stanzas: number;
  /** Length of the padded plaintext. */
  readonly plaintextBytes: number;
}

/** The shape of a container, or InvalidInputError: only mlkem768x25519 stanzas, at least two, each exactly 1557 bytes. */
export function parseContainer(bytes: Uint8Array): Container {
  if (bytes.length > CONTAINER_MAX_BYTES) throw new InvalidInputError("container too long");
  const reader = new ByteReader(bytes);
  const stanzas = takeHeader(reader);
  if (stanzas < 2) throw new InvalidInputError("too few stanzas");
  return { stanzas, plaintextBytes: payloadPlaintextBytes(reader.left) };
}

/** Everything before the payload, as a view; InvalidInputError as `parseContainer`. */
export function containerHeader(bytes: Uint8Array): Uint8Array {
  parseContainer(bytes);
  const reader = new ByteReader(bytes);
  takeHeader(reader);
  return bytes.subarray(0, reader.position);
}

/** The shape of a sealed pass, or InvalidInputError: as a container, with exactly one stanza and a payload of one chunk without padding. */
export function parsePassContainer(bytes: Uint8Array): void {
  if (bytes.length > PASS_MAX_BYTES) throw new InvalidInputError("pass too long");
  const reader = new ByteReader(bytes);
  if (takeHeader(reader) !== 1) throw new InvalidInputError("stanzas of a pass");
  if (reader.left <= PAYLOAD_NONCE_BYTES + CHUNK_TAG_BYTES) throw new InvalidInputError("pass payload length");
}

/**
 * The shape of sealed texts of a practice, or InvalidInputError: as a container, with a stanza for each of 1 to 1000 receivers and none
 * besides. Answers how many there are.
 */
export function parseTextsContainer(bytes: Uint8Array): number {
  if (bytes.length > TEXTS_MAX_BYTES) throw new InvalidInputError("texts too long");
  const reader = new ByteReader(bytes);
  const stanzas = takeHeader(reader);
  if (stanzas < 1 || stanzas > RECIPIENTS_MAX) throw new InvalidInputError("stanzas of texts");
  payloadPlaintextBytes(reader.left);
  return stanzas;
}

/** How many stanzas there are. */
function takeHeader(reader: ByteReader): number {
  if (takeText(reader, VERSION_LINE.length) !== VERSION_LINE) throw new InvalidInputError("container version");
  let stanzas = 0;
  let start = takeText(reader, MAC_START.length);
  while (start === STANZA_START.slice(0, MAC_START.length)) {
    stanzas += 1;
    if (stanzas > RECIPIENTS_MAX + 1) throw new InvalidInputError("too many stanzas");
    requireStanza(start + takeText(reader, STANZA_BYTES - MAC_START.length));
    start = takeText(reader, MAC_START.length);
  }
  const mac = takeText(reader, MAC_CHARACTERS + 1);
  if (start !== MAC_START || !mac.endsWith("\n") || !BASE64_OF_32.test(mac.slice(0, -1))) throw new InvalidInputError("container header");
  return stanzas;
}

function requireStanza(text: string): void {
  const [share, body, ...rest] = text.slice(STANZA_START.length).split("\n");
  const wellFormed = text.startsWith(STANZA_START)
    && share !== undefined && BASE64_OF_1120.test(share)
    && body !== undefined && BASE64_OF_32.test(body)
    && rest.length === 1 && rest[0] === "";
  if (!wellFormed) throw new InvalidInputError("container stanza");
}

/** payload = nonce (16) | n bytes in chunks of 64 KiB, none of them empty, each with a tag (16). n is its own padded length. */
function payloadPlaintextBytes(payloadBytes: number): number {
  const sealed = payloadBytes - PAYLOAD_NONCE_BYTES;
  const whole = Math.floor(sealed / (CHUNK_BYTES + CHUNK_TAG_BYTES));
  const last = sealed - whole * (CHUNK_BYTES + CHUNK_TAG_BYTES);
  if (last > 0 && last <= CHUNK_TAG_BYTES) throw new InvalidInputError("container payload length");
  const plaintextBytes = whole * CHUNK_BYTES + (last > 0 ? last - CHUNK_TAG_BYTES : 0);
  if (plaintextBytes < PLAINTEXT_MIN_BYTES || padmeLength(plaintextBytes) !== plaintextBytes) {
    throw new InvalidInputError("container payload length");
  }
  return plaintextBytes;
}

const latin1 = new TextDecoder("latin1");

/** The next bytes, one character each: a byte beyond ASCII becomes a character that no pattern here accepts. */
function takeText(reader: ByteReader, length: number): string {
  return latin1.decode(reader.take(length));
}
