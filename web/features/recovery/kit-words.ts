// Counting typed recovery words, to say how many are there. Reading them is the vault's job.
export const KIT_WORDS = 24;

/** Words are runs of letters: numbering, commas and line breaks between them do not count. */
export function countWords(typed: string): number {
  return typed.match(/\p{L}+/gu)?.length ?? 0;
}
