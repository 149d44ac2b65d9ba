// Where a link in a body may lead (SPEC.md, "Body").

const LINK_MAX_CHARACTERS = 2048;
// No white space, controls or backslash: URL parsers drop or rewrite them, and two readers could see two targets.
const REFUSED = /[\s\p{Cc}\p{Zs}\\]/u;
const WEB = /^https?:\/\/[^/]/i;
const OTHER = /^(mailto|tel):./i;

/** http and https with a host, mailto, tel; nothing else. */
export function isLinkTarget(value: unknown): value is string {
  if (typeof value !== "string" || value.length > LINK_MAX_CHARACTERS || REFUSED.test(value)) return false;
  return (WEB.test(value) && URL.canParse(value)) || OTHER.test(value);
}
