// OPAQUE, the server's half (RFC 9807; SPEC.md, "Password"). It meets no user's secret: a record opens only with the password.
// The only file that imports `server` of the library; it never imports `client`.
import { ready, server } from "@serenity-kit/opaque";
import type { Address } from "../address.ts";
import { encodeUtf8, toBase64Url } from "../bytes.ts";
import { InvalidInputError } from "../errors.ts";
import { FAKE_USER_IDENTIFIER, OPAQUE_SERVER_IDENTIFIER, USER_IDENTIFIER_PREFIX } from "../labels.ts";
import { hmacSha256 } from "./hmac.ts";
import { randomBytes } from "./random.ts";

/** Settles when the library's WebAssembly is compiled; every synchronous function here needs that. */
export const opaqueServerReady: Promise<void> = ready;

function refusingMalformed<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw new InvalidInputError("OPAQUE message", { cause });
  }
}

/** The server's long-term OPAQUE secret (128 bytes in base64url): made once. Losing it makes every password useless. */
export function createOpaqueSetup(): string {
  return server.createSetup();
}

/** A fresh user identifier, drawn at every registration: "account/" and 32 random bytes in base64url. */
export function createUserIdentifier(): string {
  return USER_IDENTIFIER_PREFIX + toBase64Url(randomBytes(32));
}

/**
 * The user identifier under which an unknown address is answered. It looks like a real one and is constant for an address,
 * as a real one is, so that asking twice tells nothing. `secret`: 32 random bytes of the server.
 *
 *     "account/" + base64url(HMAC-SHA-256(secret, "sealpost/v1/fake-user-identifier\0" | address))
 */
export async function fakeUserIdentifier(secret: Uint8Array, address: Address): Promise<string> {
  return USER_IDENTIFIER_PREFIX + toBase64Url(await hmacSha256(secret, encodeUtf8(FAKE_USER_IDENTIFIER + address)));
}

/** Answers a registration request with 64 bytes in base64url. Throws InvalidInputError when the request is malformed. */
export function registrationResponse(ask: { setup: string; userIdentifier: string; request: string }): string {
  return refusingMalformed(() => {
    const answer = server.createRegistrationResponse({
      serverSetup: ask.setup,
      userIdentifier: ask.userIdentifier,
      registrationRequest: ask.request,
    });
    return answer.registrationResponse;
  });
}

/**
 * Answers a log-in request. `record: null` with a fake user identifier answers for an unknown address on the same path, in
 * the same sizes: the response is 320 bytes, the state 128, both in base64url. The state serves one finish only: the
 * caller deletes it when it takes it. Throws InvalidInputError when request or record are malformed.
 */
export function startServerLogin(ask: {
  setup: string; userIdentifier: string; record: string | null; request: string; address: Address;
}): { state: string; response: string } {
  return refusingMalformed(() => {
    const answer = server.startLogin({
      serverSetup: ask.setup,
      userIdentifier: ask.userIdentifier,
      registrationRecord: ask.record,
      startLoginRequest: ask.request,
      identifiers: { client: ask.address, server: OPAQUE_SERVER_IDENTIFIER },
    });
    return { state: answer.serverLoginState, response: answer.loginResponse };
  });
}

/** True when the client has proved the password. Malformed counts as not proved. OPAQUE's session key is not used. */
export function finishServerLogin(login: { state: string; finish: string }): boolean {
  try {
    server.finishLogin({ serverLoginState: login.state, finishLoginRequest: login.finish });
    return true;
  } catch {
    return false;
  }
}
