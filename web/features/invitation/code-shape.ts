// How an access code looks while it is typed. What it means, and whether it is right, only the vault knows.
const SYMBOLS = 15;
const GROUP = 5;

/** Letters and digits only, upper case. */
function symbolsOf(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

export function isWholeCode(typed: string): boolean {
  return symbolsOf(typed).length === SYMBOLS;
}

/** `k7q2mabc` becomes `K7Q2M-ABC`. What cannot be a code is left as it was typed. */
export function groupCode(typed: string): string {
  const symbols = symbolsOf(typed);
  if (symbols.length > SYMBOLS) return typed;
  return symbols.replaceAll(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');
}
