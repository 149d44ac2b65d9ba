// What a logo may be: in pixels, and of the PNG in bytes. The format's (crypto/profile/logo.ts), which this worker does not load; a test holds them together.
export const LOGO_LIMITS = { width: 320, height: 160, bytes: 65_536 } as const;
