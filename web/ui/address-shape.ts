// A first look at a typed e-mail address, to help while typing; the exact rules are the vault's.

export function looksLikeAddress(typed: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/.test(typed.trim());
}
