// Names of people and practices, without what makes them look like others (record 095). Used where they are typed, and where others' are read.

/**
 * Embeddings, overrides and isolates of the writing direction and its marks, and whatever else has no shape of its own. The joiners that Persian
 * and Indian names are spelled with stay, and so do the selectors of a character's variant.
 */
const HIDDEN = /(?!\u200C|\u200D|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|[\u2800\uFFF9-\uFFFB]/gu;
const HAS_A_SHAPE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}]/u;

/** The name as it may be shown, of any length: in NFC, without hidden characters and spaces around it. Empty where nothing of it can be seen. */
export function plainName(name: string): string {
  const plain = name.normalize("NFC").replace(HIDDEN, "").trim();
  return HAS_A_SHAPE.test(plain) ? plain : "";
}
