// How large an encrypted copy becomes, and how large one may be.

/** Base64 in lines of 76 inside the mail, then armor in lines of 60, each line with CR and LF. */
const GROWTH = (78 / 57) * (62 / 45);
const FRAME_BYTES = 20_000;

/** Written as mail and as armor this stays below 4 GB, the most that mail folders and memory sticks take as one file. */
export const COPY_MAX_BYTES = 2_000_000_000;
/** What mail servers commonly let through. */
export const MAIL_BYTES = 25_000_000;

export function copySize(attachments: readonly { size: number }[]): { plain: number; saved: number } {
  const plain = attachments.reduce((sum, { size }) => sum + size, 0);
  return { plain, saved: Math.ceil(plain * GROWTH) + FRAME_BYTES };
}
