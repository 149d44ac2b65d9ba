// What the links in our mails carry has one length. Anything else was cut off on its way, at the end of a line mostly.

/** 16 bytes in base64url. */
export function isWholeId(id: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(id);
}

/** An id and a MAC of 32 bytes in base64url. */
export function isWholeToken(token: string): boolean {
  return /^[A-Za-z0-9_-]{65}$/.test(token);
}
