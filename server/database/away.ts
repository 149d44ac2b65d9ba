// Why the database does not let anybody in, as a word that may be told: what the driver and PostgreSQL say themselves quotes names and addresses.

/** The driver's own errors have no code. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/timeout/i, 'ETIMEDOUT'],
  [/does not support SSL/i, 'it offers no TLS'],
  [/terminated/i, 'ECONNRESET'],
];

/** Of sockets, names and certificates, and PostgreSQL's classes of connections, authorisation, missing databases, resources and shutting down. */
const AWAY = /^(ECONN[A-Z]+|EPIPE|EACCES|ENOENT|ENOTFOUND|EAI_[A-Z]+|EHOST[A-Z]+|ENET[A-Z]+|ETIMEDOUT|[A-Z_]*CERT[A-Z_]*|ERR_TLS_[A-Z_]+|08...|28...|3D...|53...|57P..)$/;

/** Null for an error of another kind, those of files among them. */
export function reasonAway(error: unknown): string | null {
  if (!(error instanceof Error) || 'path' in error) return null;
  if ('code' in error && typeof error.code === 'string') return AWAY.test(error.code) ? error.code : null;
  return WITHOUT_CODE.find(([pattern]) => pattern.test(error.message))?.[1] ?? null;
}
