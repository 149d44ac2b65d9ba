// The one age stanza of the protocol, mlkem768x25519 (C2SP age): names and lengths. No key comes near this file.
import { KEM_CIPHERTEXT_BYTES } from "./xwing-lengths.ts";

export const STANZA_TYPE = "mlkem768x25519";
/** HPKE's info. */
export const STANZA_INFO = "age-encryption.org/mlkem768x25519";
/** age's file key. */
export const FILE_KEY_BYTES = 16;
/** The sealed file key: 16 bytes and the AEAD's tag. */
export const STANZA_BODY_BYTES = FILE_KEY_BYTES + 16;
/** Characters of n bytes in base64 without padding: ⌈4n / 3⌉. */
export const STANZA_SHARE_CHARACTERS = Math.ceil((KEM_CIPHERTEXT_BYTES * 4) / 3);
export const STANZA_BODY_CHARACTERS = Math.ceil((STANZA_BODY_BYTES * 4) / 3);
