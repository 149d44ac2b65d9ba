// What somebody has written and chosen in a draft, to be compared: without what saving and uploading change, and without files where some are
// still coming in.
import type { Draft } from '../../session/vault-api/drafts.ts';

export function writtenIn({ recipients, noticeSubject, noticeText, secureSubject, body, expiry, attachments }: Draft, { files }: { files: boolean }): string {
  return JSON.stringify([recipients, noticeSubject, noticeText, secureSubject, body, expiry, files ? attachments.map(({ id }) => id) : []]);
}
