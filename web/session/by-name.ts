// The order of names wherever they are listed for the eye: as the reader's language has it, and numbers in them by their value, so that
// "Case 2" stands before "Case 10".

/** Made once: by itself a comparison of two names makes one each time, and a long book is sorted by many. */
const collator = new Intl.Collator(undefined, { numeric: true });

export const compareNames: (one: string, other: string) => number = collator.compare;

export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return compareNames(one.name, other.name);
}
