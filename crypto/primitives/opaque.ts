// OPAQUE, the browser's half (RFC 9807: ristretto255-SHA-512, 3DH, HKDF- and HMAC-SHA-512, Argon2id; SPEC.md, "Password").
// The only file that uses `client` of the library; the server's half stands in opaque-server.ts. Loaded with the first password that is
// typed: a mailbox that opens after a reload does without, and the library is half of what it would have to load.
import type { client as Client } from "@serenity-kit/opaque";
import type { Address } from "../address.ts";
import { fromBase64UrlOf, type ExportKey } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { OPAQUE_SERVER_IDENTIFIER } from "../labels.ts";

/** The library, its WebAssembly compiled: once. Where it could not be loaded, the next call tries again. */
async function library(): Promise<typeof Client> {
  const { client, ready } = await import("@serenity-kit/opaque");
  await ready;
  return client;
}

/** Loads and compiles the library ahead of the functions below, which otherwise do it themselves. */
export async function passwordReady(): Promise<void> {
  await library();
}

/** The library's name for Argon2id with 64 MiB, 3 passes, 4 lanes (RFC 9106, section 4, second recommendation). */
const KEY_STRETCHING = "memory-constrained";
const EXPORT_KEY_BYTES = 64;

/** What both halves of a registration or log-in need to end it. `state` is what the start returned. */
export interface OpaqueAnswer {
  readonly password: string;
  readonly state: string;
  readonly response: string;
  readonly address: Address;
}

/** Accents typed as one code point or as two must give the same password on every device. */
function normalisePassword(password: string): string {
  return password.normalize("NFC");
}

function identifiersOf(address: Address): { client: string; server: string } {
  return { client: address, server: OPAQUE_SERVER_IDENTIFIER };
}

/** The library throws strings and errors that name positions; nothing of that may travel on as a message. */
function refusingMalformed<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw new InvalidInputError("OPAQUE message", { cause });
  }
}

/** First message of a registration. `state` is secret and stays in the worker; `request` is 32 bytes in base64url. */
export async function startRegistration(password: string): Promise<{ state: string; request: string }> {
  const client = await library();
  const started = client.startRegistration({ password: normalisePassword(password) });
  return { state: started.clientRegistrationState, request: started.registrationRequest };
}

/**
 * Ends a registration. `record` (192 bytes in base64url) goes to the server; the export key never leaves the browser.
 * Costs one Argon2id. Throws InvalidInputError when the server's response is malformed.
 */
export async function finishRegistration(answer: OpaqueAnswer): Promise<{ record: string; exportKey: ExportKey }> {
  const client = await library();
  return refusingMalformed(() => {
    const finished = client.finishRegistration({
      password: normalisePassword(answer.password),
      clientRegistrationState: answer.state,
      registrationResponse: answer.response,
      identifiers: identifiersOf(answer.address),
      keyStretching: KEY_STRETCHING,
    });
    return { record: finished.registrationRecord, exportKey: exportKeyOf(finished.exportKey) };
  });
}

/** First message of a log-in. `state` is secret and stays in the worker; `request` is 96 bytes in base64url. */
export async function startLogin(password: string): Promise<{ state: string; request: string }> {
  const client = await library();
  const started = client.startLogin({ password: normalisePassword(password) });
  return { state: started.clientLoginState, request: started.startLoginRequest };
}

/**
 * Ends a log-in. `finish` (64 bytes in base64url) proves the password to the server; the export key opens the password's
 * wrap. Null means a wrong password, an unknown address or a server without the record: they cannot be told apart.
 * Costs one Argon2id. Throws InvalidInputError when the server's response is malformed.
 */
export async function finishLogin(answer: OpaqueAnswer): Promise<{ finish: string; exportKey: ExportKey } | null> {
  const client = await library();
  return refusingMalformed(() => {
    const finished = client.finishLogin({
      password: normalisePassword(answer.password),
      clientLoginState: answer.state,
      loginResponse: answer.response,
      identifiers: identifiersOf(answer.address),
      keyStretching: KEY_STRETCHING,
    });
    // The library says "wrong password" by undefined.
    if (finished === undefined) return null;
    return { finish: finished.finishLoginRequest, exportKey: exportKeyOf(finished.exportKey) };
  });
}

function exportKeyOf(text: string): ExportKey {
  return fromBase64UrlOf(text, EXPORT_KEY_BYTES) as ExportKey;
}
