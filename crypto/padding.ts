// Padding that hides the exact length of what is sealed (SPEC.md, "Padding").

/**
 * Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019): the least
 * length of at least `length` (1 … 2^30) whose binary form has zeros after its first bits. At most 12 % longer.
 *
 *     E = ⌊log2 length⌋   S = ⌊log2 E⌋ + 1   rounded up to a multiple of 2^(E - S)
 */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = 31 - Math.clz32(length);
  const kept = 32 - Math.clz32(exponent);
  const unit = 2 ** (exponent - kept);
  return Math.ceil(length / Math.max(unit, 1)) * Math.max(unit, 1);
}
